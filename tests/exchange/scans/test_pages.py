"""Each mistake with a file has a code of its own; what is taken becomes bounded pictures."""

from io import BytesIO

import pytest
from PIL import Image
from tests.exchange.scans.files import HEIC, as_bytes, locked_pdf, pdf, portrait, written_page

from anju.exchange.scans import Fault, ScanRefused, Use, pages_of
from anju.exchange.scans.limits import LIMITS, Limits
from anju.exchange.scans.pages import read_pages

PAGE = as_bytes(written_page())


def pages(content: bytes, use: Use = Use.PAPER, limits: Limits = LIMITS) -> list[Image.Image]:
    return [Image.open(BytesIO(page)) for page in read_pages(content, use, limits)]


def fault_of(content: bytes, use: Use = Use.PAPER, limits: Limits = LIMITS) -> Fault:
    with pytest.raises(ScanRefused) as refused:
        read_pages(content, use, limits)
    return refused.value.fault


@pytest.mark.parametrize("content", [PAGE, as_bytes(written_page(), "PNG"), HEIC.read_bytes()])
def test_photographs_of_a_phone_and_of_a_scanner_become_one_bounded_jpeg(content: bytes) -> None:
    (page,) = pages(content)
    assert page.format == "JPEG"
    assert max(page.size) <= LIMITS.longest_side


def test_a_large_photograph_is_made_small() -> None:
    (page,) = pages(as_bytes(written_page(3_000, 4_000)))
    assert page.size == (1_500, 2_000)


def test_every_page_of_a_pdf_is_kept_in_order() -> None:
    found = pages(pdf(written_page(), written_page(1_754, 1_240, seed=2)))
    assert [page.size for page in found] == [(1_414, 2_000), (2_000, 1_414)]


def test_where_and_with_what_a_photograph_was_taken_does_not_stay() -> None:
    exif = Image.Exif()
    exif[0x010F], exif[0x0112] = "Camera", 6
    exif.get_ifd(0x8825)[1] = "N"
    (page,) = pages(as_bytes(written_page(1_754, 1_240), exif=exif, comment=b"by me"))
    assert not page.getexif()
    assert set(page.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert page.size == (1_240, 1_754), "laid down by the camera, set upright"


def test_transparent_parts_are_white() -> None:
    clear = written_page().convert("RGBA")
    clear.putalpha(Image.new("L", clear.size, 0))
    clear.paste(written_page().crop((0, 0, 1_240, 900)), (0, 0))
    (page,) = pages(as_bytes(clear, "PNG"))
    assert page.getpixel((600, 1_700)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", Fault.EMPTY),
        (b"PK\x03\x04 a text document with the name of a picture", Fault.TYPE),
        (b"<html><script>alert(1)</script>", Fault.TYPE),
        (locked_pdf(), Fault.LOCKED),
        (PAGE[:4_000], Fault.BROKEN),
        (b"%PDF-1.7 and nothing more", Fault.BROKEN),
        (b"\x00\x00\x00\x18ftypheic and nothing more", Fault.BROKEN),
        (as_bytes(written_page(300, 400)), Fault.SMALL),
        (as_bytes(written_page(blurred=5)), Fault.BLURRED),
        (as_bytes(Image.new("1", (20_000, 20_000)), "PNG"), Fault.PIXELS),
    ],
)
def test_each_mistake_is_told_by_its_own_code(content: bytes, fault: Fault) -> None:
    assert fault_of(content) is fault


def test_a_pdf_of_many_pages_is_told_how_many() -> None:
    with pytest.raises(ScanRefused) as refused:
        read_pages(pdf(*[written_page(300, 400)] * 3), Use.PAPER, Limits(pdf_pages=2))
    assert refused.value.fault is Fault.PAGES
    assert refused.value.facts == {"pages": 3, "most": 2}


def test_an_upright_portrait_before_a_light_wall_is_taken() -> None:
    (page,) = pages(as_bytes(portrait()), Use.PORTRAIT)
    assert page.size == (480, 600)


@pytest.mark.parametrize(
    ("photo", "fault"),
    [
        (portrait(200, 250), Fault.PORTRAIT_SMALL),
        (portrait(900, 600), Fault.PORTRAIT_SHAPE),
        (portrait(behind=60), Fault.BACKGROUND),
        (portrait(at=0.1), Fault.FACE),
        (Image.new("RGB", (480, 600), "white"), Fault.FACE),
    ],
)
def test_each_mistake_of_a_photo_is_told_by_its_own_code(photo: Image.Image, fault: Fault) -> None:
    assert fault_of(as_bytes(photo), Use.PORTRAIT) is fault


def test_a_photo_is_no_document() -> None:
    assert fault_of(pdf(portrait()), Use.PORTRAIT) is Fault.NOT_A_PICTURE


def test_the_reader_in_its_own_process_answers_the_same() -> None:
    assert pages_of(PAGE) == read_pages(PAGE, Use.PAPER, LIMITS)
    with pytest.raises(ScanRefused) as refused:
        pages_of(as_bytes(portrait(behind=60)), Use.PORTRAIT)
    assert refused.value.fault is Fault.BACKGROUND


def test_thirty_megabytes_are_refused_before_anything_is_read() -> None:
    with pytest.raises(ScanRefused) as refused:
        pages_of(b"\xff\xd8\xff" + bytes(30 * 1024 * 1024 - 3))
    assert refused.value.fault is Fault.SIZE
    assert refused.value.facts == {"megabytes": 30, "most": 20}


def test_a_file_that_eats_the_memory_harms_nobody_else() -> None:
    greedy = as_bytes(Image.new("RGB", (10_900, 10_900)), "PNG")
    with pytest.raises(ScanRefused) as refused:
        pages_of(greedy)
    assert refused.value.fault in {Fault.PIXELS, Fault.BLURRED}
