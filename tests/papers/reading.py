"""Reads a PDF back the way a stranger would: text, fonts, marks, pictures."""

import ctypes
import re
from collections.abc import Iterator

import pypdfium2 as pdfium
import zxingcpp
from pypdfium2 import raw

MILLIMETRE = 72 / 25.4


class Paper:
    """A rendered paper under test."""

    def __init__(self, pdf: bytes) -> None:
        self.pdf = pdf
        self.document = pdfium.PdfDocument(pdf)

    def __len__(self) -> int:
        return len(self.document)

    @property
    def text(self) -> str:
        """All text without white space and soft breaks, so that broken lines do not matter."""
        pages = (page.get_textpage().get_text_range() for page in self.document)
        return re.sub(r"[\s\u200b\ufffe]", "", "".join(pages))

    @property
    def sizes(self) -> set[tuple[int, int]]:
        """The sheets in millimetres."""
        return {
            (round(width / MILLIMETRE), round(height / MILLIMETRE))
            for width, height in (page.get_size() for page in self.document)
        }

    @property
    def fonts(self) -> dict[str, bool]:
        """Name of each font in use, and whether it travels in the file."""
        return {
            _font_name(item): bool(raw.FPDFFont_GetIsEmbedded(raw.FPDFTextObj_GetFont(item)))
            for page in self.document
            for item in _text_objects(page)
        }

    @property
    def qr_texts(self) -> list[str]:
        """What a telephone reads from the first sheet."""
        picture = self.document[0].render(scale=2.5, grayscale=True).to_numpy()
        return [code.text for code in zxingcpp.read_barcodes(picture.squeeze())]

    def outside(self, margin: float) -> list[tuple[int, str]]:
        """Characters nearer to an edge of the sheet than so many millimetres."""
        return [
            (number, text.get_text_range(index, 1))
            for number, page in enumerate(self.document, start=1)
            for text in [page.get_textpage()]
            for index in range(text.count_chars())
            if not _inside(text.get_charbox(index), page.get_size(), margin * MILLIMETRE)
        ]


def _inside(
    box: tuple[float, float, float, float], size: tuple[float, float], margin: float
) -> bool:
    left, bottom, right, top = box
    if right == left or top == bottom:
        return True
    across = margin <= left and right <= size[0] - margin
    return across and margin <= bottom and top <= size[1] - margin


def _text_objects(page: pdfium.PdfPage) -> Iterator[raw.FPDF_PAGEOBJECT]:
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=5):
        yield item.raw


def _font_name(item: raw.FPDF_PAGEOBJECT) -> str:
    font = raw.FPDFTextObj_GetFont(item)
    length = raw.FPDFFont_GetBaseFontName(font, None, 0)
    name = ctypes.create_string_buffer(length)
    raw.FPDFFont_GetBaseFontName(font, name, length)
    return name.value.decode().split("+")[-1]
