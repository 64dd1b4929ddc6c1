"""The journal finds and names what an owner of the database changed behind its back."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, transaction
from tests.records.owner import connected_as

from anju.access.actor import Actor
from anju.access.refusals import Conflict
from anju.access.scope import scoped
from anju.casework.journal import write_entries, write_entry
from anju.casework.journal_chain import Fault, merkle_root, seal_blocks, verify
from anju.kit.secrets import SM
from anju.records.journal.models import JournalBlock, JournalEntry, UnsealedEntry

NOW = datetime(2026, 9, 1, 1, tzinfo=UTC)
CLERK = Actor("wu", "吴", "window_clerk", "52260102", "52260102")
COUNTY = "522601"


def words(**changes: Any) -> Any:
    return {
        "act": "accept",
        "subject_kind": "case",
        "subject_ref": "S1",
        "area": "52260102",
        "person_id": 7,
        "cites": ("IRRP 9(1)", "PSD-2016 2(4)"),
        "law_version": "2026-01",
        "facts": {"乙": [1, None, True], "甲": {"b": "x", "a": "二"}},
        "request_key": uuid4(),
        "at": NOW,
        **changes,
    }


def write(count: int = 1, actor: Actor = CLERK, **changes: Any) -> tuple[int, ...]:
    with scoped(actor):
        return write_entries(actor, [words(**changes) for _ in range(count)])


def faults() -> list[Fault]:
    return sorted(verify(COUNTY).faults, key=lambda fault: (fault.kind, fault.entry_id or 0))


# ---------------------------------------------------------------- writing


@pytest.mark.django_db
def test_an_entry_is_as_it_was_written_and_waits_for_its_seal() -> None:
    (number,) = write()
    with scoped(CLERK):
        entry = JournalEntry.objects.get(pk=number)
    assert (entry.county, entry.actor_number, entry.agency_code) == (COUNTY, "wu", "52260102")
    assert entry.facts == words()["facts"]
    assert UnsealedEntry.objects.get().entry_id == number
    result = verify(COUNTY)
    assert result.holds
    assert (result.blocks, result.entries, result.unsealed) == (0, 0, 1)


@pytest.mark.django_db
def test_a_citizen_number_cannot_get_into_the_journal() -> None:
    number = "99010119900101001"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    last = "10X98765432"[sum(w * int(d) for w, d in zip(weights, number, strict=True)) % 11]
    for facts in ({"number": number + last}, {"deep": [{"said": f"号码{number}{last}。"}]}):
        with pytest.raises(Conflict, match="身份证号码"), scoped(CLERK):
            write_entry(CLERK, **words(facts=facts))
    assert write(facts={"permit": f"{number}{last}0001"})  # longer numbers are other numbers


@pytest.mark.django_db
def test_a_fraction_cannot_get_into_the_journal() -> None:
    with pytest.raises(TypeError), scoped(CLERK):
        write_entry(CLERK, **words(facts={"fee": 0.1}))


# ---------------------------------------------------------------- sealing


@pytest.mark.django_db
def test_blocks_are_chained_county_by_county() -> None:
    other = Actor("li", "李", "window_clerk", "52270101", "52270101")
    write(3)
    write(2, actor=other, area="52270101")
    assert seal_blocks(NOW) == 5
    write(1)
    assert seal_blocks(NOW + timedelta(minutes=1)) == 1
    assert seal_blocks(NOW + timedelta(minutes=2)) == 0
    first, second = JournalBlock.objects.filter(county=COUNTY).order_by("height")
    assert (first.height, second.height) == (1, 2)
    assert bytes(second.previous) == bytes(first.seal)
    assert verify(COUNTY).holds
    assert verify("522701").entries == 2


@pytest.mark.django_db
def test_a_block_holds_no_more_than_its_measure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("anju.casework.journal_chain.BLOCK_ENTRIES", 4)
    write(10)
    assert seal_blocks(NOW) == 10
    assert [len(block.entry_ids) for block in JournalBlock.objects.order_by("height")] == [4, 4, 2]
    assert verify(COUNTY).holds


def test_the_root_is_that_of_rfc_6962_with_sm3() -> None:
    a, b, c = (SM.digest(bytes([n])) for n in range(3))

    def node(left: bytes, right: bytes) -> bytes:
        return SM.digest(b"\x01" + left + right)

    assert merkle_root([a]) == a
    assert merkle_root([a, b, c]) == node(node(a, b), c)


@pytest.mark.django_db(transaction=True)
def test_an_entry_committed_late_with_an_earlier_id_is_sealed_later_and_not_lost() -> None:
    drawn, go_on = threading.Event(), threading.Event()

    def slow_act() -> None:
        with scoped(CLERK):
            write_entry(CLERK, **words(subject_ref="slow"))
            drawn.set()
            assert go_on.wait(10)
        connection.close()

    act = threading.Thread(target=slow_act)
    act.start()
    assert drawn.wait(10)
    (quick,) = write(subject_ref="quick")
    assert seal_blocks(NOW) == 1
    go_on.set()
    act.join()
    assert seal_blocks(NOW) == 1
    first, second = JournalBlock.objects.order_by("height")
    assert first.entry_ids == [quick]
    assert second.entry_ids[0] < quick
    assert verify(COUNTY).holds


@pytest.mark.django_db(transaction=True)
def test_windows_and_two_sealers_at_once_lose_and_double_nothing() -> None:
    def window() -> None:
        for _ in range(15):
            write(2)
        connection.close()

    def sealer() -> None:
        for _ in range(10):
            seal_blocks(NOW)
        connection.close()

    threads = [threading.Thread(target=target) for target in (window, window, sealer, sealer)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seal_blocks(NOW)
    sealed = [number for block in JournalBlock.objects.all() for number in block.entry_ids]
    assert len(sealed) == len(set(sealed)) == 60
    result = verify(COUNTY)
    assert result.holds
    assert (result.entries, result.unsealed) == (60, 0)


# ---------------------------------------------------------------- tampering


@pytest.fixture
def sealed(transactional_db: None) -> tuple[int, ...]:
    """Two blocks of three entries; all clean."""
    ids = write(3)
    seal_blocks(NOW)
    ids += write(3)
    seal_blocks(NOW + timedelta(minutes=1))
    assert verify(COUNTY).holds
    return ids


@contextmanager
def as_owner() -> Iterator[Callable[..., None]]:
    with connected_as("anju") as owner:
        yield lambda sql, *values: owner.execute(sql, values)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("county", "'522602'"), ("area", "'52260103'"), ("at", "at - interval '1 second'"),
        ("act", "'refuse'"), ("actor_number", "'li'"), ("actor_post", "'officer'"),
        ("agency_code", "'52260103'"), ("subject_kind", "'permit'"), ("subject_ref", "'S2'"),
        ("person_id", "8"), ("cites", "'{}'"), ("law_version", "''"),
        ("facts", "facts || '{\"fee\": 0}'"), ("request_key", "NULL"), ("leaf", "'\\x00'"),
    ],
)  # fmt: skip
def test_a_changed_column_is_found_and_the_row_is_named(
    sealed: tuple[int, ...], column: str, value: str
) -> None:
    with as_owner() as do:
        do(f"UPDATE journal_journalentry SET {column} = {value} WHERE id = %s", sealed[1])
    assert faults()[0] == Fault("entry_changed", 1, sealed[1])


def test_a_deleted_row_is_missed_by_name(sealed: tuple[int, ...]) -> None:
    with as_owner() as do:
        do("DELETE FROM journal_journalentry WHERE id = %s", sealed[4])
    assert faults() == [Fault("entry_missing", 2, sealed[4])]


def test_two_swapped_rows_are_found(sealed: tuple[int, ...]) -> None:
    with as_owner() as do:
        do("UPDATE journal_journalentry SET id = -1 WHERE id = %s", sealed[0])
        do("UPDATE journal_journalentry SET id = %s WHERE id = %s", sealed[0], sealed[1])
        do("UPDATE journal_journalentry SET id = %s WHERE id = -1", sealed[1])
    assert faults() == [Fault("entry_changed", 1, sealed[0]), Fault("entry_changed", 1, sealed[1])]


def test_a_row_slipped_in_is_found(sealed: tuple[int, ...]) -> None:
    with as_owner() as do:
        do(
            "INSERT INTO journal_journalentry SELECT (jsonb_populate_record(e,"
            " jsonb_build_object('id', 999999))).* FROM journal_journalentry e WHERE id = %s",
            sealed[0],
        )
    assert faults() == [Fault("entry_unlisted", None, 999999)]


def test_a_row_changed_together_with_its_digests_breaks_the_seal(sealed: tuple[int, ...]) -> None:
    from anju.casework.journal import CANONICAL, leaf_of

    with scoped(CLERK):
        row = JournalEntry.objects.values(*CANONICAL).get(pk=sealed[0])
        block = JournalBlock.objects.get(height=1)
    forged = leaf_of({**row, "act": "refuse"})
    leaves = [forged, *(bytes(block.leaves)[at : at + 32] for at in (32, 64))]
    with as_owner() as do:
        do(
            "UPDATE journal_journalentry SET act = 'refuse', leaf = %s WHERE id = %s",
            forged, sealed[0],
        )  # fmt: skip
        do(
            "UPDATE journal_journalblock SET leaves = %s, root = %s WHERE height = 1",
            b"".join(leaves), merkle_root(leaves),
        )  # fmt: skip
    assert faults() == [Fault("block_changed", 1)]


def test_a_block_taken_out_breaks_the_chain(sealed: tuple[int, ...]) -> None:
    with as_owner() as do:
        do("DELETE FROM journal_journalblock WHERE height = 1")
    kinds = [fault.kind for fault in faults()]
    assert kinds == ["block_missing", "entry_unlisted", "entry_unlisted", "entry_unlisted"]


def test_the_last_block_taken_away_leaves_its_entries_unlisted(sealed: tuple[int, ...]) -> None:
    with as_owner() as do:
        do("DELETE FROM journal_journalblock WHERE height = 2")
    assert faults() == [Fault("entry_unlisted", None, number) for number in sealed[3:]]


def test_an_entry_changed_or_deleted_before_its_seal_is_found(sealed: tuple[int, ...]) -> None:
    changed, gone = write(2)
    with as_owner() as do:
        do("UPDATE journal_journalentry SET act = 'refuse' WHERE id = %s", changed)
        do("DELETE FROM journal_journalentry WHERE id = %s", gone)
    expected = [Fault("entry_changed", None, changed), Fault("entry_missing", None, gone)]
    assert faults() == expected
    seal_blocks(NOW)
    assert faults() == [Fault("entry_changed", 3, changed), Fault("entry_missing", None, gone)]


def test_a_refused_act_leaves_no_entry(db: None) -> None:
    with transaction.atomic():
        write()
        transaction.set_rollback(True)
    assert verify(COUNTY).unsealed == 0
