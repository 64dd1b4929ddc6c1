"""Only `anju.kit.clock` reads the clock, and only web and jobs ask it."""

import ast
import re

from tests.architecture.source import SOURCE, dotted, modules, place, tracked_files, tree

READS = re.compile(
    r"(^|\.)(datetime\.now|datetime\.utcnow|datetime\.today|date\.today|timezone\.now|"
    r"timezone\.localdate|timezone\.localtime|localdate|time\.time|time\.time_ns|Now)$"
)
SQL_READS = re.compile(r"\b(now\(\)|current_date|current_timestamp|clock_timestamp)", re.IGNORECASE)
CLOCK = SOURCE / "kit" / "clock.py"
MAY_ASK = ("web", "jobs", "settings", "api")


def test_nobody_else_reads_the_clock() -> None:
    found = [
        f"{place(path, node)}: {dotted(node.func)}"
        for path in modules(SOURCE)
        if path != CLOCK
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and READS.search(dotted(node.func))
    ]
    assert not found, "\n".join(found)


def test_only_outer_rooms_ask_for_the_present() -> None:
    found = [
        place(path, node)
        for path in modules(SOURCE)
        if path.relative_to(SOURCE).parts[0] not in MAY_ASK
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom)
        and node.module == "anju.kit.clock"
        and {name.name for name in node.names} & {"now", "today"}
    ]
    assert not found, "\n".join(found)


def test_questions_in_sql_are_given_their_day() -> None:
    found = [
        place(path)
        for path in tracked_files()
        if path.suffix == ".sql" and SQL_READS.search(path.read_text(encoding="utf-8"))
    ]
    assert not found
