"""Text files with separators: which characters, which separator, which rows."""

import csv
import io

from anju.exchange.sheets.limits import LIMITS, Limits
from anju.exchange.sheets.refusal import FileRefused
from anju.exchange.sheets.table import Cell, Sheet, Unreadable, Workbook

__all__ = ["decoded", "read_delimited"]

BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
SEPARATORS = (",", ";", "\t")
SAMPLE_BYTES = 4_096
SHEET_NAME = "文本"


def read_delimited(content: bytes, limits: Limits = LIMITS) -> Workbook:
    """All rows of a text file; the row number is the one a spreadsheet would show."""
    text = decoded(content)
    if not text.strip():
        raise FileRefused("empty", "文件是空的。")
    csv.field_size_limit(limits.cell_characters * 64)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator(text))
    rows: list[tuple[Cell, ...]] = []
    try:
        for fields in reader:
            rows.append(tuple(as_cell(field, limits) for field in fields))
            if len(rows) > limits.rows or len(fields) > limits.columns:
                raise FileRefused(
                    "too_many_cells", f"表太大：最多 {limits.rows} 行、{limits.columns} 列。"
                )
    except csv.Error as error:
        raise FileRefused(
            "damaged", f"第 {len(rows) + 1} 行的引号或者换行不正常，请核对后再上传。"
        ) from error
    return Workbook("csv", (Sheet(SHEET_NAME, tuple(rows)),))


def decoded(content: bytes) -> str:
    """The text in the one encoding that reads every byte of it; never a guess with losses."""
    encoding = announced(content) or silent_utf16(content)
    if encoding:
        return strictly(content, encoding)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        try:
            return content.decode("gb18030")
        except UnicodeDecodeError as second:
            raise unreadable_character(content, max(error.start, second.start)) from second


def announced(content: bytes) -> str:
    """The encoding named by a byte order mark, or nothing."""
    return next((name for mark, name in BOMS if content.startswith(mark)), "")


def silent_utf16(content: bytes) -> str:
    """UTF-16 without a mark shows in the zero bytes beside separators and digits."""
    sample = content[:SAMPLE_BYTES]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > len(sample) // 20 and even * 8 < odd:
        return "utf-16-le"
    if even > len(sample) // 20 and odd * 8 < even:
        return "utf-16-be"
    return ""


def strictly(content: bytes, encoding: str) -> str:
    """The text, or the line whose bytes do not fit the encoding."""
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise unreadable_character(content, error.start) from error


def unreadable_character(content: bytes, offset: int) -> FileRefused:
    """Which line cannot be read, and what to do."""
    line = content.count(b"\n", 0, offset) + 1
    return FileRefused(
        "encoding",
        f"第 {line} 行有读不出的字（既不是 UTF-8，也不是 GB18030）。"
        "请用表格软件另存为 xlsx，或者“CSV UTF-8”，再上传。",
    )


def separator(text: str) -> str:
    """The separator that the first lines use most: comma, semicolon or tab."""
    sample = "\n".join(text.splitlines()[:10])
    return max(SEPARATORS, key=sample.count)


def as_cell(field: str, limits: Limits) -> Cell:
    """One field as a cell."""
    return field if len(field) <= limits.cell_characters else Unreadable.TOO_LONG
