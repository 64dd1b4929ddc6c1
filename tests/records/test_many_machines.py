"""The rules that let the same tables be spread over machines by person (decision 6)."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import connection, models

#: Tables every machine holds whole.
EVERYWHERE = {"places", "agencies"}
#: Found by something else than the person, and so kept elsewhere.
NOT_BY_PERSON = {"people.identitykey", "issued.numberledger", "registrations.intakedraft"}
#: An office's own: blank cards, batches and boxes of cards, found by number or serial; who may
#: open protected files there; ratings, which name nobody.
OF_AN_OFFICE = {
    "permits.blankdelivery",
    "permits.blankcard",
    "permits.productionbatch",
    "permits.handoverlist",
    "supervision.namedright",
    "supervision.servicerating",
}
#: Households and absorbed files belong to several persons; their rows are found by their own id.
OF_SEVERAL = {"registrations.household", "people.personmerge"}


def record_models() -> Iterator[type[models.Model]]:
    for model in apps.get_models():
        if model.__module__.startswith("anju.records"):
            yield model


def person_family() -> list[type[models.Model]]:
    apart = EVERYWHERE | {"journal"}
    return [
        model
        for model in record_models()
        if model._meta.app_label not in apart
        and model._meta.label_lower not in NOT_BY_PERSON | OF_SEVERAL | OF_AN_OFFICE
    ]


def test_every_row_of_the_family_names_its_person_and_its_area() -> None:
    for model in person_family():
        columns = {field.column for field in model._meta.concrete_fields}
        of_person = "id" if model._meta.label_lower == "people.person" else "person_id"
        assert {of_person, "area"} <= columns, model._meta.label


def test_no_foreign_key_leads_out_of_the_family_but_to_what_is_everywhere() -> None:
    family = {model._meta.label_lower for model in person_family()} | OF_SEVERAL
    for model in record_models():
        for field in model._meta.concrete_fields:
            if not isinstance(field, models.ForeignKey):
                continue
            there = field.remote_field.model._meta
            near = family | OF_AN_OFFICE if model._meta.label_lower in OF_AN_OFFICE else family
            assert there.label_lower in near or there.app_label in EVERYWHERE, field


def test_what_must_hold_over_several_rows_holds_within_a_person() -> None:
    """Numbers are apart: each is drawn from a ledger or at random and names one row. A
    registration is one person's, and what is once for it is once for them.
    """
    for model in person_family():
        for constraint in model._meta.constraints:
            named: set[str] = set()
            if isinstance(constraint, ExclusionConstraint):
                named = {str(expression) for expression, _ in constraint.expressions}
            elif isinstance(constraint, models.UniqueConstraint):
                named = set(constraint.fields)
            if named and not named & {"blank_serial", "registration"}:
                assert "person" in named, constraint.name


@pytest.mark.django_db
def test_no_trigger_stands_on_a_record() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
            " WHERE NOT tgisinternal AND relname NOT LIKE 'procrastinate%%'"
        )
        assert cursor.fetchall() == []
