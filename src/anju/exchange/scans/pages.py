"""A file as pages: bounded JPEG pictures with nothing in them but what one sees.

Position, camera and time go with the rest of the EXIF data; scripts, attachments and forms of a
PDF stay behind, for only what it looks like is kept.
"""

from collections.abc import Iterator
from io import BytesIO

import pypdfium2
from pi_heif import register_heif_opener
from PIL import Image, ImageOps, UnidentifiedImageError

from anju.exchange.scans.faults import Fault, ScanRefused
from anju.exchange.scans.kinds import Kind, kind_of
from anju.exchange.scans.limits import Limits, Use
from anju.exchange.scans.portrait import check_portrait
from anju.exchange.scans.sharpness import sharpness

__all__ = ["read_pages"]

FORMATS = {Kind.JPEG: ("JPEG", "MPO"), Kind.PNG: ("PNG",), Kind.HEIF: ("HEIF",)}
WHITE = (255, 255, 255)

register_heif_opener(thumbnails=False)


def read_pages(content: bytes, use: Use, limits: Limits) -> tuple[bytes, ...]:
    """The pages of a file, or `ScanRefused` with what is wrong with it."""
    if not content:
        raise ScanRefused(Fault.EMPTY)
    kind = kind_of(content)
    if kind is None:
        raise ScanRefused(Fault.TYPE)
    if use is not Use.PAPER:
        return (_portrait(content, kind, use, limits),)
    pictures = (
        _pdf_pages(content, limits) if kind is Kind.PDF else [_picture(content, kind, limits)]
    )
    pages, sharpest = [], 0.0
    for picture in pictures:
        sharpest = max(sharpest, sharpness(picture))
        pages.append(_as_jpeg(picture, limits.longest_side, limits.quality))
    if sharpest < limits.sharpness:
        raise ScanRefused(Fault.BLURRED)
    return tuple(pages)


def _portrait(content: bytes, kind: Kind, use: Use, limits: Limits) -> bytes:
    if kind is Kind.PDF:
        raise ScanRefused(Fault.NOT_A_PICTURE)
    picture = _opened(content, kind, limits)
    check_portrait(picture, limits, from_chip=use is Use.CHIP)
    return _as_jpeg(picture, limits.portrait_longest_side, limits.quality)


def _picture(content: bytes, kind: Kind, limits: Limits) -> Image.Image:
    """A photograph of a paper, large enough to read."""
    picture = _opened(content, kind, limits)
    if min(picture.size) < limits.shortest_side:
        width, height = picture.size
        raise ScanRefused(Fault.SMALL, {"width": width, "height": height})
    return picture


def _opened(content: bytes, kind: Kind, limits: Limits) -> Image.Image:
    """A picture the right way up, its transparent parts white, without what came with it."""
    try:
        with Image.open(BytesIO(content), formats=FORMATS[kind]) as source:
            if source.size[0] * source.size[1] > limits.pixels:
                raise ScanRefused(Fault.PIXELS)
            source.draft("RGB", (limits.longest_side, limits.longest_side))
            upright = ImageOps.exif_transpose(source)
            if upright.mode in {"RGBA", "LA", "P", "PA"}:
                shown = upright.convert("RGBA")
                white = Image.new("RGBA", shown.size, WHITE)
                upright = Image.alpha_composite(white, shown)
            return upright.convert("RGB")
    except Image.DecompressionBombError as error:
        raise ScanRefused(Fault.PIXELS) from error
    except (OSError, UnidentifiedImageError, ValueError, SyntaxError, EOFError) as error:
        raise ScanRefused(Fault.BROKEN) from error


def _pdf_pages(content: bytes, limits: Limits) -> Iterator[Image.Image]:
    """The pages of a PDF as they look."""
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        locked = error.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD
        raise ScanRefused(Fault.LOCKED if locked else Fault.BROKEN) from error
    count = len(document)
    if count > limits.pdf_pages:
        raise ScanRefused(Fault.PAGES, {"pages": count, "most": limits.pdf_pages})
    if count == 0:
        raise ScanRefused(Fault.BROKEN)
    for number in range(count):
        yield _pdf_page(document, number, limits)


def _pdf_page(document: pypdfium2.PdfDocument, number: int, limits: Limits) -> Image.Image:
    try:
        page = document[number]
        scale = limits.longest_side / max(page.get_size())
        picture: Image.Image = page.render(scale=scale, may_draw_forms=False).to_pil()
    except (pypdfium2.PdfiumError, ValueError, ZeroDivisionError) as error:
        raise ScanRefused(Fault.BROKEN) from error
    return picture.convert("RGB")


def _as_jpeg(picture: Image.Image, longest: int, quality: int) -> bytes:
    """A new picture of the same pixels: no EXIF, no profile, no comment comes along."""
    bounded = picture.copy()
    bounded.thumbnail((longest, longest))
    bare = Image.new("RGB", bounded.size, WHITE)
    bare.paste(bounded)
    out = BytesIO()
    bare.save(out, "JPEG", quality=quality, optimize=False)
    return out.getvalue()
