"""The standing report: what was refused and why, and what lies idle though nothing is missing."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Max, QuerySet

from anju.access.actor import Actor, station_of
from anju.access.looks import seen_list
from anju.access.policy import require
from anju.access.scope import scoped
from anju.access.session import names_of_staff
from anju.codes.working_calendar import is_rest_day
from anju.kit.clock import SHANGHAI, day_of
from anju.reading.legal_facts import known_facts, missing_of
from anju.reading.police.answers import answers
from anju.records.agencies.models import Agency
from anju.records.cases.models import Case, Decision
from anju.records.people.models import Person, PersonFacts

__all__ = [
    "Asked",
    "Group",
    "IdleRow",
    "RefusalRow",
    "StandingReport",
    "standing_report",
]

#: States in which the office must act next.
OFFICE_ACTS = ("submitted", "supplemented", "accepted", "under_review", "approved", "produced")
LOOKED_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Asked:
    """What the report is asked for: refusals from a day to a day, idle for how many working days.

    `reason`, `clerk` and `station` open one number of it into its list.
    """

    from_on: date
    to_on: date
    idle_days: int = 5
    reason: str = ""
    clerk: str = ""
    station: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """A number of the report and what opens it."""

    key: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class RefusalRow:
    """One refusal."""

    case_number: str
    name: str
    outcome: str
    reason: str
    text: str
    decided_on: date
    clerk: str
    station: str


@dataclass(frozen=True, slots=True)
class IdleRow:
    """A case that could go on and does not: since when, whose hands, by when it is due."""

    case_number: str
    name: str
    state: str
    last_on: date
    holder: str
    due_on: date | None
    station: str


@dataclass(frozen=True, slots=True)
class StandingReport:
    """The report: the groups count exactly the rows, the rows are those asked for."""

    by_reason: tuple[Group, ...]
    by_clerk: tuple[Group, ...]
    by_station: tuple[Group, ...]
    refusals: tuple[RefusalRow, ...]
    idle: tuple[IdleRow, ...]
    idle_by_station: tuple[Group, ...]


def standing_report(actor: Actor, asked: Asked, *, now: datetime) -> StandingReport:
    """Refusals and idle eligible cases of the territory, as asked."""
    with scoped(actor):
        require(actor, "view_station")
        decisions = list(_refusals(asked))
        idle = _idle(asked, day_of(now))
        meant = [row for row in decisions if _is_meant(row, asked)]
        idle_meant = [pair for pair in idle if _starts(pair[0].area, asked.station)]
        people = {row.person_id for row in meant} | {case.person_id for case, _ in idle_meant}
        words = _Words.of(actor, decisions, idle, people, now)
        return StandingReport(
            by_reason=_groups((row.reason_code, "") for row in decisions),
            by_clerk=_groups((row.decided_by, words.staff(row.decided_by)) for row in decisions),
            by_station=_groups(words.station(row.area) for row in decisions),
            refusals=tuple(words.refusal(row) for row in meant),
            idle=tuple(words.idle(case, last_on) for case, last_on in idle_meant),
            idle_by_station=_groups(words.station(case.area) for case, _ in idle),
        )


@dataclass(frozen=True, slots=True)
class _Words:
    """The names behind the numbers of the report: of people, staff and stations."""

    people: Mapping[int, str]
    clerks: Mapping[str, str]
    stations: Mapping[str, str]

    @classmethod
    def of(
        cls,
        actor: Actor,
        decisions: list[Decision],
        idle: list[tuple[Case, date]],
        people: Iterable[int],
        now: datetime,
    ) -> "_Words":
        """Gather them, in three questions."""
        cases = [case for case, _ in idle]
        numbers = [row.decided_by for row in decisions] + [case.assigned_to for case in cases]
        areas = [row.area for row in decisions] + [case.area for case in cases]
        codes = {station_of(area) for area in areas}
        named = Agency.objects.filter(code__in=codes).values_list("code", "short_name")
        return cls(_names(actor, people, now), names_of_staff(numbers), dict(named))

    def staff(self, number: str) -> str:
        """Who has a staff number."""
        return self.clerks.get(number, number)

    def station(self, area: str) -> tuple[str, str]:
        """The station over an area: code and name."""
        code = station_of(area)
        return code, self.stations.get(code, code)

    def refusal(self, row: Decision) -> RefusalRow:
        """One line of the refusals."""
        return RefusalRow(
            row.case.number,
            self.people.get(row.person_id, ""),
            row.outcome,
            row.reason_code,
            row.reason_text,
            row.decided_at.astimezone(SHANGHAI).date(),
            self.staff(row.decided_by),
            self.station(row.area)[1],
        )

    def idle(self, case: Case, last_on: date) -> IdleRow:
        """One line of what lies idle."""
        return IdleRow(
            case.number,
            self.people.get(case.person_id, ""),
            case.state,
            last_on,
            self.staff(case.assigned_to),
            case.due_on,
            self.station(case.area)[1],
        )


def _refusals(asked: Asked) -> QuerySet[Decision]:
    """The refusals of the days asked for, the latest first."""
    first = datetime.combine(asked.from_on, datetime.min.time(), SHANGHAI)
    end = datetime.combine(asked.to_on + timedelta(days=1), datetime.min.time(), SHANGHAI)
    rows = Decision.objects.filter(
        outcome__in=["refused", "declined"], decided_at__gte=first, decided_at__lt=end
    )
    return rows.select_related("case").order_by("-decided_at", "-id")


def _is_meant(row: Decision, asked: Asked) -> bool:
    """Whether a refusal belongs to the number that was opened."""
    return (
        asked.reason in {"", row.reason_code}
        and asked.clerk in {"", row.decided_by}
        and _starts(row.area, asked.station)
    )


def _starts(area: str, station: str) -> bool:
    return area.startswith(station)


def _idle(asked: Asked, on: date) -> list[tuple[Case, date]]:
    """Open cases the office should go on with, untouched for so many working days, still eligible.

    With the day of their last step, the longest idle first.
    """
    before = _working_days_before(on, asked.idle_days)
    end = datetime.combine(before + timedelta(days=1), datetime.min.time(), SHANGHAI)
    rows = (
        Case.objects.filter(closed_on__isnull=True, state__in=OFFICE_ACTS)
        .annotate(last_at=Max("casestep__at"))
        .filter(last_at__lt=end)
        .order_by("last_at", "id")[:LOOKED_AT_ONCE]
    )
    return [
        (case, case.last_at.astimezone(SHANGHAI).date()) for case in rows if _is_eligible(case, on)
    ]


def _is_eligible(case: Case, on: date) -> bool:
    """Whether nothing of the law stands in the way today, and nothing is missing."""
    if case.kind != "first_issue" or case.permit_id is not None:
        return True
    if case.accepted_on is None:
        born_on = known_facts(case.person_id, on).born_on
        if not missing_of(case, born_on=born_on, on=on).outcome.complete:
            return False
    return all(answer.holds is not False for answer in answers(case, on))


def _working_days_before(on: date, days: int) -> date:
    """The working day so many working days before a day."""
    day, left = on, days
    while left:
        day -= timedelta(days=1)
        left -= not is_rest_day(day).rest
    return day


def _groups(keys: Iterable[tuple[str, str]]) -> tuple[Group, ...]:
    """How many there are of each, the most first."""
    counted = Counter(keys)
    ranked = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(Group(key, name or key, count) for (key, name), count in ranked)


def _names(actor: Actor, ids: Iterable[int], now: datetime) -> dict[int, str]:
    """The names of the people on the report; the look is journalled."""
    people = list(Person.objects.filter(id__in=list(ids)))
    seen_list(actor, people, ("name",), purpose="standing_report", now=now)
    rows = PersonFacts.objects.known_now().filter(person__in=people).order_by("valid")
    return dict(rows.values_list("person_id", "name"))
