"""What every answer of the pages carries, and what Django itself thinks of the settings."""

import pytest
from django.conf import settings
from django.core.checks import Error, Warning, run_checks
from django.db import connection


def test_django_finds_no_fault() -> None:
    faults = [found for found in run_checks() if isinstance(found, Error | Warning)]
    assert faults == []


def test_scripts_and_styles_come_from_ourselves_alone() -> None:
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    words = [str(word) for sources in directives.values() for word in sources]
    assert not {"'unsafe-inline'", "'unsafe-eval'", "*"} & set(words)
    assert directives["default-src"] == ["'none'"]


@pytest.mark.django_db
def test_tests_run_as_the_role_of_production() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT session_user, rolbypassrls FROM pg_roles WHERE rolname = user")
        assert cursor.fetchone() == ("anju_app", False)


@pytest.mark.django_db
def test_the_application_owns_nothing() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relowner = 'anju_app'::regrole")
        assert cursor.fetchall() == []
