"""The repository names no machine it was made on and no registry it was fetched from."""

import re

from tests.architecture.source import ROOT, place, tracked_files

# Written in parts, so that this file does not name them either.
FOLDERS = ("wo" r"rk/(main|shared|\.)", "root/", "ho" r"me/\w", "Us" r"ers/\w", "opt/wheels")
MACHINE = re.compile(r"(?<![\w.])/(" + "|".join(FOLDERS) + ")")
REGISTRY = re.compile("|".join([r"pypi\.o" "rg", r"python" r"hosted\.", r"registry\.np" "m"]))
SUFFIXES = {".py", ".md", ".toml", ".txt", ".in", ".html", ".css", ".yaml", ".yml", ".csv", ""}


def lines_with(pattern: re.Pattern[str]) -> list[str]:
    own = (path for path in tracked_files() if path.suffix in SUFFIXES)
    return [
        f"{place(path)}:{number}"
        for path in own
        if "vendor" not in path.parts and path != ROOT / "LICENSE"
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if pattern.search(line)
    ]


def test_no_path_of_a_machine() -> None:
    assert lines_with(MACHINE) == []


def test_no_address_of_a_registry() -> None:
    assert lines_with(REGISTRY) == []
