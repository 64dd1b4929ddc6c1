"""The receipt of a household: who was registered, under which slip, since when it counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from anju.casework.contents import PaperKind, SlipContent
from anju.reading.papers_issued import FrozenPaper

__all__ = ["Receipt", "ReceiptLine", "receipt_of"]


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """A slip that was given, with what its bearer wants to know."""

    slip_number: str
    name: str
    children: tuple[str, ...]
    address: str
    starts_on: date
    basis: str
    may_apply_from: date | None
    note: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """The slips of a household and its form; a report still has neither."""

    lines: tuple[ReceiptLine, ...]
    form_number: str


def receipt_of(papers: Sequence[FrozenPaper]) -> Receipt:
    """The receipt by the papers that were frozen with the act."""
    slips = tuple(_line(one) for one in papers if one.kind == PaperKind.SLIP)
    forms = [one.number for one in papers if one.kind == PaperKind.REGISTRATION_FORM]
    return Receipt(slips, forms[0] if forms else "")


def _line(paper: FrozenPaper) -> ReceiptLine:
    slip = SlipContent.from_dict(paper.content)
    return ReceiptLine(
        slip_number=paper.number,
        name=slip.holder.name,
        children=tuple(child.name for child in slip.children),
        address=slip.residence_address,
        starts_on=slip.residence_starts_on,
        basis=slip.residence_start_basis,
        may_apply_from=slip.may_apply_from,
        note=slip.may_apply_note,
    )
