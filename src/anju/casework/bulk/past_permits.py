"""The permits of the time before: their states over time, cards and endorsements."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from anju.access.actor import COUNTY_DIGITS
from anju.casework.bulk.past import Hands, PastEvent, moment_of
from anju.casework.bulk.staging import Stack
from anju.casework.two_axes import recorded_from, valid_from
from anju.law.endorsement import Timing, years_are_counted_from
from anju.law.permit import years_anchor
from anju.law.territory import city_unit
from anju.law.workflow import PERMIT
from anju.records.permits.models import Card, Endorsement, PermitFacts, ResidencePermit

__all__ = ["PastPermit", "PermitRows"]

ENDS = frozenset({"cancel", "seize"})


@dataclass(slots=True)
class PastPermit:
    """One permit while its events are gone through."""

    pk: int
    number: str
    person: dict[str, Any]
    act_id: int
    issued_on: date
    anchor_on: date
    spans: list[tuple[date, str, date, str]] = field(default_factory=list)
    cards: list[dict[str, Any]] = field(default_factory=list)
    ended_on: date | None = None

    @property
    def state(self) -> str:
        """The state it is in now."""
        return self.spans[-1][1]

    def turn(self, on: date, to: str, cause: str) -> None:
        """From a day on it is in another state; the last turn of a day is the one that counts."""
        if self.spans and self.spans[-1][0] == on:
            self.spans.pop()
        self.spans.append((on, to, self.anchor_on, cause))


@dataclass(slots=True)
class PermitRows:
    """The rows of all permits of a migration."""

    hands: Hands
    permits: Stack = field(default_factory=lambda: Stack(ResidencePermit))
    facts: Stack = field(default_factory=lambda: Stack(PermitFacts))
    cards: Stack = field(default_factory=lambda: Stack(Card))
    endorsements: Stack = field(default_factory=lambda: Stack(Endorsement))

    def write(self) -> None:
        """Send everything, referred-to rows first."""
        for stack in (self.permits, self.facts, self.cards, self.endorsements):
            stack.write()

    def issued(self, permit: PastPermit, *, division: str, residence_starts_on: date) -> None:
        """The first state of a permit and the day its years are counted from."""
        on = permit.issued_on
        permit.anchor_on = years_anchor(
            issued_on=on, residence_starts_on=residence_starts_on
        ).outcome
        permit.turn(on, "in_use", "issue")
        area = permit.person["area"]
        unit = city_unit(division=division, on=on).outcome
        self.permits.add(
            id=permit.pk,
            number=permit.number,
            issued_on=on,
            issued_by=area[:COUNTY_DIGITS],
            city_unit=unit.code if unit else division,
            **permit.person,
        )

    def happened(self, permit: PastPermit, event: PastEvent) -> None:
        """One step of the permit's own life."""
        step = PERMIT.step(event.step, permit.state)
        if step is None:
            return
        if event.step in {"endorse", "endorse_late"}:
            self.endorsed(permit, event)
        if step.to != permit.state or event.step == "endorse_late":
            permit.turn(event.on, step.to, event.step)
        if event.step in ENDS:
            permit.ended_on = event.on

    def endorsed(self, permit: PastPermit, event: PastEvent) -> None:
        """A year endorsed in time, or late with the years counted anew."""
        late = event.step == "endorse_late"
        permit.anchor_on = years_are_counted_from(
            anchor_on=permit.anchor_on,
            endorsed_on=event.on,
            timing=Timing.LATE if late else Timing.IN_TIME,
        ).outcome
        self.endorsements.add(
            permit_id=permit.pk,
            endorsed_on=event.on,
            year_number=0 if late else event.facts["year"],
            anchor_on=permit.anchor_on,
            is_late=late,
            agency_code=permit.person["area"],
            endorsed_by=self.hands.clerk,
            act_id=permit.act_id,
            **permit.person,
        )

    def finished(self, permit: PastPermit) -> None:
        """Write the states as spans that follow each other, the cards, and the end."""
        ends: Sequence[date | None] = [*(span[0] for span in permit.spans[1:]), None]
        for (since, state, anchor_on, cause), until in zip(permit.spans, ends, strict=True):
            self.facts.add(
                permit_id=permit.pk,
                state=state,
                anchor_on=anchor_on,
                cause=cause,
                valid=valid_from(since, until),
                recorded=recorded_from(moment_of(since)),
                act_id=permit.act_id,
                **permit.person,
            )
        for card in permit.cards:
            if permit.ended_on and card["state"] in {"ordered", "produced", "ready", "collected"}:
                card["state"] = "void"
            self.cards.add(**card)
        if permit.ended_on:
            row = next(row for row in self.permits.rows if row["id"] == permit.pk)
            row["ended_on"] = permit.ended_on
