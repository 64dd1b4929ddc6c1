"""The vendored faces are the ones that were chosen, and hold what was promised."""

import hashlib
import tomllib
from pathlib import Path
from typing import Any

import pytest

from anju.codes.printable import WITHOUT_SHAPE, unprintable
from anju.papers.character_map import characters_of
from anju.papers.typefaces import FONT_FOLDER, beyond_common_face, drawn_characters

FONTS: list[dict[str, Any]] = tomllib.loads((FONT_FOLDER / "fonts.toml").read_text())["font"]


@pytest.mark.parametrize("font", FONTS, ids=lambda font: str(font["file"]))
def test_font_is_the_one_named_with_its_licence(font: dict[str, Any]) -> None:
    content = (FONT_FOLDER / font["file"]).read_bytes()
    assert hashlib.sha256(content).hexdigest() == font["sha256"]
    licence = (FONT_FOLDER / font["licence_file"]).read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence


def test_no_font_lies_there_unnamed() -> None:
    lying = {path.name for path in FONT_FOLDER.iterdir() if ".ttf" in path.suffixes}
    assert lying == {font["file"] for font in FONTS}


def test_common_face_holds_all_common_and_extension_a_characters() -> None:
    characters = characters_of(FONT_FOLDER / "NotoSansSC-Regular.ttf")
    assert {chr(code) for code in range(0x4E00, 0x9FA6)} <= characters
    assert {chr(code) for code in range(0x3400, 0x4DB6)} <= characters


def test_faces_together_hold_extensions_b_to_f() -> None:
    blocks = [
        range(0x20000, 0x2A6D7),
        range(0x2A700, 0x2B735),
        range(0x2B740, 0x2B81E),
        range(0x2B820, 0x2CEA2),
        range(0x2CEB0, 0x2EBE1),
    ]
    every = "".join(chr(code) for block in blocks for code in block)
    assert unprintable(beyond_common_face([every])) == ()


def test_the_code_table_names_what_the_faces_draw() -> None:
    every = frozenset(map(chr, range(0x110000)))
    assert every - frozenset(unprintable(every)) == drawn_characters() | WITHOUT_SHAPE


def test_what_no_face_holds_is_named_in_order() -> None:
    strange = "张\U00031350\ue000三\u0007"
    assert unprintable(beyond_common_face([strange])) == ("\u0007", "\ue000", "\U00031350")


def test_line_breaks_and_tabs_are_no_missing_characters() -> None:
    assert beyond_common_face(["第一行\r\n第二行\t末"]) == frozenset()


def test_file_that_is_no_font_is_refused(tmp_path: Path) -> None:
    (tmp_path / "no.ttf").write_bytes(b"\0\1\0\0\0\0\0\0\0\0\0\0")
    with pytest.raises(ValueError, match="no table cmap"):
        characters_of(tmp_path / "no.ttf")
