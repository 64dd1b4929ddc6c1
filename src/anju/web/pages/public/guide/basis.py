"""What an item rests on, and what it costs, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from anju.law.citation import Citation
from anju.law.text import parameters
from anju.law.text import typed_toml as toml
from anju.law.text.citation_words import citation_in_words, instrument_in_words
from anju.web.punctuation import full_width

__all__ = ["FREE_OF_CHARGE", "Instrument", "basis", "fee_in_words"]

FREE = "0 元"
RATE_UNKNOWN = "按规定收取证件工本费；本省标准待确认，以窗口公示为准"
NO_FEE = "不收费"
FREE_OF_CHARGE = frozenset({FREE, NO_FEE})


@dataclass(frozen=True, slots=True)
class Instrument:
    """One text of law with the places an item rests on."""

    name: str
    title: str
    issued: str
    in_force_from: date
    places: tuple[str, ...]


def basis(cites: Sequence[str]) -> tuple[Instrument, ...]:
    """The instruments behind the citations, in the order in which they are cited."""
    names = tuple(dict.fromkeys(Citation.parse(one).instrument for one in cites))
    return tuple(_instrument(name, cites) for name in names)


def _instrument(name: str, cites: Sequence[str]) -> Instrument:
    head = toml.read("instruments", name)
    shown = instrument_in_words(name)
    return Instrument(
        name=name,
        title=full_width(toml.text(head, "title")),
        issued="，".join(filter(None, (toml.text(head, "issuer"), toml.text(head, "number")))),
        in_force_from=toml.whole_date(head, "in_force_from"),
        places=tuple(
            citation_in_words(one).removeprefix(shown)
            for one in cites
            if Citation.parse(one).instrument == name
        ),
    )


def fee_in_words(act: str, on: date) -> str:
    """What an act costs on a day; where no rate is in force, that it is to be confirmed."""
    if not act:
        return NO_FEE
    amount = parameters.amount(f"fees.{act}", on)
    if amount is None:
        return RATE_UNKNOWN
    return f"{amount.normalize():f} 元" if amount else FREE
