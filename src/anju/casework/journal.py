"""Writing the journal: one entry for each act, in the transaction of the act.

An entry's canonical form is digested with SM3 into its leaf. `anju.casework.journal_chain` seals
the leaves of each county into blocks and finds what was changed afterwards.
"""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, NotRequired, Required, TypedDict, Unpack
from uuid import UUID

from django.db import connection

from anju.access.actor import COUNTY_DIGITS, Actor
from anju.access.refusals import Conflict
from anju.casework.bulk.staging import Stack
from anju.codes.citizen_number import check_digit
from anju.kit.secrets import SM
from anju.records.journal.models import JournalEntry, UnsealedEntry

__all__ = [
    "EntryWords",
    "draw_entry_ids",
    "entry_stacks",
    "leaf_of",
    "write_entries",
    "write_entry",
]

WRITTEN = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
LEAF = b"\x00"  # apart from inner nodes of the tree, as in RFC 6962
LIKE_A_CITIZEN_NUMBER = re.compile(r"(?<![0-9])[0-9]{17}[0-9Xx](?![0-9])")
CANONICAL = (
    "id",
    "county",
    "area",
    "at",
    "act",
    "actor_number",
    "actor_post",
    "agency_code",
    "subject_kind",
    "subject_ref",
    "person_id",
    "cites",
    "law_version",
    "facts",
    "request_key",
)


class EntryWords(TypedDict, total=False):
    """What an entry says beside who acted. Facts are JSON's types without fractions."""

    act: Required[str]
    subject_kind: Required[str]
    subject_ref: Required[str]
    area: Required[str]
    at: Required[datetime]
    person_id: NotRequired[int | None]
    cites: NotRequired[Sequence[str]]
    law_version: NotRequired[str]
    facts: NotRequired[Mapping[str, Any]]
    request_key: NotRequired[UUID | None]


def write_entry(actor: Actor, **entry: Unpack[EntryWords]) -> int:
    """Write one act into the journal; its id names the act in the rows it writes.

    Called by every verb, once for each record it changed, inside its transaction.
    """
    return write_entries(actor, [entry])[0]


def write_entries(actor: Actor, entries: Sequence[EntryWords]) -> tuple[int, ...]:
    """Write many acts at once, as bulk intake does; the ids come in the order of the entries."""
    ids = draw_entry_ids(len(entries))
    for stack in entry_stacks(actor, ids, entries):
        _store(stack)
    return ids


def entry_stacks(
    actor: Actor, ids: Sequence[int], entries: Sequence[EntryWords]
) -> tuple[Stack, Stack]:
    """The rows of entries under ids drawn before, to be written in this order."""
    journal, unsealed = Stack(JournalEntry), Stack(UnsealedEntry)
    for number, words in zip(ids, entries, strict=True):
        row = _entry(actor, number, words)
        journal.rows.append(row)
        unsealed.add(entry_id=number, county=row["county"])
    return journal, unsealed


def _store(stack: Stack) -> None:
    """Write the rows: one as any other row, many as a set."""
    if len(stack.rows) == 1:
        stack.model._default_manager.create(**stack.rows[0])
    else:
        stack.write()


def leaf_of(entry: Mapping[str, Any]) -> bytes:
    """The digest of an entry's canonical form: its fields by name, as they are stored."""
    form = [_canonical(entry[name]) for name in CANONICAL]
    return SM.digest(LEAF + WRITTEN.encode(form).encode())


def _entry(actor: Actor, number: int, words: EntryWords) -> dict[str, Any]:
    """The row of an entry, with its leaf."""
    facts = dict(words.get("facts", {}))
    _refuse_citizen_numbers(facts)
    row: dict[str, Any] = {
        "id": number,
        "county": words["area"][:COUNTY_DIGITS],
        "area": words["area"],
        "at": words["at"],
        "act": words["act"],
        "actor_number": actor.staff_number,
        "actor_post": str(actor.post),
        "agency_code": actor.agency_code,
        "subject_kind": words["subject_kind"],
        "subject_ref": words["subject_ref"],
        "person_id": words.get("person_id"),
        "cites": list(words.get("cites", ())),
        "law_version": words.get("law_version", ""),
        "facts": facts,
        "request_key": words.get("request_key"),
    }
    return {**row, "leaf": leaf_of(row)}


def _refuse_citizen_numbers(facts: Mapping[str, Any]) -> None:
    """Stop an act that would write a citizen number into the journal, which keeps it for ever.

    It comes with what a clerk typed as a reason; the act is done again without it.
    """
    text = json.dumps(facts, ensure_ascii=False)
    found = LIKE_A_CITIZEN_NUMBER.findall(text)
    if any(check_digit(number[:17]) == number[17].upper() for number in found):
        raise Conflict("说明文字里请不要写身份证号码")


def _canonical(value: Any) -> Any:
    """A stored value in the one form that is digested."""
    match value:
        case str() | int() | None:
            return value
        case float():
            raise TypeError("a fraction has no one written form; write it as text")
        case datetime():
            return value.astimezone(UTC).isoformat(timespec="microseconds")
        case UUID():
            return str(value)
        case Mapping():
            return {key: _canonical(item) for key, item in value.items()}
        case list() | tuple():
            return [_canonical(item) for item in value]
        case _:
            return value


def draw_entry_ids(count: int) -> tuple[int, ...]:
    """Ids for so many entries, drawn before the first row is sent because the leaf covers them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence('journal_journalentry', 'id'))"
            " FROM generate_series(1, %s)",
            [count],
        )
        return tuple(number for (number,) in cursor.fetchall())
