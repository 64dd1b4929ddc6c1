"""A pair in words, ready for the page: what differs first, what is the same folded away."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from anju.reading.duplicates.pair_page import FIELDS, PairPage, Side
from anju.web.pages.duplicates.words import (
    FIELD_WORDS,
    FOUND_BY,
    LEVEL_WORDS,
    OBSTACLES,
    reason_words,
    value_word,
)

__all__ = ["ComparedLine", "ShownPair", "shown_pair"]


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """One fact in both records; `chosen` is the side proposed, empty where there is no choice."""

    name: str
    label: str
    left: str
    right: str
    chosen: str
    left_note: str = ""
    right_note: str = ""
    values: tuple[str, str] = ("left", "right")

    @property
    def differs(self) -> bool:
        """Whether the two records say something else."""
        return self.left != self.right


@dataclass(frozen=True, slots=True)
class ShownPair:
    """The words of a pair."""

    level: str
    reasons: str
    found_by: str
    different: tuple[ComparedLine, ...]
    same: tuple[ComparedLine, ...]
    obstacles: tuple[str, ...]


def shown_pair(page: PairPage, answers: Mapping[str, str], on: date) -> ShownPair:
    """Every fact of both records as a line, parted by whether they agree; choices made are kept."""
    lines = tuple(_as_answered(line, answers) for line in (*_facts(page, on), *_hanging(page)))
    return ShownPair(
        level=LEVEL_WORDS[page.level],
        reasons=reason_words(page.reasons),
        found_by=FOUND_BY.get(page.found_by, page.found_by),
        different=tuple(line for line in lines if line.differs),
        same=tuple(line for line in lines if not line.differs),
        obstacles=tuple(OBSTACLES[name] for name in page.obstacles),
    )


def _as_answered(line: ComparedLine, answers: Mapping[str, str]) -> ComparedLine:
    """The line with the choice the officer made before the page came back."""
    answer = answers.get(line.name)
    if not line.chosen or answer not in line.values:
        return line
    return replace(line, chosen=("left", "right")[line.values.index(answer)])


def _facts(page: PairPage, on: date) -> tuple[ComparedLine, ...]:
    return tuple(
        ComparedLine(
            name=name,
            label=FIELD_WORDS[name],
            left=value_word(name, page.left.values[name], on),
            right=value_word(name, page.right.values[name], on),
            chosen=_newer(page, name),
            left_note=_since(page.left, name),
            right_note=_since(page.right, name),
        )
        for name in FIELDS
    )


def _newer(page: PairPage, name: str) -> str:
    """The side recorded last; an empty value never wins over one that is there."""
    left, right = page.left.values[name], page.right.values[name]
    if bool(left) != bool(right):
        return "left" if left else "right"
    since = page.left.known_since.get(name), page.right.known_since.get(name)
    return "left" if since[0] and since[1] and since[0] >= since[1] else "right"


def _since(side: Side, name: str) -> str:
    moment = side.known_since.get(name)
    return f"{moment:%Y-%m-%d}" if moment and side.values[name] else ""


def _hanging(page: PairPage) -> tuple[ComparedLine, ...]:
    """What goes with its record, and the two places of residence."""
    return (
        ComparedLine(
            "number", _("证件号码"), page.left.masked_number, page.right.masked_number, ""
        ),
        _stay_line(page),
    )


def _stay_line(page: PairPage) -> ComparedLine:
    left, right = page.left.stay, page.right.stay
    chosen = ""
    if left and right:
        chosen = "left" if left.number == page.stands else "right"
    return ComparedLine(
        "stay",
        _("现在的住处"),
        left.address if left else "",
        right.address if right else "",
        chosen,
        _("{day} 到达").format(day=left.arrived_on) if left else "",
        _("{day} 到达").format(day=right.arrived_on) if right else "",
        (left.number if left else "", right.number if right else ""),
    )
