"""The dated editions of each paper: which form is in force on a day, and its templates."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

from anju.casework.contents import PaperKind

__all__ = ["PAPERS_FOLDER", "Edition", "edition_in_force", "edition_named", "editions_of"]

PAPERS_FOLDER = Path(__file__).parent
_STANDARD = "standard"
_LARGE_PRINT = "large_print"


@dataclass(frozen=True, slots=True)
class Edition:
    """One form of a paper, in force from its day until the next edition's."""

    kind: PaperKind
    name: str
    title: str
    in_force_from: date
    set_by: str
    basis: str
    state: str
    templates: MappingProxyType[str, Path]

    @property
    def has_large_print(self) -> bool:
        """Whether the edition comes in big letters too."""
        return _LARGE_PRINT in self.templates

    def template(self, *, large_print: bool) -> Path:
        """The template of the ordinary or of the big-letter form."""
        if large_print and not self.has_large_print:
            raise ValueError(f"{self.kind} {self.name} has no large print")
        return self.templates[_LARGE_PRINT if large_print else _STANDARD]


@cache
def editions_of(kind: PaperKind) -> tuple[Edition, ...]:
    """All editions of a paper, oldest first."""
    heads = sorted((PAPERS_FOLDER / kind).glob("*/edition.toml"))
    return tuple(_read(kind, head) for head in heads)


def edition_named(kind: PaperKind, name: str) -> Edition:
    """The edition a paper was issued under; old ones stay printable for ever."""
    for edition in editions_of(kind):
        if edition.name == name:
            return edition
    raise LookupError(f"{kind} has no edition {name}")


def edition_in_force(kind: PaperKind, on: date) -> Edition:
    """The edition a paper issued on that day is made in."""
    in_force = [edition for edition in editions_of(kind) if edition.in_force_from <= on]
    if not in_force:
        raise LookupError(f"{kind} has no edition in force on {on}")
    return in_force[-1]


def _read(kind: PaperKind, head: Path) -> Edition:
    stated = tomllib.loads(head.read_text(encoding="utf-8"))
    if stated["paper"] != kind or stated["in_force_from"].isoformat() != head.parent.name:
        raise ValueError(f"{head} does not state the folder it lies in")
    return Edition(
        kind=kind,
        name=head.parent.name,
        title=stated["title"],
        in_force_from=stated["in_force_from"],
        set_by=stated["set_by"],
        basis=stated["basis"],
        state=stated["state"],
        templates=MappingProxyType(
            {use: head.parent / name for use, name in stated["templates"].items()}
        ),
    )
