"""Which step may follow which: one table a life, each step with its place of law."""

from collections.abc import Iterator
from dataclasses import dataclass

from anju.law.finding import Finding, Reason

__all__ = [
    "BATCH",
    "BLANKS",
    "BOX",
    "CASE",
    "CASE_KINDS",
    "CORRECTION",
    "DEPARTURE",
    "DUPLICATE",
    "INQUIRY",
    "MERGE_NOTICE",
    "NOTHING",
    "ORDER",
    "PERMIT",
    "PERSON",
    "REGISTRATION",
    "WORKFLOWS",
    "Step",
    "Workflow",
    "state_after",
]

#: The state before the first step: there is nothing yet.
NOTHING = ""

RESIDENT = "resident"
NIGHTLY = "nightly"
COUNTER = ("window_clerk", "officer", "station_chief")
STATION = ("officer", "station_chief")
MAKER = ("card_maker",)

CASE_KINDS = ("first_issue", "replacement", "reissue")

REGISTERING = ("PSD-2016 2(2)", "HRR 15(1)")
ACCURACY = ("PSD-2016 2(2)",)
ONE_RECORD = ("PSD-2016 3", *ACCURACY)
ACCEPTANCE = ("IRRP 8(1)", "IRRP 9(1)")
PRODUCTION = ("PSD-2016 2(4)", "IRRP 9(6)")
LOSS = ("IRRP 11(1)",)
#: An order with a date comes before any sanction.
ORDERING = ("PFPR 27", "PFPR 28")


@dataclass(frozen=True, slots=True)
class Step:
    """One step: from which states, to which, by which posts, under which place of law."""

    name: str
    from_: tuple[str, ...]
    to: str
    by: tuple[str, ...]
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Workflow:
    """All steps of one life. A step's name may stand twice where its end depends on its start."""

    name: str
    steps: tuple[Step, ...]

    def __iter__(self) -> Iterator[Step]:
        return iter(self.steps)

    @property
    def states(self) -> tuple[str, ...]:
        """Every state there is, in the order of first reach."""
        reached = (state for step in self.steps for state in (*step.from_, step.to))
        return tuple(dict.fromkeys(state for state in reached if state != NOTHING))

    @property
    def final_states(self) -> tuple[str, ...]:
        """The states no step leaves."""
        left = {state for step in self.steps for state in step.from_}
        return tuple(state for state in self.states if state not in left)

    def step(self, name: str, state: str = NOTHING) -> Step | None:
        """The step of that name that may be taken from a state."""
        return next((s for s in self.steps if s.name == name and state in s.from_), None)

    def steps_from(self, state: str, post: str) -> tuple[Step, ...]:
        """What a post may do next."""
        return tuple(step for step in self.steps if state in step.from_ and post in step.by)


def state_after(*, workflow: Workflow, step: str, state: str, post: str) -> Finding[str | None]:
    """The state a step leads to, or nothing with the reason why it must not be taken."""
    facts = {"workflow": workflow.name, "step": step, "state": state, "post": post}
    taken = workflow.step(step, state)
    if taken is None:
        return Finding(None, facts=facts, reasons=(Reason("wrong_state"),)).stamped(())
    if post not in taken.by:
        barred = (Reason("wrong_post", taken.cites),)
        return Finding(None, facts=facts, reasons=barred).stamped(taken.cites)
    return Finding(taken.to, facts=facts).stamped(taken.cites)


REGISTRATION = Workflow(
    "registration",
    (
        Step("report", (NOTHING,), "submitted", (RESIDENT, "field_collector"), REGISTERING),
        Step("register", (NOTHING, "submitted"), "registered", COUNTER, REGISTERING),
        Step("reject", ("submitted",), "rejected", COUNTER, ACCURACY),
        Step(
            "confirm",
            ("submitted", "registered"),
            "registered",
            (*COUNTER, "field_collector"),
            ACCURACY,
        ),
        Step("amend", ("registered",), "registered", (*COUNTER, "field_collector"), ACCURACY),
        Step("change_address", ("registered",), "registered", COUNTER, ("PFPR 14", *ACCURACY)),
        Step("deregister", ("registered",), "deregistered", COUNTER, ("HRR 15(1)",)),
        Step(
            "take_back",
            ("submitted", "registered"),
            "taken_back",
            (*COUNTER, "field_collector"),
            ACCURACY,
        ),
    ),
)

DEPARTURE = Workflow(
    "departure",
    (
        Step(
            "propose_departure",
            (NOTHING,),
            "proposed",
            (RESIDENT, "field_collector", *COUNTER),
            ("HRR 15(1)", "PFPR 18(1)", "PFPR 19"),
        ),
        Step(
            "object_to_departure",
            ("proposed",),
            "objected",
            (RESIDENT, "field_collector", *COUNTER),
            ACCURACY,
        ),
        Step("confirm_departure", ("proposed",), "confirmed", COUNTER, ("HRR 15(1)",)),
    ),
)

CASE = Workflow(
    "case",
    (
        Step("submit", (NOTHING, "draft"), "submitted", (RESIDENT, *COUNTER), ("IRRP 9(1)",)),
        Step(
            # Found wanting only at review, it is a second notice: the chief must agree.
            "notify_deficiencies",
            ("submitted", "supplemented", "accepted"),
            "awaiting_supplement",
            COUNTER,
            ("IRRP 9(5)",),
        ),
        Step(
            "supplement",
            ("awaiting_supplement",),
            "supplemented",
            (RESIDENT, *COUNTER),
            ("IRRP 9(5)",),
        ),
        Step("accept", ("submitted", "supplemented"), "accepted", COUNTER, ACCEPTANCE),
        Step(
            "decline",
            ("submitted", "awaiting_supplement", "supplemented"),
            "declined",
            COUNTER,
            ("IRRP 2", "IRRP 20"),
        ),
        Step(
            "withdraw",
            (
                "draft",
                "submitted",
                "awaiting_supplement",
                "supplemented",
                "accepted",
                "under_review",
            ),
            "withdrawn",
            (RESIDENT, *COUNTER),
            ("IRRP 2",),
        ),
        Step(
            "lapse_unsupplemented", ("awaiting_supplement",), "closed", (NIGHTLY,), ("IRRP 9(5)",)
        ),
        Step("review", ("accepted",), "under_review", STATION, ("IRRP 8(1)",)),
        Step("send_back", ("under_review",), "accepted", ("county_reviewer",), ("IRRP 8(1)",)),
        Step(
            "approve",
            ("under_review",),
            "approved",
            ("county_reviewer",),
            ("IRRP 10(1)", "IRRP 9(6)"),
        ),
        Step(
            "refuse",
            ("accepted", "under_review"),
            "refused",
            ("county_reviewer", "station_chief"),
            ("IRRP 2", "IRRP 20"),
        ),
        Step(
            "send_to_production",
            ("approved",),
            "in_production",
            ("county_reviewer", "card_maker"),
            PRODUCTION,
        ),
        Step("produce", ("in_production",), "produced", ("card_maker",), PRODUCTION),
        Step("spoil", ("in_production", "produced"), "in_production", ("card_maker",), PRODUCTION),
        Step(
            "notify", ("produced",), "ready", ("card_maker", NIGHTLY, *COUNTER), ("PSD-2016 2(4)",)
        ),
        Step("give_second_notices", ("ready",), "ready", COUNTER, ("PSD-2016 2(4)",)),
        Step("hand_over", ("produced", "ready"), "collected", COUNTER, ("IRRP 9(6)",)),
    ),
)

PERMIT = Workflow(
    "permit",
    (
        Step("issue", (NOTHING,), "in_use", ("county_reviewer",), ("IRRP 10(1)",)),
        Step("endorse", ("in_use",), "in_use", COUNTER, ("IRRP 10(2)", "PSD-2016 2(5)")),
        Step("lapse", ("in_use",), "suspended", (NIGHTLY,), ("IRRP 10(3)",)),
        Step("endorse_late", ("suspended",), "in_use", COUNTER, ("IRRP 10(3)",)),
        Step("refuse_endorsement", ("in_use",), "in_use", COUNTER, ("IRRP 10(2)",)),
        Step("refuse_endorsement", ("suspended",), "suspended", COUNTER, ("IRRP 10(2)",)),
        Step("report_loss", ("in_use", "suspended"), "lost", (RESIDENT, *COUNTER), LOSS),
        Step("cancel_loss_report", ("lost",), "in_use", (RESIDENT, *COUNTER), LOSS),
        Step("replace", ("in_use",), "in_use", COUNTER, ("IRRP 11(1)", "IRRP 11(2)")),
        Step("replace", ("suspended",), "suspended", COUNTER, ("IRRP 11(1)", "IRRP 11(2)")),
        Step("reissue", ("lost",), "in_use", COUNTER, LOSS),
        Step(
            "cancel",
            ("in_use", "suspended", "lost"),
            "cancelled",
            ("officer", "station_chief", "county_reviewer"),
            ("IRRP 2", "IRRP 15"),
        ),
        Step(
            "seize",
            ("in_use", "suspended", "lost"),
            "seized",
            ("station_chief", "county_reviewer"),
            ("IRRP 19(2)",),
        ),
    ),
)

BLANKS = Workflow(
    "blanks",
    (
        Step("receive_blanks", (NOTHING,), "in_stock", MAKER, PRODUCTION),
        Step("send_back_blanks", ("in_stock",), "sent_back", MAKER, PRODUCTION),
    ),
)

BATCH = Workflow(
    "batch",
    (
        Step("open_batch", (NOTHING,), "open", MAKER, PRODUCTION),
        Step("close_batch", ("open",), "closed", MAKER, PRODUCTION),
    ),
)

BOX = Workflow(
    "box",
    (
        Step("send_to_station", (NOTHING,), "sent", MAKER, PRODUCTION),
        Step("receive_cards", ("sent", "arrived"), "arrived", COUNTER, PRODUCTION),
    ),
)

CORRECTION = Workflow(
    "correction",
    (
        Step("propose_correction", (NOTHING,), "proposed", COUNTER, ACCURACY),
        Step(
            "approve_correction",
            ("proposed",),
            "approved",
            ("station_chief", "county_reviewer"),
            ("PSD-2016 2(2)", "IRRP 20"),
        ),
        Step(
            "reject_correction",
            ("proposed",),
            "rejected",
            ("station_chief", "county_reviewer"),
            ACCURACY,
        ),
    ),
)

PERSON = Workflow(
    "person",
    (
        Step("record", (NOTHING,), "separate", (*COUNTER, "field_collector"), ACCURACY),
        Step("merge", ("separate",), "merged", STATION, ONE_RECORD),
        Step("unmerge", ("merged",), "separate", (*STATION, "county_reviewer"), ONE_RECORD),
    ),
)

#: Two records that look like one human being: found, compared, decided, and decided for good.
DUPLICATE = Workflow(
    "duplicate",
    (
        Step("suspect_duplicate", (NOTHING, "apart"), "open", COUNTER, ONE_RECORD),
        Step("ask_to_verify", ("open",), "verifying", STATION, ONE_RECORD),
        Step(
            "report_verification",
            ("verifying",),
            "open",
            (*COUNTER, "field_collector"),
            ONE_RECORD,
        ),
        Step("keep_apart", ("open", "verifying"), "apart", STATION, ONE_RECORD),
        Step("join", ("open", "verifying"), "merged", STATION, ONE_RECORD),
        Step("part", ("merged",), "apart", (*STATION, "county_reviewer"), ONE_RECORD),
    ),
)

#: What another station is told when a record it kept was merged, and its objection.
MERGE_NOTICE = Workflow(
    "merge_notice",
    (
        Step("tell", (NOTHING,), "told", STATION, ONE_RECORD),
        Step("object_to_merge", ("told",), "objected", STATION, ONE_RECORD),
        Step("uphold_merge", ("objected",), "upheld", ("county_reviewer",), ONE_RECORD),
        Step(
            "withdraw_merge",
            ("told", "objected"),
            "undone",
            (*STATION, "county_reviewer"),
            ONE_RECORD,
        ),
    ),
)

INQUIRY = Workflow(
    "inquiry",
    (
        Step("open_inquiry", (NOTHING,), "open", (*COUNTER, "field_collector"), ACCURACY),
        Step("note_inquiry_step", ("open",), "open", (*COUNTER, "field_collector"), ACCURACY),
        Step("conclude_inquiry", ("open",), "concluded", STATION, ("HRR 15(1)", *ACCURACY)),
        Step("drop_inquiry", ("open",), "dropped", STATION, ACCURACY),
    ),
)

ORDER = Workflow(
    "order",
    (
        Step("order_correction", (NOTHING,), "open", STATION, ORDERING),
        Step("note_corrected", ("open",), "corrected", COUNTER, ORDERING),
        Step("lift_order", ("open",), "lifted", ("station_chief", "county_reviewer"), ORDERING),
        Step("note_penalty", ("open",), "penalised", ("station_chief",), ORDERING),
    ),
)

WORKFLOWS = (
    REGISTRATION,
    DEPARTURE,
    CASE,
    PERMIT,
    BLANKS,
    BATCH,
    BOX,
    CORRECTION,
    PERSON,
    INQUIRY,
    ORDER,
    DUPLICATE,
    MERGE_NOTICE,
)
