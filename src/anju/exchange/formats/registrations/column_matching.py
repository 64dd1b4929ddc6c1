"""Which column of a sheet holds what: found by header words in one of its first rows."""

from dataclasses import dataclass

from anju.exchange.formats.registrations.columns import Column, all_columns, by_header, header_word
from anju.exchange.sheets.refusal import FileRefused
from anju.exchange.sheets.table import Cell, Sheet, Workbook, column_letters

__all__ = ["MatchedSheet", "looks_like_header", "matched_sheets"]

HEADER_ROWS = 10
HEADER_WORDS = 3
LONGEST_HEADER = 30


@dataclass(frozen=True, slots=True)
class MatchedSheet:
    """A sheet whose header row was found: `columns` maps a 0-based index to its column."""

    sheet: Sheet
    header_row: int
    columns: dict[int, Column]

    @property
    def headers(self) -> tuple[str, ...]:
        """The words of the header row as they stand, over all columns."""
        width = max(map(len, self.sheet.rows))
        row = self.sheet.rows[self.header_row]
        return tuple(text_of(cell) for cell in row) + ("",) * (width - len(row))

    def header(self, index: int) -> str:
        """The word in the header row above one column."""
        return text_of(self.sheet.rows[self.header_row][index])

    @property
    def unknown(self) -> tuple[str, ...]:
        """Headers that say nothing to us; their content is given back with the result."""
        return tuple(
            header
            for index, header in enumerate(self.headers)
            if header and index not in self.columns
        )


def matched_sheets(workbook: Workbook) -> tuple[MatchedSheet, ...]:
    """Every sheet with a header row; refused when there is none or when columns are missing."""
    found = [match for sheet in workbook.sheets if (match := matched(sheet)) is not None]
    if not found:
        raise FileRefused(
            "no_header",
            "前 10 行里找不到表头。第一行请写“姓名”“公民身份号码”“到达日期”等列名，"
            "也可以下载模板填写；表头是乱码的，请另存为 xlsx 后再上传。",
        )
    for match in found:
        check_columns(match)
        check_merged(match)
    return tuple(found)


def matched(sheet: Sheet) -> MatchedSheet | None:
    """The sheet with its header row: the one of the first rows that holds most known words."""
    first = sheet.rows[:HEADER_ROWS]
    scores = [header_score(row) for row in first]
    if not scores or max(scores) < HEADER_WORDS:
        return None
    header_row = scores.index(max(scores))
    words = by_header()
    columns = {
        index: column
        for index, cell in enumerate(sheet.rows[header_row])
        if (column := words.get(header_word(text_of(cell)))) is not None
    }
    return MatchedSheet(sheet, header_row, columns)


def looks_like_header(row: tuple[Cell, ...]) -> bool:
    """Whether a row among the data is another header: a second table in the same sheet."""
    return header_score(row) >= HEADER_WORDS


def header_score(row: tuple[Cell, ...]) -> int:
    """How many different columns the row names."""
    words = by_header()
    named = {words.get(header_word(cell)) for cell in row if may_be_header(cell)}
    return len(named - {None})


def may_be_header(cell: Cell) -> bool:
    """Whether a cell is worth comparing: numbers, days and long texts are no headers."""
    return isinstance(cell, str) and 1 < len(cell) <= LONGEST_HEADER and not cell[0].isdigit()


def check_columns(match: MatchedSheet) -> None:
    """Refuse when a needed column is missing or two columns claim to be the same."""
    present = list(match.columns.values())
    for index, column in match.columns.items():
        twins = [other for other, twin in match.columns.items() if twin is column]
        if len(twins) > 1:
            letters = "、".join(map(column_letters, twins))
            raise FileRefused(
                "duplicate_header",
                f"工作表“{match.sheet.name}”的 {letters} 列都是“{match.headers[index]}”，"
                "请只留一列。",
            )
    missing = [column.header for column in all_columns() if column.needed and column not in present]
    if not any(column.needed_one_of == "place" for column in present):
        missing.append("现居住地址（或者门牌码）")
    if missing:
        raise FileRefused(
            "missing_columns",
            f"工作表“{match.sheet.name}”缺少这些列：{'、'.join(missing)}。请补上后再上传。",
        )


def check_merged(match: MatchedSheet) -> None:
    """Refuse merged cells among the data: a merged name stands in one row only."""
    for _, last, reference in match.sheet.merged_rows:
        if last > match.header_row + 1:
            raise FileRefused(
                "merged",
                f"工作表“{match.sheet.name}”的 {reference} 是合并的单元格。"
                "请取消合并，每人一行填全后再上传。",
            )


def text_of(cell: Cell) -> str:
    """A header cell as text."""
    return cell.strip() if isinstance(cell, str) else ""
