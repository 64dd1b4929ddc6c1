"""The papers of many registrations: slips and forms, frozen as the counter freezes them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from anju.access.masking import masked_number
from anju.casework.act import Act, Subject
from anju.casework.bulk.block_numbers import draw_block
from anju.casework.bulk.staging import Stack
from anju.casework.contents import Office, PaperKind, SlipContent, SlipHolder
from anju.casework.issuing import SERIES, Blank, office_of, paper_columns, verification
from anju.casework.registration_form import HouseholdEntry
from anju.casework.registrations.household_form import (
    Member,
    family_member,
    form_content,
    hukou_text,
    is_child,
)
from anju.casework.registrations.stay_papers import (
    basis_text,
    full_address,
    may_apply_note,
    named,
)
from anju.records.issued.models import Paper

__all__ = ["Papers"]


@dataclass(slots=True)
class Papers:
    """The papers of one act in bulk; their numbers are drawn together when they are written."""

    act: Act
    office: Office
    slips: list[tuple[int, Member, list[Member], date | None]] = field(default_factory=list)
    forms: list[tuple[int, HouseholdEntry, Sequence[Member], int]] = field(default_factory=list)

    @classmethod
    def of(cls, act: Act) -> "Papers":
        """No papers yet, at the actor's agency."""
        return cls(act, office_of(act.actor.agency_code))

    def household(
        self,
        entry: HouseholdEntry,
        members: Sequence[Member],
        act_ids: Sequence[int],
        may_apply_from: Sequence[date | None],
    ) -> None:
        """A slip for each, children on that of the first adult; then the household's form."""
        adults = [place for place, one in enumerate(members) if not is_child(one.values, self.act)]
        bearers = adults or [0]
        children = [one for place, one in enumerate(members) if place not in bearers]
        slip_of_first = len(self.slips) + (bearers.index(0) if 0 in bearers else 0)
        for place in bearers:
            on_it = children if place == bearers[0] else []
            self.slips.append((act_ids[place], members[place], on_it, may_apply_from[place]))
        self.forms.append((act_ids[0], entry, members, slip_of_first))

    def write(self) -> None:
        """Draw the numbers, freeze the contents and send them."""
        stack = Stack(Paper)
        slips = self.blanks(PaperKind.SLIP, len(self.slips))
        forms = self.blanks(PaperKind.REGISTRATION_FORM, len(self.forms))
        for paper, (act_id, member, children, may_apply) in zip(slips, self.slips, strict=True):
            content = self.slip(paper, member, children, may_apply)
            stack.add(**paper_columns(self.act, act_id, paper, content, subject_of(member)))
        for paper, (act_id, entry, members, slip) in zip(forms, self.forms, strict=True):
            form = form_content(
                self.act, entry, members, slip=slips[slip].number, paper=paper, office=self.office
            )
            stack.add(**paper_columns(self.act, act_id, paper, form, subject_of(members[0])))
        stack.write()

    def blanks(self, kind: PaperKind, count: int) -> list[Blank]:
        """Numbered papers not yet written on."""
        agency = self.act.actor.agency_code
        numbers = draw_block(SERIES[kind], agency_code=agency, on=self.act.on, count=count)
        return [Blank(kind, number, verification()) for number in numbers]

    def slip(
        self, paper: Blank, member: Member, children: Sequence[Member], may_apply: date | None
    ) -> SlipContent:
        """What one slip says."""
        act, values, start = self.act, member.values, member.start
        return SlipContent(
            number=paper.number,
            issued_on=act.on,
            holder=SlipHolder(
                values.name,
                named("sexes", values.sex, act),
                named("ethnic_groups", values.ethnic_group, act),
                masked_number(values.document_number),
            ),
            hukou_address=hukou_text(values, act),
            residence_address=full_address(member.dwelling, act.on),
            registered_on=act.on,
            residence_starts_on=start.starts_on,
            residence_start_basis=basis_text(start.basis),
            may_apply_from=may_apply,
            may_apply_note=may_apply_note(
                may_apply,
                hukou_division=values.hukou_division,
                place_kind=values.place_kind,
                on=act.on,
            ),
            children=tuple(family_member(child, act) for child in children),
            office=self.office,
            clerk=act.actor.name,
            verification=paper.verification,
        )


def subject_of(member: Member) -> Subject:
    """The registration a paper is about."""
    registration = member.registration
    return Subject("registration", registration.number, registration.area, member.person.pk)
