"""The parser's own process: it gives up memory, time, files and network, then reads one file.

The file comes in on standard input; the cells go out on standard output as JSON lines. Nothing
else leaves: no file is written, no address is reached, and a crash here harms nobody else.
"""

import json
import os
import sys
from collections.abc import Iterator
from datetime import date

from anju.exchange.confinement import confine
from anju.exchange.sheets.delimited import read_delimited
from anju.exchange.sheets.limits import LIMITS, Limits
from anju.exchange.sheets.refusal import FileRefused
from anju.exchange.sheets.table import Cell, Unreadable, Workbook
from anju.exchange.sheets.workbook_cells import read_binary, read_packed

__all__ = ["main", "read_workbook"]

ZIP = b"PK\x03\x04"
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OTHER_KINDS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"{\\rtf")


def main() -> None:
    """Confine this process, read the workbook, write its cells or the refusal."""
    confine(memory_bytes=LIMITS.memory_bytes, cpu_seconds=LIMITS.cpu_seconds)
    try:
        for line in encoded(read_workbook(sys.stdin.buffer.read()), LIMITS):
            sys.stdout.write(line)
    except FileRefused as refused:
        sys.stdout.write(json.dumps({"refused": refused.code, "sentence": refused.sentence}))
    except MemoryError:
        sys.stdout.write(json.dumps({"refused": "memory", "sentence": ""}))


def read_workbook(content: bytes) -> Workbook:
    """Find out what the bytes are, not what the name says, and read them."""
    if not content:
        raise FileRefused("empty", "文件是空的（0 字节）。")
    if content.startswith(ZIP):
        return read_packed(content)
    if content.startswith(COMPOUND):
        return read_binary(content)
    if content.startswith(OTHER_KINDS):
        raise FileRefused("kind", "这不是表格文件。请上传 xlsx、xls 或者 csv 文件。")
    if content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<":
        raise FileRefused(
            "html", "这是网页文件改了扩展名。请用表格软件打开，另存为 xlsx 后再上传。"
        )
    return read_delimited(content)


def encoded(workbook: Workbook, limits: Limits) -> Iterator[str]:
    """The workbook line by line, within the bound on everything it says together."""
    size = 0
    yield json.dumps({"kind": workbook.kind, "hidden": workbook.hidden}) + "\n"
    for sheet in workbook.sheets:
        yield json.dumps({"sheet": sheet.name, "merged": sheet.merged_rows}) + "\n"
        for row in sheet.rows:
            line = json.dumps([as_json(cell) for cell in row], ensure_ascii=False) + "\n"
            size += len(line)
            if size > limits.output_characters:
                raise FileRefused("too_big", "表里的文字太多，请分成几份再上传。")
            yield line


def as_json(cell: Cell) -> str | float | dict[str, str]:
    """A cell as JSON: text and numbers as they are, the rest marked."""
    match cell:
        case Unreadable():
            return {"u": cell.value}
        case date():
            return {"d": cell.isoformat()}
        case _:
            return cell


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", errors="surrogatepass")  # type: ignore[union-attr]
    main()
    sys.stdout.flush()
    os._exit(0)
