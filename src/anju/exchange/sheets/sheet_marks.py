"""What calamine does not tell: formulas, error values, merged cells, the date system.

The parts of an xlsx are walked once as streams. Nothing is kept but positions, so the walk
costs the same memory for a small and for a hostile sheet.
"""

import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.parsers import expat

from anju.exchange.sheets.archive import streamed
from anju.exchange.sheets.limits import LIMITS, Limits
from anju.exchange.sheets.refusal import FileRefused
from anju.exchange.sheets.table import Unreadable, column_letters

__all__ = ["SheetMarks", "sheet_marks"]

OnStart = Callable[[str, dict[str, str]], None]
LETTERS = tuple(map(column_letters, range(LIMITS.columns)))
REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


@dataclass(slots=True)
class SheetMarks:
    """Positions (0-based row and column) that need care, and the merged ranges of one sheet."""

    unreadable: dict[tuple[int, int], Unreadable] = field(default_factory=dict)
    merged: list[tuple[int, int, str]] = field(default_factory=list)


@dataclass(slots=True)
class SheetWalk:
    """The state of the walk over one sheet's elements."""

    limits: Limits
    marks: SheetMarks = field(default_factory=SheetMarks)
    row: int = -1
    column: int = -1
    cells: int = 0
    row_number: str = ""

    def on_start(self, tag: str, attributes: dict[str, str]) -> None:
        """Note what one opening element says; most are values of cells and say nothing."""
        match tag.rpartition(":")[2]:
            case "c":
                self.on_cell(attributes)
            case "row":
                self.to_row(int(attributes.get("r", self.row + 2)) - 1)
                self.column = -1
            case "f":
                self.mark(Unreadable.FORMULA)
            case "mergeCell":
                self.on_merge(attributes.get("ref", ""))

    def to_row(self, row: int) -> None:
        """Go to a row, and keep its number as references write it."""
        self.row, self.row_number = row, str(row + 1)

    def on_cell(self, attributes: dict[str, str]) -> None:
        """Step to the next cell, whose reference may be left out, and mostly is the one awaited."""
        self.column += 1
        reference = attributes.get("r")
        awaited = LETTERS[self.column : self.column + 1]
        if reference is not None and (not awaited or reference != awaited[0] + self.row_number):
            row, self.column = position(reference)
            self.to_row(row)
        self.cells += 1
        if self.row >= self.limits.rows or self.column >= self.limits.columns:
            raise beyond_limits(self.limits)
        if self.cells > self.limits.cells:
            raise beyond_limits(self.limits)
        if attributes.get("t") == "e":
            self.mark(Unreadable.ERROR)

    def mark(self, why: Unreadable) -> None:
        """Remember that the present cell has no value of its own."""
        self.marks.unreadable[(self.row, self.column)] = why
        if len(self.marks.unreadable) > self.limits.marked_cells:
            raise FileRefused("formulas", "公式太多，请全选、复制，再“选择性粘贴为数值”后上传。")

    def on_merge(self, reference: str) -> None:
        """Remember which rows a merged range covers."""
        first, _, last = reference.partition(":")
        self.marks.merged.append(
            (position(first)[0] + 1, position(last or first)[0] + 1, reference)
        )
        if len(self.marks.merged) > self.limits.merged_ranges:
            raise FileRefused("merged", "合并的单元格太多，请取消合并、每人一行后再上传。")


def sheet_marks(archive: zipfile.ZipFile, limits: Limits = LIMITS) -> dict[str, SheetMarks]:
    """The marks of every sheet by its name, after checking the workbook's own parts."""
    paths = sheet_paths(archive)
    if len(paths) > limits.sheets:
        raise FileRefused("too_many_sheets", f"工作表太多，最多读 {limits.sheets} 张。")
    return {name: marks_of(archive, path, limits) for name, path in paths.items()}


def marks_of(archive: zipfile.ZipFile, path: str, limits: Limits) -> SheetMarks:
    """Walk one sheet."""
    walk = SheetWalk(limits)
    walk_elements(archive, path, walk.on_start)
    return walk.marks


def sheet_paths(archive: zipfile.ZipFile) -> dict[str, str]:
    """Which part holds which sheet; refuses the other date system on the way."""
    targets: dict[str, str] = {}
    paths: dict[str, str] = {}

    def on_relation(tag: str, attributes: dict[str, str]) -> None:
        if tag.rpartition(":")[2] == "Relationship":
            targets[attributes.get("Id", "")] = attributes.get("Target", "")

    def on_workbook(tag: str, attributes: dict[str, str]) -> None:
        local = tag.rpartition(":")[2]
        if local == "workbookPr" and attributes.get("date1904") in {"1", "true", "on"}:
            raise other_date_system()
        if local == "sheet":
            target = targets.get(relation_id(attributes), "")
            paths[attributes.get("name", "")] = part_path(target)

    walk_elements(archive, "xl/_rels/workbook.xml.rels", on_relation)
    walk_elements(archive, "xl/workbook.xml", on_workbook)
    return {name: path for name, path in paths.items() if path in archive.NameToInfo}


def relation_id(attributes: dict[str, str]) -> str:
    """The relation of a sheet, whichever prefix its namespace has."""
    return next((value for key, value in attributes.items() if key.endswith(":id")), "")


def part_path(target: str) -> str:
    """The path inside the archive that a relation of the workbook points to."""
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def walk_elements(archive: zipfile.ZipFile, path: str, on_start: OnStart) -> None:
    """Tell each opening element of a part; a part with a document type is refused.

    A document type is what entity bombs and fetched entities need, and no spreadsheet has one.
    """
    if path not in archive.NameToInfo:
        raise FileRefused("damaged", "文件缺少必要的部件，请用表格软件打开后另存一份再上传。")
    parser = expat.ParserCreate()
    parser.StartElementHandler = on_start
    parser.StartDoctypeDeclHandler = refuse_document_type
    try:
        for chunk in streamed(archive, archive.NameToInfo[path]):
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError) as error:
        raise FileRefused("damaged", "文件已损坏，请用表格软件打开后另存一份再上传。") from error


def refuse_document_type(*_: object) -> None:
    """No part of a spreadsheet has a document type."""
    raise FileRefused("document_type", "文件的内部结构不正常，没有读取。")


def position(reference: str) -> tuple[int, int]:
    """0-based row and column of a reference such as B7."""
    found = REFERENCE.fullmatch(reference.replace("$", ""))
    if found is None:
        raise FileRefused("damaged", "文件已损坏，请用表格软件打开后另存一份再上传。")
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]) - 1, column - 1


def other_date_system() -> FileRefused:
    """What is said to a workbook that counts days from 1904."""
    return FileRefused(
        "date_1904",
        "文件用的是 1904 日期系统，日期会差四年。"
        "请在表格软件的选项里取消“使用 1904 日期系统”，核对日期后再上传。",
    )


def beyond_limits(limits: Limits) -> FileRefused:
    """What is said to a sheet with too many rows or columns."""
    return FileRefused(
        "too_many_cells",
        f"表太大：最多 {limits.rows} 行、{limits.columns} 列。"
        "请删去数据以外的空行空列，或者分成几份再上传。",
    )
