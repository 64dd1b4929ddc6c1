"""The same list in every encoding and with every separator gives the same cells."""

import pytest

from anju.exchange.sheets.delimited import read_delimited
from anju.exchange.sheets.refusal import FileRefused
from anju.exchange.sheets.sandbox import parsed

ROWS = (
    ("姓名", "公民身份号码", "备注"),
    ("㛃某", "990000199001010015", "带逗号,和\n换行"),
    ("䶮·阿依", "99000019900101002X", "分号;制表"),
    ("𠮷某", "990000199001010031", ""),
)


def text(separator):
    return "\r\n".join(separator.join(f'"{cell}"' for cell in row) for row in ROWS)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"],
)
def test_every_encoding_and_separator_gives_the_same_cells(encoding, separator):
    assert read_delimited(text(separator).encode(encoding)).sheets[0].rows == ROWS


def test_utf_16_with_the_other_byte_order_mark_is_read():
    content = b"\xfe\xff" + text(",").encode("utf-16-be")
    assert read_delimited(content).sheets[0].rows == ROWS


def test_a_text_cut_off_inside_a_character_is_refused_with_its_line():
    content = text(",").encode("utf-8")[: text(",").encode("utf-8").index("䶮".encode()) + 1]
    with pytest.raises(FileRefused, match="第 4 行") as refused:
        read_delimited(content)
    assert refused.value.code == "encoding"


def test_two_encodings_in_one_file_are_refused():
    content = "姓名,备注\r\n".encode() + "周某,住一号楼\r\n".encode("gb18030") + b"\xff\xff"
    with pytest.raises(FileRefused) as refused:
        read_delimited(content)
    assert refused.value.code == "encoding"


def test_blank_lines_keep_the_rows_in_their_places():
    read = read_delimited("姓名,备注\n\n周某,甲\n".encode())
    assert read.sheets[0].rows == (("姓名", "备注"), (), ("周某", "甲"))


def test_an_unclosed_quote_is_refused_or_stays_one_cell():
    with pytest.raises(FileRefused) as refused:
        read_delimited(('姓名,备注\n"周某,' + "长" * 140_000).encode())
    assert refused.value.code == "damaged"


def test_a_text_file_goes_through_the_child_like_a_workbook(tmp_path):
    path = tmp_path / "名单.csv"
    path.write_bytes(text(",").encode("gb18030"))
    assert parsed(path).sheets[0].rows == ROWS
