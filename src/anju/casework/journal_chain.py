"""Sealing the journal county by county, and finding what was changed afterwards.

Sealing runs beside the acts and never makes them wait: it takes the entries that are committed
and on the work list, whatever their ids, and chains them into the next block. An entry whose
transaction is still under way has no visible row on the list and comes with a later block.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise

from django.db import connection

from anju.access.actor import Actor
from anju.access.scope import scoped
from anju.access.secrets import provider
from anju.casework.journal import CANONICAL, leaf_of
from anju.kit.secrets import SM
from anju.records.journal.models import JournalBlock, JournalEntry, UnsealedEntry

__all__ = ["Fault", "Verification", "merkle_root", "seal_blocks", "verify"]

NODE = b"\x01"
BLOCK_ENTRIES = 10_000
LEAF_BYTES = 32
PURPOSE = "journal"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is not as it was sealed: what, in which block, which entry."""

    kind: str
    height: int | None
    entry_id: int | None = None


@dataclass(frozen=True, slots=True)
class Verification:
    """What was looked at, and everything found wrong."""

    county: str
    blocks: int
    entries: int
    unsealed: int
    faults: tuple[Fault, ...]

    @property
    def holds(self) -> bool:
        """Whether the county's journal is as it was written."""
        return not self.faults


def seal_blocks(now: datetime) -> int:
    """Seal what is committed in every county; gives the number of entries sealed.

    Called every minute by the worker. Two of them at once do no harm: one of them skips.
    """
    counties = UnsealedEntry.objects.order_by("county").values_list("county", flat=True).distinct()
    return sum(_seal_county(county, now) for county in list(counties))


def _seal_county(county: str, now: datetime) -> int:
    """Seal the county's work list, block after block, until it is empty."""
    sealed = 0
    while count := _seal_one_block(county, now):
        sealed += count
        if count < BLOCK_ENTRIES:
            break
    return sealed


def _seal_one_block(county: str, now: datetime) -> int:
    """Chain one block in one transaction; nothing when another sealer is at this county."""
    with scoped(Actor.system("封存日志", county)):
        if not _alone(county):
            return 0
        waiting = UnsealedEntry.objects.filter(county=county).order_by("entry_id")
        ids = list(waiting.values_list("entry_id", flat=True)[:BLOCK_ENTRIES])
        rows = JournalEntry.objects.filter(id__in=ids).order_by("id").values_list("id", "leaf")
        leaves = {number: bytes(leaf) for number, leaf in rows}
        if not leaves:
            return 0
        _chain(county, leaves, now)
        UnsealedEntry.objects.filter(entry_id__in=list(leaves)).delete()
        return len(leaves)


def _alone(county: str) -> bool:
    """Whether this transaction is the only one that seals the county."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_try_advisory_xact_lock(hashtext('journal_chain'), hashtext(%s))", [county]
        )
        row = cursor.fetchone()
        return bool(row and row[0])


def _chain(county: str, leaves: Mapping[int, bytes], now: datetime) -> None:
    """Write the block of these entries, in the order of their ids, behind the county's last."""
    last = JournalBlock.objects.filter(county=county).order_by("height").last()
    digests = list(leaves.values())
    block = JournalBlock(
        county=county,
        height=last.height + 1 if last else 1,
        entry_ids=list(leaves),
        leaves=b"".join(digests),
        root=merkle_root(digests),
        previous=bytes(last.seal) if last else b"",
        sealed_at=now,
    )
    block.seal = provider().mac(PURPOSE, _sealed_words(block))
    block.save(force_insert=True)


def _sealed_words(block: JournalBlock) -> bytes:
    """What a block's seal speaks of: everything in it."""
    return json.dumps(
        [
            block.county,
            block.height,
            block.entry_ids,
            bytes(block.root).hex(),
            bytes(block.previous).hex(),
            block.sealed_at.astimezone(UTC).isoformat(timespec="microseconds"),
        ],
        separators=(",", ":"),
    ).encode()


def merkle_root(leaves: Sequence[bytes]) -> bytes:
    """The root of the tree over the leaves, split as RFC 6962 does, with SM3."""
    if len(leaves) == 1:
        return leaves[0]
    half = 1 << (len(leaves) - 1).bit_length() - 1
    return SM.digest(NODE + merkle_root(leaves[:half]) + merkle_root(leaves[half:]))


def verify(county: str) -> Verification:
    """Read the county's whole journal again and name every row that is not as it was sealed.

    Gone with the last blocks and their entries together is what only a checkpoint held by
    another body can show.
    """
    with scoped(Actor.system("核验日志", county)):
        blocks = list(JournalBlock.objects.filter(county=county).order_by("height"))
        faults = [*_chain_faults(blocks)]
        for block in blocks:
            faults.extend(_block_faults(block))
        faults.extend(_stray_faults(county))
        unsealed = UnsealedEntry.objects.filter(county=county).count()
    entries = sum(len(block.entry_ids) for block in blocks)
    return Verification(county, len(blocks), entries, unsealed, tuple(faults))


def _chain_faults(blocks: Sequence[JournalBlock]) -> Iterator[Fault]:
    """Blocks that are gone or do not follow the one before."""
    if blocks and (blocks[0].height != 1 or bytes(blocks[0].previous)):
        yield Fault("block_missing", blocks[0].height)
    for before, after in pairwise(blocks):
        if after.height != before.height + 1:
            yield Fault("block_missing", before.height + 1)
        elif bytes(after.previous) != bytes(before.seal):
            yield Fault("chain_broken", after.height)


def _block_faults(block: JournalBlock) -> Iterator[Fault]:
    """Whether the block is what was sealed, and each of its entries what it was then."""
    leaves = _leaves(block)
    untouched = (
        len(leaves) == len(block.entry_ids)
        and merkle_root(leaves) == bytes(block.root)
        and provider().mac_is_right(PURPOSE, _sealed_words(block), bytes(block.seal))
    )
    if not untouched:
        yield Fault("block_changed", block.height)
    rows = {
        row["id"]: row
        for row in JournalEntry.objects.filter(id__in=block.entry_ids).values(*CANONICAL, "leaf")
    }
    for number, leaf in zip(block.entry_ids, leaves, strict=False):
        row = rows.get(number)
        if row is None:
            yield Fault("entry_missing", block.height, number)
        elif leaf_of(row) != leaf or bytes(row["leaf"]) != leaf:
            yield Fault("entry_changed", block.height, number)


def _leaves(block: JournalBlock) -> list[bytes]:
    """The digests of the block's entries, one by one."""
    joined = bytes(block.leaves)
    return [joined[at : at + LEAF_BYTES] for at in range(0, len(joined), LEAF_BYTES)]


def _stray_faults(county: str) -> Iterator[Fault]:
    """Entries that no block holds and that do not wait for one, and waiting ones that are gone."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            (SELECT id FROM journal_journalentry WHERE county = %(county)s)
            EXCEPT (SELECT unnest(entry_ids) FROM journal_journalblock WHERE county = %(county)s)
            EXCEPT (SELECT entry_id FROM journal_unsealedentry WHERE county = %(county)s)
            ORDER BY 1
            """,
            {"county": county},
        )
        strays = cursor.fetchall()
    yield from (Fault("entry_unlisted", None, number) for (number,) in strays)
    waiting = UnsealedEntry.objects.filter(county=county)
    known = JournalEntry.objects.values("id")
    for number in waiting.exclude(entry_id__in=known).values_list("entry_id", flat=True):
        yield Fault("entry_missing", None, number)
    for row in JournalEntry.objects.filter(id__in=waiting.values("entry_id")).values(
        *CANONICAL, "leaf"
    ):
        if leaf_of(row) != bytes(row["leaf"]):
            yield Fault("entry_changed", None, row["id"])
