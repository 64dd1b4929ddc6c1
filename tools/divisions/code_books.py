"""What the published sources say, each read into plain values."""

import csv
import json
import re
import runpy
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

# The code book labelled 201112 is that of December 2012: it lists districts founded in
# November 2012, and the book labelled 201210 does not.
RELABELLED = {"201112": "201212"}

# Groupings and functional zones that are not divisions of the state.
NOT_A_DIVISION = re.compile(r"市辖区$|^县$|^市$|直辖|行政单位$|白沟新城$|乌拉盖|产业园$|^省直属")


@dataclass(frozen=True)
class Event:
    """A published change: which code went, which came, in which year."""

    year: int
    kind: str
    old: str
    old_name: str
    new: str
    new_name: str
    document: str


@dataclass(frozen=True)
class Town:
    """One line of a published list of towns."""

    county: str
    name: str
    code: str
    listed_on: str
    ended: bool = False


def code_books(folder: Path) -> dict[str, dict[str, str]]:
    """The dated code books, oldest first, without groupings and functional zones."""
    found = {}
    for path in folder.glob("**/curated/revision_*.py"):
        label = path.stem.removeprefix("revision_")
        book = runpy.run_path(str(path))["division_schema"]
        found[RELABELLED.get(label, label)] = {
            code: name for code, name in book.items() if is_division(code, name)
        }
    return dict(sorted(found.items()))


def is_division(code: str, name: str) -> bool:
    """Whether a line of a code book is a division of the state, to county level."""
    functional_zone = code[4] == "7" and code[2:4] != "90"
    misprint = name.endswith("省") and not code.endswith("0000")
    return not (functional_zone or misprint or NOT_A_DIVISION.search(name))


def current_divisions(folder: Path) -> dict[str, str]:
    """The divisions of the national place-name database in its stored edition."""
    tree = json.loads((folder / "data" / "divisions_v1.json").read_text("utf-8"))
    found = {}
    for province, provincial in tree["provinces"].items():
        found[provincial["code"][:6]] = province
        for city, municipal in provincial["cities"].items():
            if municipal["code"]:
                found[municipal["code"][:6]] = city
            found.update({code[:6]: name for name, code in municipal["counties"].items() if code})
    return found


def change_events(folder: Path) -> list[Event]:
    """The published changes from 1980 on, without mere moves of a seat of government."""
    raw = json.loads((folder / "data" / "historical_changes_v1.json").read_text("utf-8"))
    return [
        Event(
            entry["year"],
            entry["type"],
            *_side(entry, "old"),
            *_side(entry, "new"),
            entry.get("doc_no") or "",
        )
        for entry in raw["events"]
        if entry["type"] != "驻地迁移"
    ]


def _side(entry: dict[str, object], side: str) -> tuple[str, str]:
    given = entry.get(side)
    if not isinstance(given, dict):
        return "", ""
    return (given.get("code") or "")[:6], given.get("name") or ""


def civil_affairs_towns(folder: Path, province: str) -> Iterator[Town]:
    """The towns of a province in the place-name database of the Ministry of Civil Affairs."""
    counties = json.loads((folder / "data" / "townships_v1.json").read_text("utf-8"))
    for county, entry in counties.items():
        if county.startswith(province):
            for name, code in entry["townships"].items():
                plain = re.sub(r"[(（].*[)）]$", "", name)
                yield Town(county[:6], plain, code[:9], "2026-09-11", ended="撤销" in name)


def functional_zones(folder: Path) -> Iterator[tuple[str, str]]:
    """Code and name of the zones that statistics list beside counties, 30 June 2023."""
    with (folder / "dist" / "areas.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if not is_division(row["code"], row["name"]):
                yield row["code"], row["name"]


def statistical_towns(folder: Path, province: str) -> Iterator[Town]:
    """The towns of a province in the statistical list of 30 June 2023."""
    with (folder / "dist" / "streets.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["provinceCode"] == province:
                yield Town(row["areaCode"], row["name"], row["code"], "2023-06-30")


def older_statistical_towns(folder: Path, province: str) -> Iterator[Town]:
    """The towns of a province in the statistical list of 30 December 2021."""
    with (folder / "dist" / "town.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["province"] == province:
                yield Town(row["code"], row["name"], row["code"] + row["town"][:3], "2021-12-30")


def statistical_villages(folder: Path, county: str) -> Iterator[tuple[str, str, str]]:
    """Code, name and town of the villages and communities of a county, 30 June 2023."""
    with (folder / "dist" / "villages.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["areaCode"] == county:
                yield row["code"], row["name"], row["streetCode"]
