"""How well the readers of a territory read: for each, what was read and what was corrected."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet

from anju.access.actor import Actor
from anju.access.policy import require
from anju.access.scope import scoped
from anju.kit.clock import SHANGHAI
from anju.records.agencies.models import Agency, Staff
from anju.records.journal.models import CardReading

__all__ = ["CorrectedReading", "ReaderRow", "corrected_readings", "readers"]

MOST = 200


@dataclass(frozen=True, slots=True)
class ReaderRow:
    """One reader over a span of days: cards read, cards with a correction, and in which fields."""

    area: str
    agency: str
    reader: str
    read: int
    corrected: int
    by_field: tuple[tuple[str, int], ...]

    @property
    def per_hundred(self) -> float:
        """Cards of a hundred that were corrected."""
        return 100 * self.corrected / self.read if self.read else 0.0


@dataclass(frozen=True, slots=True)
class CorrectedReading:
    """One card that was corrected; whose it was is not kept."""

    at: datetime
    card_kind: str
    fields: tuple[str, ...]
    staff_number: str
    staff_name: str


def readers(actor: Actor, first: date, last: date) -> tuple[ReaderRow, ...]:
    """The readers of the actor's territory that read anything in the days, the worst first."""
    require(actor, "view_card_readings")
    with scoped(actor):
        found = _between(first, last).values_list("area", "reader", "corrected")
        rows = _counted(found.iterator())
        agencies = dict(
            Agency.objects.filter(code__in={row.area for row in rows}).values_list("code", "name")
        )
    named = (replace(row, agency=agencies.get(row.area, row.area)) for row in rows)
    return tuple(sorted(named, key=lambda row: (-row.per_hundred, row.agency, row.reader)))


def corrected_readings(
    actor: Actor, *, area: str, reader: str, field: str, first: date, last: date
) -> tuple[CorrectedReading, ...]:
    """The cards behind a number: corrected ones of one reader, latest first."""
    require(actor, "view_card_readings", area=area)
    with scoped(actor):
        rows = _between(first, last).filter(area=area, reader=reader, corrected__len__gt=0)
        if field:
            rows = rows.filter(corrected__contains=[field])
        found = list(rows.order_by("-at", "-id")[:MOST])
        names = dict(
            Staff.objects.filter(number__in={row.actor_number for row in found}).values_list(
                "number", "name"
            )
        )
    return tuple(
        CorrectedReading(
            row.at,
            row.card_kind,
            tuple(row.corrected),
            row.actor_number,
            names.get(row.actor_number, ""),
        )
        for row in found
    )


def _between(first: date, last: date) -> QuerySet[CardReading]:
    """The readings of civil days, both included."""
    begin = datetime.combine(first, time.min, SHANGHAI)
    end = datetime.combine(last + timedelta(days=1), time.min, SHANGHAI)
    return CardReading.objects.filter(at__gte=begin, at__lt=end)


def _counted(found: Iterable[tuple[str, str, list[str]]]) -> list[ReaderRow]:
    """One row for each reader of each agency."""
    read: Counter[tuple[str, str]] = Counter()
    corrected: Counter[tuple[str, str]] = Counter()
    fields: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for area, reader, changed in found:
        read[area, reader] += 1
        corrected[area, reader] += bool(changed)
        fields[area, reader].update(changed)
    return [
        ReaderRow(area, area, reader, read[which], corrected[which], _most_first(fields[which]))
        for which in read
        for area, reader in [which]
    ]


def _most_first(counted: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(counted.most_common())
