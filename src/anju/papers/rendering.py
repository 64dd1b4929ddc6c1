"""Frozen content in, PDF out: the same bytes for the same content, edition and printing.

Content reaches the template as data and is never part of its source, so a name that looks like
markup is printed as it is written.
"""

import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import segno
import typst

from anju.casework.contents import CONTENT_OF, PaperKind
from anju.codes.printable import unprintable
from anju.kit.clock import SHANGHAI
from anju.papers.editions import PAPERS_FOLDER, edition_named
from anju.papers.typefaces import (
    beyond_common_face,
    common_fonts,
    fonts_with_rare_face,
)

__all__ = ["Printing", "Rendered", "render", "typeset"]

_ARCHIVAL: Final = "a-2b"
_ORDINARY: Final = "1.7"


@dataclass(frozen=True, slots=True)
class Printing:
    """What belongs to this print and not to the paper: which copy, when, how large.

    `archival` writes PDF/A-2b, which every reader opens and archives take; without it the file
    is an ordinary PDF 1.7.
    """

    number: int = 1
    printed_at: datetime | None = None
    large_print: bool = False
    archival: bool = True


@dataclass(frozen=True, slots=True)
class Rendered:
    """The PDF, and the characters shown by code point because no face draws them."""

    pdf: bytes
    missing_characters: tuple[str, ...]


def render(
    kind: PaperKind | str,
    content: Mapping[str, Any],
    edition: str,
    printing: Printing | None = None,
) -> Rendered:
    """The paper as PDF.

    1. The stored content is read back as its type: what does not fit the paper is refused.
    2. Characters beyond the common face bring in the rare face, and beyond that are reported.
    3. The edition's template sets the page.
    """
    paper = PaperKind(kind)
    printing = printing or Printing()
    frozen = CONTENT_OF[paper].from_dict(content).to_dict()
    form = edition_named(paper, edition)
    return typeset(
        form.template(large_print=printing.large_print),
        frozen,
        heading={"title": form.title, "name": form.name},
        printing=printing,
        link=frozen["verification"]["link"],
    )


def typeset(
    template: Path,
    content: Mapping[str, Any],
    *,
    heading: Mapping[str, str],
    printing: Printing,
    link: str,
) -> Rendered:
    """Plain content set by a template; `heading` is its title and form, `link` its QR picture."""
    beyond = beyond_common_face(_texts(content))
    missing = unprintable(beyond)
    pdf = _compiler(with_rare_face=bool(beyond)).compile(
        input=str(template),
        sys_inputs={
            "content": _json(content),
            "edition": _json(heading),
            "printing": _json(_printing_shown(printing)),
            "uncovered": _json(missing),
            "rare": _json(bool(beyond)),
            "qr": _qr(link),
        },
        pdf_standards=[_ARCHIVAL] if printing.archival else [_ORDINARY],
    )
    if not isinstance(pdf, bytes):
        raise TypeError("the compiler gave no PDF")
    return Rendered(pdf=pdf, missing_characters=missing)


def _compiler(*, with_rare_face: bool) -> typst.Compiler:
    # A compiler may not be entered by two threads at once. A new one costs a millisecond, since
    # the faces are read once in the life of the process.
    return typst.Compiler(
        root=str(PAPERS_FOLDER),
        font_paths=fonts_with_rare_face() if with_rare_face else common_fonts(),
        ignore_system_fonts=True,
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _printing_shown(printing: Printing) -> dict[str, object]:
    moment = printing.printed_at
    return {
        "number": printing.number,
        "printed_at": moment and moment.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M"),
    }


def _qr(link: str) -> str:
    # Never `segno.make`: it picks Micro QR for short texts, which telephones cannot read.
    drawing = io.BytesIO()
    segno.make_qr(link, error="m").save(drawing, kind="svg", border=2, xmldecl=False)
    return drawing.getvalue().decode("utf-8")


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
