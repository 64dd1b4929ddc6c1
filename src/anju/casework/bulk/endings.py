"""What ends for many people at once when they are registered anew: stays, and what changed.

The two time axes are kept as `anju.casework.two_axes` keeps them for one row: what is superseded
stays readable, and what was true until a day is recorded anew.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db import connection
from psycopg import sql

from anju.access.secrets import blind_index
from anju.casework.act import Act
from anju.casework.bulk.on_file import OnFile
from anju.casework.bulk.stays import StayRows
from anju.casework.people.identities import news_of
from anju.casework.people.territory import move_file
from anju.casework.registration_form import RegistrationValues
from anju.casework.two_axes import recorded_from, valid_from
from anju.records.journal.time_axes import TwoTimeAxes
from anju.records.registrations.models import CurrentResidence, ResidenceRegistration

__all__ = ["Endings"]

SUPERSEDE = """
UPDATE {table} t
   SET recorded = tstzrange(lower(t.recorded), greatest(%s, lower(t.recorded)), '[)'),
       superseded_by_act_id = s.act_id
  FROM unnest(%s::bigint[], %s::bigint[]) s (id, act_id)
 WHERE t.id = s.id
"""
DEREGISTER = """
UPDATE {table} t
   SET state = 'deregistered', left_on = s.left_on, deregistration_reason = s.reason
  FROM unnest(%s::bigint[], %s::date[], %s::text[]) s (id, left_on, reason)
 WHERE t.id = s.id
"""


@dataclass(slots=True)
class Endings:
    """Rows to be superseded, stays to be closed and files to be moved in one act in bulk."""

    act: Act
    rows: StayRows
    superseded: dict[type[TwoTimeAxes], list[tuple[int, int]]] = field(default_factory=dict)
    closed: list[tuple[int, date, str]] = field(default_factory=list)
    left: list[int] = field(default_factory=list)
    moved: dict[str, list[int]] = field(default_factory=dict)

    def leave(self, known: OnFile, act_id: int, *, left_on: date, reason: str) -> None:
        """End the stay that goes on: its facts are true up to the day of leaving."""
        if known.residence is None or known.present_stay is None:
            return
        self.end_on(known.present_stay, known, act_id, until=left_on + timedelta(days=1))
        self.closed.append((known.residence.registration_id, left_on, reason))
        self.left.append(known.person.pk)

    def tell_anew(self, known: OnFile, act_id: int, values: RegistrationValues) -> None:
        """Write what the form says otherwise than the file: facts, telephone, guardian."""
        changes = news_of(known.facts, values)
        if changes:
            self.change_from_today(known.facts, known, act_id, **changes)
            for name, value in changes.items():
                setattr(known.facts, name, value)
        digest = blind_index("phone", values.phone).value if values.phone else None
        if digest and all(row.blind_index != digest for row in known.contacts):
            self.end_all(known.contacts, known, act_id)
            self.rows.contact(values.phone, {**self.axes(act_id), **self.place(known)})
        if values.guardian_name:
            self.end_all(known.guardians, known, act_id)

    def end_all(self, rows: Iterable[TwoTimeAxes], known: OnFile, act_id: int) -> None:
        """These facts are no longer true from today on."""
        for row in rows:
            self.end_on(row, known, act_id, until=self.act.on)

    def end_on(self, row: TwoTimeAxes, known: OnFile, act_id: int, *, until: date) -> None:
        """The fact was true up to but without a day; one that never was true is superseded only."""
        self.supersede(row, act_id)
        if until > row.valid.lower:
            self.restate(row, known, act_id, valid=valid_from(row.valid.lower, until))

    def change_from_today(
        self, row: TwoTimeAxes, known: OnFile, act_id: int, **changes: object
    ) -> None:
        """From today on something else is true: the old fact ends before, a new one begins."""
        since = max(self.act.on, row.valid.lower)
        self.end_on(row, known, act_id, until=since)
        self.restate(row, known, act_id, valid=valid_from(since, row.valid.upper), **changes)

    def supersede(self, row: TwoTimeAxes, act_id: int) -> None:
        """End the recorded time of a row."""
        self.superseded.setdefault(type(row), []).append((row.pk, act_id))

    def restate(self, row: TwoTimeAxes, known: OnFile, act_id: int, **changes: object) -> None:
        """Record a row anew with changes, in the area the file is in now."""
        columns = (column.attname for column in row._meta.concrete_fields if not column.primary_key)
        kept = {name: getattr(row, name) for name in columns}
        self.rows.add(
            type(row),
            **{
                **kept,
                **self.place(known),
                **self.axes(act_id),
                "superseded_by_act_id": None,
                **changes,
            },
        )

    def move(self, known: OnFile) -> None:
        """The whole file goes to the area the person lives in now."""
        self.moved.setdefault(known.person.area, []).append(known.person.pk)

    def place(self, known: OnFile) -> dict[str, Any]:
        """Whose row it is, and where it is kept."""
        return {"person_id": known.person.pk, "area": known.person.area}

    def axes(self, act_id: int) -> dict[str, Any]:
        """True from today on, known from now on, by an act."""
        return {
            "valid": valid_from(self.act.on),
            "recorded": recorded_from(self.act.now),
            "act_id": act_id,
        }

    def write(self) -> None:
        """End and move everything, a statement a table; what begins stands in the rows."""
        for model, ended in self.superseded.items():
            ids, acts = zip(*ended, strict=True)
            _update(SUPERSEDE, model, [self.act.now, list(ids), list(acts)])
        if self.closed:
            columns = [list(column) for column in zip(*self.closed, strict=True)]
            _update(DEREGISTER, ResidenceRegistration, columns)
            CurrentResidence.objects.filter(person_id__in=self.left).delete()
        for area, people in self.moved.items():
            move_file(tuple(people), area)


def _update(statement: str, model: type, values: list[Any]) -> None:
    table = sql.Identifier(model._meta.db_table)  # type: ignore[attr-defined]
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL(statement).format(table=table), values)
