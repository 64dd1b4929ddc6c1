"""The worklists of records alike: to decide, to find out at the door, told of a merge."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Case as SqlCase
from django.db.models import IntegerField, QuerySet, Value, When

from anju.access.actor import COUNTY_DIGITS, Actor
from anju.access.looks import seen_list
from anju.access.policy import require
from anju.access.records import merge_notice_for
from anju.access.scope import scoped
from anju.access.session import names_of_staff
from anju.kit.clock import day_of
from anju.reading.duplicates.likeness import Level
from anju.records.agencies.models import Agency
from anju.records.people.models import DuplicatePair, MergeNotice, Person, PersonFacts, PersonMerge

__all__ = ["NoticeRow", "PairRow", "counties", "merge_notice", "merge_notices", "open_pairs"]

MOST = 100
SHOWN = ("name", "born_on")


@dataclass(frozen=True, slots=True)
class PairRow:
    """A line of the list: the later record's name, how alike, and why."""

    ref: str
    name: str
    born_on: date
    level: str
    reasons: tuple[str, ...]
    state: str
    found_on: date
    asked: str
    answer: str


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """What a station was told of a merge, in the names of then."""

    ref: str
    kept_name: str
    absorbed_name: str
    kept_agency: str
    reason: str
    merged_by: str
    told_on: date
    state: str
    objection: str
    objected_by: str
    answer: str
    settled_by: str
    absorbed_ref: str


def open_pairs(actor: Actor, *, state: str = "open", now: datetime) -> tuple[PairRow, ...]:
    """The pairs of the territory in a state, the surest first, then the oldest."""
    with scoped(actor):
        require(actor, "view_queue")
        rows = list(_by_level(DuplicatePair.objects.filter(state=state))[:MOST])
        people = Person.objects.in_bulk([row.person_id for row in rows])
        seen_list(actor, people.values(), SHOWN, purpose="duplicates", now=now)
        facts = {
            row.person_id: row
            for row in PersonFacts.objects.known_now()
            .filter(person_id__in=people, valid__upper_inf=True)
            .only("person_id", "name", "born_on")
        }
        return tuple(
            PairRow(
                ref=row.ref,
                name=facts[row.person_id].name,
                born_on=facts[row.person_id].born_on,
                level=row.level,
                reasons=tuple(row.reasons),
                state=row.state,
                found_on=day_of(row.found_at),
                asked=row.asked,
                answer=row.answer,
            )
            for row in rows
        )


def merge_notices(actor: Actor, *, now: datetime) -> tuple[NoticeRow, ...]:
    """What the territory was told of merges and has not settled, objections first."""
    with scoped(actor):
        require(actor, "view_pair")
        rows = MergeNotice.objects.filter(state__in=["told", "objected"])
        return _notices(list(rows.order_by("state", "told_at", "id")[:MOST]))


def merge_notice(actor: Actor, ref: str, *, now: datetime) -> NoticeRow:
    """One notice of a merge; the record itself may have gone elsewhere and stays unnamed then."""
    with scoped(actor):
        return _notices([merge_notice_for(actor, ref)])[0]


def _by_level(rows: QuerySet[DuplicatePair]) -> QuerySet[DuplicatePair]:
    order = SqlCase(
        *(When(level=level, then=Value(place)) for place, level in enumerate(Level)),
        output_field=IntegerField(),
    )
    return rows.annotate(sureness=order).order_by("sureness", "found_at", "id")


def _notices(rows: list[MergeNotice]) -> tuple[NoticeRow, ...]:
    numbers = {row.merged_by for row in rows} | {row.objected_by for row in rows}
    names = names_of_staff(numbers | {row.settled_by for row in rows})
    agencies = _agencies({row.kept_area for row in rows})
    merges = PersonMerge.objects.filter(id__in=[row.merge_id for row in rows])
    absorbed = dict(merges.values_list("id", "absorbed__ref"))
    return tuple(
        NoticeRow(
            ref=row.ref,
            kept_name=row.kept_name,
            absorbed_name=row.absorbed_name,
            kept_agency=agencies.get(row.kept_area, ""),
            reason=row.reason,
            merged_by=names.get(row.merged_by, row.merged_by),
            told_on=day_of(row.told_at),
            state=row.state,
            objection=row.objection,
            objected_by=names.get(row.objected_by, row.objected_by),
            answer=row.answer,
            settled_by=names.get(row.settled_by, row.settled_by),
            absorbed_ref=absorbed.get(row.merge_id, ""),
        )
        for row in rows
    )


def _agencies(codes: set[str]) -> Mapping[str, str]:
    return dict(Agency.objects.filter(code__in=codes).values_list("code", "short_name"))


def counties() -> tuple[str, ...]:
    """The counties of the province that have an agency, by their area paths."""
    codes = Agency.objects.values_list("code", flat=True)
    return tuple(sorted({code[:COUNTY_DIGITS] for code in codes if len(code) >= COUNTY_DIGITS}))
