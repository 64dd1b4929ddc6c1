"""The 256 bytes of text in the chip of an identity card, read into fields.

The common reader library hands them over as UTF-16LE in fixed places. Four cards share the
interface; the letter at byte 248 says which layout it is. Where each layout was found and how
sure it is stands in docs/operate/devices.md.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from anju.codes import citizen_number, names
from anju.codes.tables import table
from anju.devices.card import CardKind, Mark, ReadCard
from anju.devices.faults import DeviceFault

__all__ = ["LAYOUTS", "MESSAGE_BYTES", "read_message", "written_message"]

MESSAGE_BYTES = 256
KIND_AT = 248
LONG_TERM = "长期"
Layout = tuple[tuple[str, int], ...]

_RESIDENT: Layout = (
    ("name", 30), ("sex", 2), ("ethnic_group", 4), ("born_on", 16), ("address", 70),
    ("number", 36), ("authority", 30), ("valid_from", 16), ("valid_to", 16),
    ("travel_permit", 18), ("issue_count", 4), ("", 6), ("letter", 2), ("", 6),
)  # fmt: skip
_FOREIGN: Layout = (
    ("foreign_name", 120), ("sex", 2), ("number", 30), ("nationality", 6), ("name", 30),
    ("valid_from", 16), ("valid_to", 16), ("born_on", 16), ("version", 4),
    ("authority_code", 8), ("letter", 2), ("", 6),
)  # fmt: skip
_FOREIGN_2023: Layout = (
    ("name", 30), ("sex", 2), ("renewals", 4), ("born_on", 16), ("foreign_name", 70),
    ("number", 36), ("", 30), ("valid_from", 16), ("valid_to", 16), ("foreign_name_more", 22),
    ("nationality", 6), ("letter", 2), ("former_number_hint", 6),
)  # fmt: skip

#: The letter at byte 248 → whose card it is, and where its fields are.
LAYOUTS: Mapping[str, tuple[CardKind, Layout]] = {
    "": ("citizen", _RESIDENT),
    "J": ("hk_mo_tw", _RESIDENT),
    "I": ("foreign_resident", _FOREIGN),
    "Y": ("foreign_resident", _FOREIGN_2023),
}
_DATES = ("born_on", "valid_from", "valid_to")
_OLD_FOREIGN_NUMBER = re.compile(r"[A-Z]{3}\d{12}")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd\ufffd]")


def read_message(message: bytes) -> ReadCard:
    """The card whose text the chip gave; a `DeviceFault` when it is not whole or of no known kind.

    A value that does not fit the others is still given, with a mark: the clerk sees the card.
    """
    if len(message) != MESSAGE_BYTES or not message.strip(b"\x00 "):
        raise DeviceFault("misread")
    letter = _text(message[KIND_AT : KIND_AT + 2])
    if letter not in LAYOUTS:
        raise DeviceFault("card_unknown")
    kind, layout = LAYOUTS[letter]
    raw = dict(_parts(message, layout))
    fields = {name: value for name, value in raw.items() if name not in ("letter", *_DATES)}
    fields |= {name: _day(raw[name]) for name in _DATES}
    fields["name"] = names.read(fields["name"]).normalised
    fields["foreign_name"] = fields.get("foreign_name", "") + fields.pop("foreign_name_more", "")
    fields["number"] = fields["number"].upper()
    kept = {name: value for name, value in fields.items() if value}
    return ReadCard(kind, kept, tuple(_marks(letter, fields, raw)))


def written_message(letter: str, values: Mapping[str, str]) -> bytes:
    """The 256 bytes a chip with these raw values would give: what the simulator's cards hold."""
    _, layout = LAYOUTS[letter]
    filled = {**values, "letter": letter}
    parts = []
    for name, width in layout:
        encoded = filled.get(name, "").encode("utf-16-le")
        if len(encoded) > width:
            raise ValueError(f"{name} has {len(encoded)} bytes, its place {width}")
        parts.append(encoded + " ".encode("utf-16-le") * ((width - len(encoded)) // 2))
    return b"".join(parts)


def _parts(message: bytes, layout: Layout) -> Iterator[tuple[str, str]]:
    at = 0
    for name, width in layout:
        if name:
            yield name, _text(message[at : at + width])
        at += width


def _text(part: bytes) -> str:
    """The words of one place; what is no character stands as U+FFFD."""
    return part.decode("utf-16-le", errors="replace").replace("\x00", " ").strip()


def _day(text: str) -> str:
    """YYYYMMDD as ISO; anything else (also 长期) as it is."""
    if len(text) == 8 and text.isascii() and text.isdigit():
        return f"{text[:4]}-{text[4:6]}-{text[6:]}"
    return text


def _marks(letter: str, fields: Mapping[str, str], raw: Mapping[str, str]) -> Iterator[Mark]:
    """What to compare by eye: values that are faulty by themselves or contradict each other."""
    if not (fields["name"] or fields["foreign_name"]):
        yield Mark("name", "没有读出姓名，请照证件填写")
    elif _PRIVATE.search(fields["name"]):
        yield Mark("name", "姓名里有字读不出来，请照证件填写")
    if raw["sex"] not in ("1", "2"):
        yield Mark("sex", "没有读出性别，请照证件填写")
    if not letter and _unknown_ethnic_group(raw["ethnic_group"]):
        yield Mark("ethnic_group", "没有读出民族，请照证件填写")
    for name in _DATES:
        if not _is_day(fields[name]) and not (name == "valid_to" and fields[name] == LONG_TERM):
            yield Mark(name, "日期读得不对，请照证件填写")
    yield from _number_marks(letter, fields, raw)


def _number_marks(letter: str, fields: Mapping[str, str], raw: Mapping[str, str]) -> Iterator[Mark]:
    """Whether the number stands by itself and with birth and sex (GB 11643)."""
    number = fields["number"]
    if letter == "I":
        if not _OLD_FOREIGN_NUMBER.fullmatch(number):
            yield Mark("number", "证件号码读得不对，请照证件填写")
        return
    said = citizen_number.read(number, today=date.max)  # whether born yet is not for the agent
    if not said.valid or len(number) != 18:
        yield Mark("number", "号码读得不对（校验位不符），请照证件填写")
        return
    if letter == "Y":
        return  # the number of 2023 is checked like ours; what else it says is not published
    if said.birth_on and fields["born_on"] != said.birth_on.isoformat():
        yield Mark("born_on", "出生日期和号码里的不一致，请对照证件")
    if said.sex and raw["sex"] in ("1", "2") and (raw["sex"] == "1") != (said.sex == "male"):
        yield Mark("sex", "性别和号码里的不一致，请对照证件")


def _unknown_ethnic_group(code: str) -> bool:
    return code not in {one.code for one in table("ethnic_groups").codes}


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return len(text) == 10
