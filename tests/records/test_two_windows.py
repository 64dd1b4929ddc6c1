"""Two windows at once: the second waits for the first, and then the constraint speaks."""

import threading
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from tests.records import rows

from anju.access.refusals import BY_THE_COUNTY, Conflict, conflicts
from anju.access.scope import scoped
from anju.records.agencies.models import SignInFailures
from anju.records.cases.models import Case
from anju.records.people.models import IdentityKey, Person
from anju.records.permits.models import ResidencePermit
from anju.records.registrations.models import RegistrationFacts

pytestmark = pytest.mark.django_db(transaction=True)


def two_windows(act: Callable[[], object]) -> list[str]:
    """What two windows are told that do the same at once: one nothing, the other a sentence."""
    ready, told = threading.Barrier(2), list[str]()

    def window() -> None:
        try:
            with conflicts(), scoped(rows.province()):
                ready.wait(10)
                act()
        except Conflict as conflict:
            told.append(conflict.sentence)
        else:
            told.append("")
        connection.close()

    threads = [threading.Thread(target=window) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    return sorted(told)


def made(make: Callable[[], Any]) -> Any:
    with scoped(rows.province()):
        return make()


def test_one_number_makes_one_person() -> None:
    digest = uuid4()
    told = two_windows(lambda: rows.identity_key(rows.person(), digest))
    assert told == ["", BY_THE_COUNTY]
    with scoped(rows.province()):
        assert (Person.objects.count(), IdentityKey.objects.count()) == (1, 1)


def test_one_person_lives_in_one_place() -> None:
    someone = made(rows.person)
    told = two_windows(lambda: rows.registration_facts(rows.registration(someone)))
    assert told == ["", "同一人同一时间只能有一处居住登记"]
    with scoped(rows.province()):
        assert RegistrationFacts.objects.count() == 1


def test_one_person_has_one_application_and_one_permit() -> None:
    someone = made(rows.person)
    stay = made(lambda: rows.registration(someone))
    assert two_windows(lambda: rows.case(someone, registration=stay)) == [
        "", "此人已有一个正在办理的申请",
    ]  # fmt: skip
    assert two_windows(lambda: rows.permit(someone)) == ["", "此人已有一个有效的居住证"]
    with scoped(rows.province()):
        assert (Case.objects.count(), ResidencePermit.objects.count()) == (1, 1)


def test_failed_sign_ins_at_two_windows_are_both_counted() -> None:
    from anju.access.sign_in import SignInRefused, sign_in

    def try_once() -> None:
        with pytest.raises(SignInRefused):
            sign_in(number="nobody", password="no", code="", now=rows.KNOWN_AT)
        connection.close()

    threads = [threading.Thread(target=try_once) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert SignInFailures.objects.get(number="nobody").failures == 3
