"""The cases of the time before: asked for, told, decided, made and handed over, step by step."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from anju.casework.answers import plain
from anju.casework.bulk.past import Hands, PastEvent, moment_of
from anju.casework.bulk.past_permits import PastPermit
from anju.casework.bulk.staging import Stack
from anju.casework.cases.papers import lines
from anju.casework.cases.steps import answer_by
from anju.codes.tables import table
from anju.law.application.agents import AgentKind
from anju.law.application.materials import (
    Housing,
    MaterialsCase,
    deficiency_notice,
    missing_materials,
)
from anju.law.edition import edition
from anju.law.eligibility import Ground
from anju.law.time_limits import issue_limits, must_supplement_by
from anju.law.workflow import CASE
from anju.records.cases.models import Case, CaseStep, Decision, DeficiencyNotice, Evidence

__all__ = ["CaseRows", "PastCase", "take_card_step"]

ACTS = {
    "submit": "submit_application",
    "decline": "decline_acceptance",
    "produce": "record_produced",
    "spoil": "record_spoiled",
    "notify": "notify_ready",
}
CLOSES = frozenset({"declined", "withdrawn", "refused", "closed", "collected"})
OUTCOMES = {"approve": "approved", "refuse": "refused", "decline": "declined"}


@dataclass(slots=True)
class PastCase:
    """One case while its events are gone through; `row` is what is written of it in the end."""

    row: dict[str, Any]
    person: dict[str, Any]
    act_id: int
    papers: list[dict[str, Any]] = field(default_factory=list)

    @property
    def key(self) -> dict[str, Any]:
        """What every row beside the case names it by."""
        return {"case_id": self.row["id"], **self.person}


@dataclass(slots=True)
class CaseRows:
    """The rows of all cases of a migration."""

    hands: Hands
    cases: Stack = field(default_factory=lambda: Stack(Case))
    steps: Stack = field(default_factory=lambda: Stack(CaseStep))
    evidence: Stack = field(default_factory=lambda: Stack(Evidence))
    notices: Stack = field(default_factory=lambda: Stack(DeficiencyNotice))
    decisions: Stack = field(default_factory=lambda: Stack(Decision))

    def write(self) -> None:
        """Send everything, referred-to rows first."""
        for stack in (self.cases, self.steps, self.evidence, self.notices, self.decisions):
            stack.write()

    def submitted(self, case: PastCase, event: PastEvent) -> None:
        """A case opens with what was shown for it."""
        facts = event.facts
        case.row |= {
            "kind": facts["kind"],
            "state": "submitted",
            "housing": facts["housing"] if facts["kind"] == "first_issue" else "",
            "grounds": list(as_tuple(facts["grounds"])),
            "agent_kind": facts["agent"],
            "loss_or_damage": "lost" if facts["kind"] == "reissue" else "",
            "submitted_on": event.on,
            "due_on": answer_by(event.on),
            **case.person,
        }
        self.cases.rows.append(case.row)
        self.step(case, event, "", "submitted")
        self.shown(case, event)

    def happened(self, case: PastCase, event: PastEvent) -> None:
        """One step of an open case."""
        step = CASE.step(event.step, case.row["state"])
        if step is None:
            return
        self.step(case, event, case.row["state"], step.to)
        case.row["state"] = step.to
        case.row["version"] = case.row.get("version", 1) + 1
        if step.to in CLOSES:
            case.row |= {"due_on": None, "closed_on": event.on}
        if event.step in OUTCOMES:
            self.decided(case, event, step.cites)
        else:
            self.followed(case, event)

    def followed(self, case: PastCase, event: PastEvent) -> None:
        """What else a step that decides nothing brings with it."""
        match event.step:
            case "notify_deficiencies":
                self.notified(case, event)
            case "supplement":
                self.shown(case, event)
                case.row["due_on"] = answer_by(event.on)
            case "accept":
                self.accepted(case, event)
            case "review":
                case.row["reviewed_by"] = self.hands.officer
            case "notify":
                case.row["due_on"] = case.row["hand_over_by"]

    def step(self, case: PastCase, event: PastEvent, from_state: str, to_state: str) -> None:
        """The line in the history of the case."""
        self.steps.add(
            step=ACTS.get(event.step, event.step),
            from_state=from_state,
            to_state=to_state,
            at=moment_of(event.on),
            actor_number=self.hands.of(event.step),
            act_id=case.act_id,
            **case.key,
        )

    def shown(self, case: PastCase, event: PastEvent) -> None:
        """The papers put on the counter that day."""
        for kind, dated_on in as_tuple(event.facts["evidence"]):
            paper = {
                "kind": kind,
                "dated_on": dated_on,
                "state": "provided",
                "added_at": moment_of(event.on),
                "added_by": self.hands.clerk,
                **case.key,
            }
            case.papers.append(paper)
            self.evidence.rows.append(paper)

    def accepted(self, case: PastCase, event: PastEvent) -> None:
        """From here the time limits run."""
        limits = issue_limits(accepted_on=event.on).outcome
        case.row |= {
            "accepted_on": event.on,
            "accepted_by": self.hands.clerk,
            "produce_by": limits.produce_by,
            "hand_over_by": limits.hand_over_by,
            "due_on": limits.produce_by,
        }
        for paper in case.papers:
            paper["state"] = "accepted"

    def notified(self, case: PastCase, event: PastEvent) -> None:
        """The one notice of what was missing; the clock pauses."""
        case.row["due_on"] = None
        agent = AgentKind(case.row["agent_kind"])
        needs = MaterialsCase(
            housing=Housing(case.row["housing"]),
            grounds=frozenset(Ground(ground) for ground in case.row["grounds"]),
            is_under_age=agent is AgentKind.GUARDIAN,
            agent=agent,
        )
        provided = {paper["kind"] for paper in case.papers}
        missing = missing_materials(case=needs, provided=provided).outcome.missing
        items = lines(deficiency_notice(missing=missing).outcome)
        codes = [requirement.code for requirement in missing]
        self.notices.add(
            sequence=1,
            items=[{"code": code, **plain(item)} for code, item in zip(codes, items, strict=True)],
            supplement_by=must_supplement_by(notified_on=event.on).outcome,
            given_at=moment_of(event.on),
            given_by=self.hands.clerk,
            law_version=edition(),
            act_id=case.act_id,
            **case.key,
        )

    def decided(self, case: PastCase, event: PastEvent, cites: tuple[str, ...]) -> None:
        """Approval or refusal with its reason and articles."""
        code = str(event.facts.get("reason", ""))
        reason = table("refusal_reasons").find(code, event.on) if code else None
        self.decisions.add(
            outcome=OUTCOMES[event.step],
            reason_code=code,
            reason_text=reason.more["sentence"] if reason else "",
            cites=reason.more["cites"].split(";") if reason else list(cites),
            accepted_by=case.row.get("accepted_by", ""),
            decided_by=self.hands.of(event.step),
            decided_at=moment_of(event.on),
            act_id=case.act_id,
            **case.key,
        )


def as_tuple(value: object) -> tuple[Any, ...]:
    """What an event's facts hold as several."""
    return tuple(value) if isinstance(value, list | tuple) else ()


def take_card_step(case: PastCase, permit: PastPermit, event: PastEvent) -> None:
    """What a step of the case means for the card."""
    on = event.on
    match event.step:
        case "send_to_production":
            for card in permit.cards:
                if card["state"] == "collected":
                    card["state"] = "lost" if case.row["kind"] == "reissue" else "surrendered"
            permit.cards.append(ordered_card(case, permit))
        case "spoil":
            permit.cards[-1] |= {
                "state": "spoiled",
                "spoiled_reason": "打印错位",
                "blank_serial": blank_serial(permit, on, "S"),
            }
            permit.cards.append(ordered_card(case, permit))
        case "produce":
            serial = blank_serial(permit, on, "C")
            permit.cards[-1] |= {"state": "produced", "produced_on": on, "blank_serial": serial}
        case "notify":
            permit.cards[-1] |= {"state": "ready", "notified_on": on}
        case "hand_over":
            permit.cards[-1] |= {"state": "collected", "collected_on": on, "collected_by": "本人"}


def ordered_card(case: PastCase, permit: PastPermit) -> dict[str, Any]:
    """A card that is ordered."""
    return {
        "permit_id": permit.pk,
        "case_id": case.row["id"],
        "issue_number": len(permit.cards) + 1,
        "state": "ordered",
        **case.person,
    }


def blank_serial(permit: PastPermit, on: date, letter: str) -> str:
    """The number of the blank a card was made on."""
    return f"{letter}{on:%y%m%d}{permit.pk:08d}{len(permit.cards)}"
