"""The faces papers are set in, and the promise that no character is dropped.

Noto Sans SC Regular holds all of the common and extension A characters and the rare ones of the
national standard list; its bold companions set titles and labels. Anju Rare Han holds the rest
of CJK extensions B to F. It is stored packed and unpacked once in the life of a process,
the first time a name needs it. What neither holds is shown by its code point and reported.
"""

import lzma
import tempfile
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import typst

from anju.codes.printable import WITHOUT_SHAPE
from anju.papers.character_map import characters_of

__all__ = [
    "FONT_FOLDER",
    "beyond_common_face",
    "common_fonts",
    "drawn_characters",
    "fonts_with_rare_face",
]

FONT_FOLDER = Path(__file__).parent / "fonts"
_COMMON_FACE = FONT_FOLDER / "NotoSansSC-Regular.ttf"
_RARE_FACE_PACKED = FONT_FOLDER / "AnjuRareHan.ttf.xz"


def beyond_common_face(texts: Iterable[str]) -> frozenset[str]:
    """The characters of these texts that the common face lacks."""
    return frozenset("".join(texts)) - _common_characters() - WITHOUT_SHAPE


def drawn_characters() -> frozenset[str]:
    """Every character the faces draw, by their own tables: what the code table must say."""
    return _common_characters() | characters_of(_rare_face())


@cache
def common_fonts() -> typst.Fonts:
    """The faces nearly every paper needs."""
    return _fonts(FONT_FOLDER)


@cache
def fonts_with_rare_face() -> typst.Fonts:
    """The common faces and Anju Rare Han."""
    return _fonts(FONT_FOLDER, _rare_face().parent)


def _fonts(*folders: Path) -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(folder) for folder in folders],
    )


@cache
def _common_characters() -> frozenset[str]:
    return characters_of(_COMMON_FACE)


@cache
def _unpacked_folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="anju-fonts-")


@cache
def _rare_face() -> Path:
    # The compiler opens fonts by path only; the folder goes when the process ends.
    face = Path(_unpacked_folder().name) / _RARE_FACE_PACKED.stem
    face.write_bytes(lzma.decompress(_RARE_FACE_PACKED.read_bytes()))
    return face
