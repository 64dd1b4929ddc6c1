"""A stranger's file is refused with one sentence, or read; it never harms and never hangs."""

import zipfile

import pytest
import xlsxwriter
from tests.exchange.sheets.forging import (
    forged,
    honest_workbook,
    with_lying_directory,
    with_overlapping_entries,
)

from anju.exchange.sheets.refusal import FileRefused
from anju.exchange.sheets.sandbox import parsed

SHEET = "xl/worksheets/sheet1.xml"
BOOK = "xl/workbook.xml"


def refusal(path):
    with pytest.raises(FileRefused) as refused:
        parsed(path)
    assert refused.value.sentence.endswith("。")
    return refused.value.code


def swapped(old, new):
    def change(content):
        assert old in content
        return content.replace(old, new, 1)

    return change


ENTITY_BOMB = (
    b'<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>\n<worksheet'
)
FAR_CELL = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
MANY_MERGES = (
    b"</sheetData><mergeCells>"
    + b"".join(b'<mergeCell ref="A%d:B%d"/>' % (n, n) for n in range(3, 5_000))
    + b"</mergeCells>"
)

FORGERIES = {
    "too_big": {"add": {"xl/media/zeros.bin": b"\0" * 40_000_000}},
    "too_many_entries": {"add": {f"xl/media/{n}.bin": b"" for n in range(2_000)}},
    "external_link": {"add": {"xl/externalLinks/externalLink1.xml": b"<externalLink/>"}},
    "macro": {"add": {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0"}},
    "embedded": {"add": {"xl/embeddings/oleObject1.bin": b"\xd0\xcf"}},
    "date_1904": {"replace": {BOOK: swapped(b"<workbookPr", b'<workbookPr date1904="1"')}},
    "document_type": {"replace": {SHEET: swapped(b"<worksheet", ENTITY_BOMB)}},
    "too_many_cells": {"replace": {SHEET: swapped(b"</sheetData>", FAR_CELL)}},
    "merged": {"replace": {SHEET: swapped(b"</sheetData>", MANY_MERGES)}},
    "damaged": {"replace": {SHEET: swapped(b"</sheetData>", b"</sheet")}},
}


@pytest.mark.parametrize("code", FORGERIES)
def test_a_forged_workbook_is_refused_by_what_it_is(tmp_path, code):
    assert refusal(forged(tmp_path / "a.xlsx", **FORGERIES[code])) == code


def test_a_size_that_was_lied_about_is_noticed(tmp_path):
    assert refusal(with_lying_directory(tmp_path / "a.xlsx")) in {"damaged", "too_big"}


def test_entries_that_share_their_bytes_are_refused(tmp_path):
    assert refusal(with_overlapping_entries(tmp_path / "a.xlsx")) == "damaged"


def test_a_huge_dimension_tag_costs_nothing_when_the_cells_are_few(tmp_path):
    huge = swapped(b'<dimension ref="A1:C2"/>', b'<dimension ref="A1:XFD1048576"/>')
    read = parsed(forged(tmp_path / "a.xlsx", replace={SHEET: huge}))
    assert len(read.sheets[0].rows) == 2


def test_a_part_packed_twice_over_does_not_grow(tmp_path):
    inner = honest_workbook(tmp_path / "inner.xlsx").read_bytes()
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("nested.xlsx", inner)
    assert refusal(path) == "kind"


def test_one_shared_text_used_by_every_cell_is_refused(tmp_path):
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    for row in range(1_500):
        for column in range(40):
            sheet.write_string(row, column, "长" * 1_999)
    book.close()
    assert refusal(path) in {"too_big", "gave_up"}


COMPOUND_HEAD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"<html><table><tr><td>\xe5\xa7\x93</td></tr></table></html>", "html"),
        (b"%PDF-1.7 ...", "kind"),
        (b"\x89PNG\r\n\x1a\n", "kind"),
        (COMPOUND_HEAD + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (COMPOUND_HEAD + "_VBA_PROJECT".encode("utf-16-le"), "macro"),
        (COMPOUND_HEAD + "WordDocument".encode("utf-16-le"), "kind"),
        (COMPOUND_HEAD + "Workbook".encode("utf-16-le"), "damaged"),
        (b"PK\x03\x04 and then nothing", "damaged"),
    ],
)
def test_what_is_no_workbook_is_refused_whatever_its_name(tmp_path, content, code):
    path = tmp_path / "list.xls"
    path.write_bytes(content)
    assert refusal(path) == code


def test_a_binary_workbook_under_a_false_name_is_read_by_what_it_is(tmp_path):
    path = honest_workbook(tmp_path / "list.csv")
    assert parsed(path).kind == "xlsx"


def test_a_file_beyond_the_size_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "a.csv"
    with path.open("wb") as file:
        file.truncate(33 * 1024 * 1024)
    assert refusal(path) == "file_size"
