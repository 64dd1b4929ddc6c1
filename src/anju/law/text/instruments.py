"""The instruments by paragraph: the words, how sure they are, since when in force."""

import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from anju.law.citation import Citation
from anju.law.text import typed_toml as toml

__all__ = [
    "Instrument",
    "Paragraph",
    "Sureness",
    "every_instrument",
    "instrument",
    "normalised",
    "paragraph",
    "says",
]


class Sureness(StrEnum):
    """How sure the wording of a paragraph is."""

    CONFIRMED = "confirmed"
    READ_IN_PART = "read_in_part"
    FROM_MEMORY = "from_memory"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; `restated` means the sense is given, not the words."""

    place: str
    text: str
    sureness: Sureness
    restated: bool


@dataclass(frozen=True, slots=True)
class Instrument:
    """One law, regulation or notice."""

    key: str
    title: str
    short_title: str
    issuer: str
    number: str
    in_force_from: date
    source: str
    paragraphs: tuple[Paragraph, ...]

    def paragraph(self, place: str) -> Paragraph | None:
        """The paragraph at a place; nothing where the instrument has none."""
        return next((one for one in self.paragraphs if one.place == place), None)


@cache
def instrument(key: str) -> Instrument:
    """The instrument of a key such as `IRRP`."""
    written = toml.read("instruments", key)
    return Instrument(
        key=key,
        title=toml.text(written, "title"),
        short_title=toml.text(written, "short_title"),
        issuer=toml.text(written, "issuer"),
        number=toml.text(written, "number"),
        in_force_from=toml.whole_date(written, "in_force_from"),
        source=toml.text(written, "source"),
        paragraphs=tuple(_paragraph(entry) for entry in toml.tables(written, "paragraph")),
    )


def every_instrument() -> tuple[Instrument, ...]:
    """All instruments there are."""
    return tuple(instrument(key) for key in toml.names("instruments"))


def paragraph(written: str) -> Paragraph | None:
    """The paragraph a written citation names; nothing where there is none."""
    citation = Citation.parse(written)
    if citation.instrument not in toml.names("instruments"):
        return None
    return instrument(citation.instrument).paragraph(citation.place)


def normalised(words: str) -> str:
    """Words as they are compared: one width of punctuation, no blanks."""
    return "".join(unicodedata.normalize("NFKC", words).split())


def says(written: str, sentence: str) -> bool:
    """Whether the paragraph a citation names contains a sentence."""
    found = paragraph(written)
    return found is not None and normalised(sentence) in normalised(found.text)


def _paragraph(written: toml.Table) -> Paragraph:
    return Paragraph(
        place=toml.text(written, "place"),
        text=toml.text(written, "text"),
        sureness=Sureness(toml.text(written, "sureness")),
        restated=toml.flag(written, "restated"),
    )
