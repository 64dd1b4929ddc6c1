"""Workbooks no honest program would write, made from an honest one."""

import io
import zipfile
from pathlib import Path

import xlsxwriter

CONTENT_ROWS = (("姓名", "公民身份号码", "到达日期"), ("周某", "990000199001010015", "2026-05-20"))


def honest_workbook(path: Path, rows=CONTENT_ROWS, **options) -> Path:
    """A small xlsx as any spreadsheet program would write it."""
    book = xlsxwriter.Workbook(path, options)
    sheet = book.add_worksheet("名单")
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            sheet.write(number, column, value)
    book.close()
    return path


def forged(path: Path, *, replace=None, add=None) -> Path:
    """The honest workbook with parts of its archive replaced or added."""
    source = honest_workbook(path.with_name("honest.xlsx"))
    replace = replace or {}
    with zipfile.ZipFile(source) as honest, zipfile.ZipFile(path, "w") as out:
        for entry in honest.infolist():
            content = honest.read(entry)
            if entry.filename in replace:
                content = replace[entry.filename](content)
            out.writestr(entry.filename, content, zipfile.ZIP_DEFLATED)
        for name, content in (add or {}).items():
            out.writestr(name, content, zipfile.ZIP_DEFLATED)
    return path


def with_lying_directory(path: Path) -> Path:
    """An archive whose central directory says a part is smaller than it is."""
    forged(path, add={"xl/media/note.bin": b"\0" * 5_000_000})
    content = bytearray(path.read_bytes())
    size = (5_000_000).to_bytes(4, "little")
    at = content.rfind(size)
    content[at : at + 4] = (1_000).to_bytes(4, "little")
    path.write_bytes(content)
    return path


def with_overlapping_entries(path: Path) -> Path:
    """An archive in which many names point to the same packed bytes."""
    forged(path)
    with zipfile.ZipFile(path) as archive:
        entries = archive.infolist()
        start = archive.start_dir
    body = path.read_bytes()[:start]
    entries[1].header_offset = entries[0].header_offset
    buffer = io.BytesIO()
    buffer.write(body)
    with zipfile.ZipFile(buffer, "a") as out:
        out.filelist = entries
        out.NameToInfo = {entry.filename: entry for entry in entries}
        out.start_dir = start
        out._didModify = True
    path.write_bytes(buffer.getvalue())
    return path
