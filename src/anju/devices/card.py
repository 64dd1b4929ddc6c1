"""What the chip of a card said, and what about it should be looked at."""

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

__all__ = ["CardKind", "Mark", "ReadCard"]

CardKind = Literal["citizen", "hk_mo_tw", "foreign_resident", "permit"]
PICTURE_TYPES = {b"\xff\xd8": "image/jpeg", b"BM": "image/bmp"}


@dataclass(frozen=True, slots=True)
class Mark:
    """A read value that does not fit, to be compared with the card by eye."""

    field: str
    sentence: str


@dataclass(frozen=True, slots=True)
class ReadCard:
    """One card as it was read. Dates are ISO, sex and ethnic group are codes; empty: not said."""

    kind: CardKind
    fields: Mapping[str, str]
    marks: tuple[Mark, ...] = ()
    photo: bytes = field(default=b"", repr=False)

    def as_json(self) -> dict[str, object]:
        """The card as the protocol writes it; the photo as a data URL."""
        return {
            "kind": self.kind,
            "fields": dict(self.fields),
            "marks": [{"field": mark.field, "sentence": mark.sentence} for mark in self.marks],
            "photo": self._data_url(),
        }

    def _data_url(self) -> str:
        media_type = PICTURE_TYPES.get(self.photo[:2])
        return f"data:{media_type};base64,{b64encode(self.photo).decode()}" if media_type else ""
