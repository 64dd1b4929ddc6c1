"""What stands on the records of a human being: taken before and after an act, and put back.

Facts on two time axes are never rewritten: putting back ends what the act began and records anew
what the act ended, so that afterwards the register says what it said before. Where somebody has
written since, nothing is put back behind their back: it is a `Conflict`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models

from anju.access.refusals import Conflict
from anju.casework.act import Act
from anju.casework.two_axes import restate, supersede
from anju.records.journal.time_axes import TwoTimeAxes
from anju.records.people.models import Contact, IdentityDocument, PersonFacts, Relation
from anju.records.permits.models import PermitFacts
from anju.records.registrations.models import (
    CurrentResidence,
    RecognisedStart,
    RegistrationFacts,
    ResidenceRegistration,
)

__all__ = ["Standing", "put_back", "standing", "what_changed"]

FACTS: dict[str, type[TwoTimeAxes]] = {
    model.__name__: model
    for model in (
        PersonFacts,
        IdentityDocument,
        Contact,
        Relation,
        RegistrationFacts,
        RecognisedStart,
        PermitFacts,
    )
}
ENDING = ("state", "left_on", "deregistration_reason")
WRITTEN_SINCE = "合并以后档案又有变更，不能自动撤销。请先核对变更，再用更正分开办理"


@dataclass(frozen=True, slots=True)
class Standing:
    """The facts known now by their ids, how stays end, and where the person lives."""

    facts: Mapping[str, frozenset[int]]
    stays: Mapping[int, Mapping[str, Any]]
    residences: Mapping[int, Mapping[str, Any]]


def standing(person_ids: Sequence[int]) -> Standing:
    """What stands on these records now."""
    stays = ResidenceRegistration.objects.filter(person_id__in=person_ids)
    residences = CurrentResidence.objects.filter(person_id__in=person_ids)
    return Standing(
        {
            name: frozenset(
                _rows(model, person_id__in=person_ids, recorded__upper_inf=True).values_list(
                    "pk", flat=True
                )
            )
            for name, model in FACTS.items()
        },
        {row.pk: _columns(row, ENDING) for row in stays},
        {row.pk: _columns(row) for row in residences},
    )


def what_changed(before: Standing, after: Standing) -> dict[str, Any]:
    """What an act ended and began, as it is kept to be put back."""
    return {
        "facts": {
            name: {
                "ended": sorted(before.facts[name] - after.facts[name]),
                "begun": sorted(after.facts[name] - before.facts[name]),
            }
            for name in FACTS
            if before.facts[name] != after.facts[name]
        },
        "stays": {
            str(pk): {"before": row, "after": after.stays[pk]}
            for pk, row in before.stays.items()
            if row != after.stays[pk]
        },
        "residences": {
            str(pk): {"before": before.residences.get(pk), "after": after.residences.get(pk)}
            for pk in {**before.residences, **after.residences}
            if before.residences.get(pk) != after.residences.get(pk)
        },
    }


def put_back(act: Act, act_id: int, changed: Mapping[str, Any], area: str) -> None:
    """Let the register say again what it said before; the records stand in this area now."""
    for name, rows in changed["facts"].items():
        _put_back_facts(act, act_id, FACTS[name], rows, area)
    for pk, row in changed["stays"].items():
        stay = ResidenceRegistration.objects.select_for_update().get(pk=int(pk))
        _need_same(_columns(stay, ENDING), row["after"])
        for column, value in _restored(ResidenceRegistration, row["before"]).items():
            setattr(stay, column, value)
        stay.save(update_fields=list(ENDING))
    for pk, row in changed["residences"].items():
        _put_back_residence(int(pk), row, area)


def _put_back_facts(
    act: Act,
    act_id: int,
    model: type[TwoTimeAxes],
    rows: Mapping[str, list[int]],
    area: str,
) -> None:
    begun = list(_rows(model, id__in=rows["begun"], recorded__upper_inf=True))
    if len(begun) != len(rows["begun"]):
        raise Conflict(WRITTEN_SINCE)
    supersede(begun, act_id=act_id, at=act.now)
    for row in _rows(model, id__in=rows["ended"]).order_by("id"):
        restate(row, act_id=act_id, at=act.now, area=area)


def _put_back_residence(pk: int, row: Mapping[str, Any], area: str) -> None:
    present = CurrentResidence.objects.filter(pk=pk).first()
    _need_same(_columns(present) if present else None, row["after"])
    if present is not None:
        present.delete()
    if row["before"] is not None:
        columns = _restored(CurrentResidence, row["before"])
        CurrentResidence.objects.create(person_id=pk, area=area, **columns)


def _rows(model: type[TwoTimeAxes], **named: Any) -> models.QuerySet[TwoTimeAxes]:
    """Rows of one kind of fact; what the abstract class does not know, each of them has."""
    return model._default_manager.filter(**named)


def _columns(row: models.Model, names: Sequence[str] = ()) -> dict[str, Any]:
    """A row's columns as JSON keeps them; of a residence all but whose it is and where kept."""
    fields = {field.attname: field for field in row._meta.concrete_fields}
    wanted = names or [name for name in fields if name not in {"person_id", "area"}]
    values = {name: getattr(row, name) for name in wanted}
    return {k: v.isoformat() if isinstance(v, date) else v for k, v in values.items()}


def _restored(model: type[models.Model], row: Mapping[str, Any]) -> dict[str, Any]:
    """The columns as the database keeps them."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    return {name: fields[name].to_python(value) for name, value in row.items()}


def _need_same(present: Mapping[str, Any] | None, expected: Mapping[str, Any] | None) -> None:
    if present != expected:
        raise Conflict(WRITTEN_SINCE)
