"""Photos and evidence: encrypted files on disk under a reference that says nothing.

A file is whole or not there: written beside its place, synced, renamed, and the folder synced.
Its name and its kind are part of what is authenticated, so that no file passes for another.

Drafts are what somebody has handed in but not decided on: kept the same way in a folder of their
own, and forgotten when they are used or old.
"""

import os
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from anju.access.secrets import provider
from anju.kit.secrets import Cell

__all__ = [
    "KeptObject",
    "forget_draft",
    "forget_old_drafts",
    "keep_draft",
    "keep_object",
    "read_draft",
    "read_object",
]

REF_BYTES = 16
OBJECTS, DRAFTS = "objects", "drafts"
DRAFTS_KEPT = timedelta(hours=8)


@dataclass(frozen=True, slots=True)
class KeptObject:
    """The reference a record holds, and the digest its journal entry holds."""

    ref: str
    digest: str


def keep_object(kind: str, content: bytes) -> KeptObject:
    """Encrypt and store; when this returns, the content is on the disk."""
    ref = secrets.token_hex(REF_BYTES)
    sealed = provider().seal(content, _cell(kind, ref))
    _write_whole(_place(ref), sealed)
    return KeptObject(ref, provider().digest(content).hex())


def read_object(kind: str, ref: str) -> bytes:
    """The content kept under a reference; refuses what was changed or is of another kind."""
    return provider().open_sealed(_place(ref).read_bytes(), _cell(kind, ref))


def keep_draft(kind: str, content: bytes, *, ref: str = "") -> str:
    """Encrypt and store what may be forgotten again; its reference, drawn where none is given.

    A draft that is there already is written anew, and so is kept from now on.
    """
    ref = ref or secrets.token_hex(REF_BYTES)
    _write_whole(_place(ref, DRAFTS), provider().seal(content, _cell(kind, ref)))
    return ref


def read_draft(kind: str, ref: str) -> bytes | None:
    """The content of a draft; nothing once it is forgotten."""
    place = _place(ref, DRAFTS)
    if not place.exists():
        return None
    return provider().open_sealed(place.read_bytes(), _cell(kind, ref))


def forget_draft(ref: str) -> None:
    """Remove a draft; one that is gone already is no fault."""
    _place(ref, DRAFTS).unlink(missing_ok=True)


def forget_old_drafts(now: datetime) -> int:
    """Remove every draft that nobody used in its time; how many there were."""
    oldest = (now - DRAFTS_KEPT).timestamp()
    folder = Path(settings.ANJU_DATA) / DRAFTS
    old = [place for place in folder.glob("??/*") if place.stat().st_mtime < oldest]
    for place in old:
        place.unlink(missing_ok=True)
    return len(old)


def _cell(kind: str, ref: str) -> Cell:
    return Cell("objects", kind, ref)


def _place(ref: str, folder: str = OBJECTS) -> Path:
    """Where an object lies; the reference is checked, for it may come from outside."""
    if len(ref) != REF_BYTES * 2 or not set(ref) <= set("0123456789abcdef"):
        raise ValueError("not a reference of an object")
    return Path(settings.ANJU_DATA) / folder / ref[:2] / ref


def _write_whole(place: Path, content: bytes) -> None:
    """Write a file and sync it and every folder that was made for it."""
    _make_folder(place.parent)
    draft = place.with_suffix(f".{secrets.token_hex(4)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(place)
    _sync_folder(place.parent)


def _make_folder(folder: Path) -> None:
    """Make a folder and those above it, each entered in the one above for good."""
    if folder.is_dir():
        return
    _make_folder(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)
    _sync_folder(folder.parent)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
