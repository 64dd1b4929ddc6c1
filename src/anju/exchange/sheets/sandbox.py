"""The parent's side: start the parser's process, wait within bounds, take what it read."""

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import anju
from anju.exchange.sheets.limits import LIMITS
from anju.exchange.sheets.refusal import FileRefused
from anju.exchange.sheets.table import Cell, Sheet, Unreadable, Workbook

__all__ = ["parsed"]

START = (
    "import runpy, sys; sys.path.insert(0, sys.argv[1]); "
    "runpy.run_module('anju.exchange.sheets.child', run_name='__main__')"
)
BARE_ENVIRONMENT = {"PATH": "/usr/bin:/bin", "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"}
SOURCES = str(Path(anju.__path__[0]).parent)


def parsed(path: Path) -> Workbook:
    """The visible sheets of the file, read in a confined child; raises `FileRefused`."""
    check_size(path)
    with path.open("rb") as source:
        child = subprocess.Popen(
            [sys.executable, "-I", "-c", START, SOURCES],
            stdin=source,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=BARE_ENVIRONMENT,
            close_fds=True,
            start_new_session=True,
        )
    with child:
        try:
            output, _ = child.communicate(timeout=LIMITS.wall_seconds)
        except subprocess.TimeoutExpired as error:
            child.kill()
            raise gave_up() from error
    if child.returncode != 0:
        raise gave_up()
    return assembled(iter(output.decode("utf-8", "surrogatepass").split("\n")))


def check_size(path: Path) -> None:
    """Refuse by the size on disk before anything is read."""
    if path.stat().st_size > LIMITS.file_bytes:
        megabytes = LIMITS.file_bytes // (1024 * 1024)
        raise FileRefused("file_size", f"文件太大，最多 {megabytes} MB。请分成几份再上传。")


def gave_up() -> FileRefused:
    """What is said when the parser ran out of memory or time."""
    return FileRefused(
        "gave_up", "文件太大或者结构不正常，读取时超出了限制。请另存一份、分成几份再上传。"
    )


def assembled(lines: Iterator[str]) -> Workbook:
    """The workbook from the child's lines, or the refusal among them."""
    kind = ""
    hidden: tuple[str, ...] = ()
    sheets: list[tuple[str, tuple[tuple[int, int, str], ...], list[tuple[Cell, ...]]]] = []
    for line in filter(None, lines):
        content = json.loads(line)
        if isinstance(content, list):
            sheets[-1][2].append(tuple(map(from_json, content)))
        elif "refused" in content:
            raise FileRefused(content["refused"], content["sentence"] or gave_up().sentence)
        elif "sheet" in content:
            sheets.append((content["sheet"], tuple(map(tuple, content["merged"])), []))
        else:
            kind, hidden = content["kind"], tuple(content["hidden"])
    if not sheets:
        raise gave_up()
    read = tuple(Sheet(name, tuple(rows), merged) for name, merged, rows in sheets)
    return Workbook(kind, read, hidden)


def from_json(value: str | float | dict[str, str]) -> Cell:
    """A cell as the child wrote it."""
    if not isinstance(value, dict):
        return value
    if "d" in value:
        return date.fromisoformat(value["d"])
    return Unreadable(value["u"])
