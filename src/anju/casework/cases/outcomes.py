"""What the acts on a case take and answer."""

from dataclasses import dataclass
from datetime import date

__all__ = [
    "AS_IT_STANDS",
    "NOBODY",
    "Agent",
    "Application",
    "CardOrdered",
    "CaseAccepted",
    "CaseApproved",
    "CaseMoved",
    "CaseOpened",
    "CaseRefused",
    "CaseSeen",
    "Collector",
    "DeficienciesNotified",
    "Deficiency",
    "EvidenceShown",
    "RefusalReason",
    "SecondNoticeAsked",
    "SeenOtherwise",
]


@dataclass(frozen=True, slots=True)
class EvidenceShown:
    """A paper put on the counter: its kind, its day, who issued it; `fault` when it will not do.

    `drafts` are the files uploaded of it, held for whoever acts; `again` is a paper of this
    person that is on file already and serves once more.
    """

    kind: str
    dated_on: date | None = None
    issued_by: str = ""
    fault: str = ""
    drafts: tuple[str, ...] = ()
    again: int | None = None


@dataclass(frozen=True, slots=True)
class Agent:
    """Who acts for the applicant: none, guardian, relative, other."""

    kind: str = "none"
    name: str = ""
    number: str = ""


#: The applicant comes in person.
NOBODY = Agent()


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """What is asked for and what it rests on.

    `limited_mobility`: the applicant is old or disabled and a guardian or relative comes instead.
    """

    person_ref: str
    housing: str
    grounds: tuple[str, ...]
    evidence: tuple[EvidenceShown, ...] = ()
    agent: Agent = NOBODY
    limited_mobility: bool = False


@dataclass(frozen=True, slots=True)
class CaseOpened:
    """A case that was opened: its state, what is still missing, and what it costs.

    `fee_note` says why nothing can be charged when no rate is in force.
    """

    case_number: str
    state: str
    missing: tuple[str, ...] = ()
    fee: str = "0"
    fee_note: str = ""


@dataclass(frozen=True, slots=True)
class CaseMoved:
    """A case after a step: its state and the day the next step must be done by."""

    case_number: str
    state: str
    due_on: date | None = None
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Deficiency:
    """One thing to bring: the code of the missing material, or a paper that will not do and why."""

    code: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class SecondNoticeAsked:
    """What was asked of the chief, or what the chief answered: asked, agreed, declined."""

    ref: str
    case_number: str
    state: str


@dataclass(frozen=True, slots=True)
class DeficienciesNotified:
    """The one complete notice as given: its paper, what it lists, until when to bring it."""

    case_number: str
    state: str
    notice_number: str
    sequence: int
    items: tuple[str, ...]
    supplement_by: date | None


@dataclass(frozen=True, slots=True)
class CaseAccepted:
    """An accepted case: its receipt and both time limits."""

    case_number: str
    state: str
    receipt_number: str
    produce_by: date
    hand_over_by: date


@dataclass(frozen=True, slots=True)
class CaseApproved:
    """An approved case and the permit issued with it."""

    case_number: str
    state: str
    permit_number: str
    issued_on: date


@dataclass(frozen=True, slots=True)
class SeenOtherwise:
    """An answer of the law to which whoever decides says otherwise, and why."""

    condition: str
    note: str


@dataclass(frozen=True, slots=True)
class CaseSeen:
    """The case as whoever decides saw it: which version, and what they saw otherwise."""

    version: int | None = None
    otherwise: tuple[SeenOtherwise, ...] = ()


#: Decided on the case as it stands in the moment of the act.
AS_IT_STANDS = CaseSeen()


@dataclass(frozen=True, slots=True)
class RefusalReason:
    """Why a case is refused: the reason of the table, and the facts in words."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class CaseRefused:
    """A refused or declined case and the notice that says why and what can be done."""

    case_number: str
    state: str
    notice_number: str


@dataclass(frozen=True, slots=True)
class CardOrdered:
    """A card on its way: which permit, which issue, in which state."""

    case_number: str
    state: str
    permit_number: str
    issue_number: int
    card_state: str
    paper_number: str = ""


@dataclass(frozen=True, slots=True)
class Collector:
    """Who took the card: the holder, or an agent with both identity documents shown.

    `holder_number` is the number on the holder's document, whole or its last four characters.
    `relation` is guardian, spouse, parent, child, relative or other; the last two bring a mandate.
    A replacement says where the `old_card` is: handed_back, lost, seized.
    """

    name: str
    is_agent: bool = False
    number: str = ""
    old_card_surrendered: bool = False
    holder_number: str = ""
    relation: str = ""
    has_mandate: bool = False
    old_card: str = ""
