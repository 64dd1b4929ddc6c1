"""The papers of many registrations: slips and forms, frozen as the counter freezes them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from anju.access.masking import masked_number
from anju.casework.act import Act, Subject
from anju.casework.bulk.block_numbers import draw_block
from anju.casework.bulk.on_file import OnFile
from anju.casework.bulk.staging import Dispatch, Stack
from anju.casework.contents import Content, Office, PaperKind, SlipContent, SlipHolder
from anju.casework.issuing import SERIES, Blank, office_of, paper_columns, verification
from anju.casework.registration_form import HouseholdEntry, RegistrationValues
from anju.casework.registrations.household_form import (
    Member,
    family_member,
    form_content,
    is_child,
)
from anju.casework.registrations.stay_papers import (
    basis_text,
    full_address,
    may_apply_note,
    named,
)
from anju.codes import divisions
from anju.records.issued.models import Paper

__all__ = ["Papers"]


@dataclass(slots=True)
class Papers:
    """The papers of one act in bulk, their numbers drawn before the first is written on."""

    act: Act
    office: Office
    slips: Iterator[Blank]
    forms: Iterator[Blank]
    stack: Stack = field(default_factory=lambda: Stack(Paper))

    @classmethod
    def drawn(cls, act: Act, households: Sequence[Sequence[Member]]) -> "Papers":
        """As many numbered papers of the actor's agency as the households need."""
        slips = sum(len(bearers_of(members, act)) for members in households)
        return cls(
            act,
            office_of(act.actor.agency_code),
            blanks(act, PaperKind.SLIP, slips),
            blanks(act, PaperKind.REGISTRATION_FORM, len(households)),
        )

    def household(
        self,
        entry: HouseholdEntry,
        members: Sequence[Member],
        act_ids: Sequence[int],
        may_apply_from: Sequence[date | None],
        files: Sequence[OnFile | None],
    ) -> None:
        """A slip for each, children on that of the first adult; then the household's form."""
        bearers = bearers_of(members, self.act)
        children = [one for place, one in enumerate(members) if place not in bearers]
        numbers = {}
        for place in bearers:
            member, paper = members[place], next(self.slips)
            on_it = children if place == bearers[0] else []
            bearer = bearer_of(member.values, files[place])
            content = self.slip(paper, member, bearer, on_it, may_apply_from[place])
            self.add(act_ids[place], paper, content, member)
            numbers[place] = paper.number
        first, paper = members[0], next(self.forms)
        slip = numbers.get(0, numbers[bearers[0]])
        form = form_content(self.act, entry, members, slip=slip, paper=paper, office=self.office)
        self.add(act_ids[0], paper, form, first)

    def add(self, act_id: int, paper: Blank, content: Content, member: Member) -> None:
        """Freeze what a paper says."""
        self.stack.add(**paper_columns(self.act, act_id, paper, content, subject_of(member)))

    def send(self, dispatch: Dispatch) -> None:
        """Let the papers go."""
        dispatch.send(self.stack)

    def slip(
        self,
        paper: Blank,
        member: Member,
        bearer: "Bearer",
        children: Sequence[Member],
        may_apply: date | None,
    ) -> SlipContent:
        """What one slip says."""
        act, start = self.act, member.start
        return SlipContent(
            number=paper.number,
            issued_on=act.on,
            holder=SlipHolder(
                bearer.name,
                named("sexes", bearer.sex, act),
                named("ethnic_groups", bearer.ethnic_group, act),
                bearer.masked_number,
            ),
            hukou_address=county_name(bearer.hukou_division, act.on) + bearer.hukou_address,
            residence_address=full_address(member.dwelling, act.on),
            registered_on=act.on,
            residence_starts_on=start.starts_on,
            residence_start_basis=basis_text(start.basis),
            may_apply_from=may_apply,
            may_apply_note=may_apply_note(
                may_apply,
                hukou_division=bearer.hukou_division,
                place_kind=member.values.place_kind,
                on=act.on,
            ),
            children=tuple(family_member(child, act) for child in children),
            office=self.office,
            clerk=act.actor.name,
            verification=paper.verification,
        )


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who a slip is for, as the register knows them once the registration stands."""

    name: str
    sex: str
    ethnic_group: str
    hukou_division: str
    hukou_address: str
    masked_number: str


def bearer_of(values: RegistrationValues, known: OnFile | None) -> Bearer:
    """The person by the file, brought up to date before; a stranger by the form."""
    said = known.facts if known else values
    masked = known.masked_number if known else masked_number(values.document_number)
    return Bearer(
        said.name,
        said.sex,
        said.ethnic_group,
        said.hukou_division,
        said.hukou_address,
        masked,
    )


def bearers_of(members: Sequence[Member], act: Act) -> list[int]:
    """Whose stays are told on slips of their own: the adults, or else the first."""
    return [place for place, one in enumerate(members) if not is_child(one.values, act)] or [0]


def blanks(act: Act, kind: PaperKind, count: int) -> Iterator[Blank]:
    """Numbered papers not yet written on."""
    agency = act.actor.agency_code
    numbers = draw_block(SERIES[kind], agency_code=agency, on=act.on, count=count)
    return (Blank(kind, number, verification()) for number in numbers)


@lru_cache(maxsize=4096)
def county_name(division: str, on: date) -> str:
    """A county with what lies above it, named once for all who come from there."""
    return divisions.full_name(division, on) or ""


def subject_of(member: Member) -> Subject:
    """The registration a paper is about."""
    registration = member.registration
    return Subject("registration", registration.number, registration.area, member.person.pk)
