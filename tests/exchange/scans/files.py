"""Files as people hand them in, made on the spot: a written page, a portrait, mistakes."""

from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

from PIL import Image, ImageDraw, ImageFilter

__all__ = [
    "HEIC",
    "as_bytes",
    "locked_pdf",
    "pdf",
    "portrait",
    "written_page",
]

HEIC = Path(__file__).parent / "page.heic"
PAPER, INK, GREY = (250, 249, 245), (30, 30, 30), (120, 120, 120)


def written_page(
    width: int = 1_240, height: int = 1_754, *, seed: int = 1, blurred: float = 0
) -> Image.Image:
    """A page with lines of strokes the size of writing."""
    page = Image.new("RGB", (width, height), PAPER)
    pen, chance = ImageDraw.Draw(page), Random(seed)
    for top in range(height // 10, height * 9 // 10, 42):
        for left in range(width // 10, width * 9 // 10, 30):
            for _ in range(chance.randint(3, 6)):
                x, y = left + chance.randint(0, 22), top + chance.randint(0, 22)
                pen.line((x, y, x + chance.randint(-9, 9), y + chance.randint(-9, 9)), INK, 2)
    return page.filter(ImageFilter.GaussianBlur(blurred)) if blurred else page


def portrait(
    width: int = 480, height: int = 600, *, behind: int = 235, at: float = 0.5
) -> Image.Image:
    """Head and shoulders before a plain background."""
    photo = Image.new("RGB", (width, height), (behind,) * 3)
    pen, middle = ImageDraw.Draw(photo), width * at
    face, coat = (205, 165, 140), (60, 70, 110)
    pen.rectangle((middle - width * 0.3, height * 0.68, middle + width * 0.3, height), coat)
    pen.ellipse((middle - width * 0.22, height * 0.15, middle + width * 0.22, height * 0.72), face)
    pen.ellipse((middle - width * 0.23, height * 0.1, middle + width * 0.23, height * 0.35), INK)
    return photo


def as_bytes(picture: Image.Image, kind: str = "JPEG", **options: Any) -> bytes:
    """A picture as the file a camera or a scanner makes of it."""
    out = BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def pdf(*pages: Image.Image) -> bytes:
    """Several pages in one PDF."""
    return as_bytes(pages[0], "PDF", save_all=True, append_images=list(pages[1:]))


def locked_pdf() -> bytes:
    """A PDF that asks for a password before it says anything."""
    return (Path(__file__).parent / "locked.pdf").read_bytes()
