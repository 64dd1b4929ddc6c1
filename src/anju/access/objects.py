"""Photos and evidence: encrypted files on disk under a reference that says nothing.

A file is whole or not there: written beside its place, synced, renamed, and the folder synced.
Its name and its kind are part of what is authenticated, so that no file passes for another.
"""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from anju.access.secrets import provider
from anju.kit.secrets import Cell

__all__ = ["KeptObject", "keep_object", "read_object"]

REF_BYTES = 16


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


def _cell(kind: str, ref: str) -> Cell:
    return Cell("objects", kind, ref)


def _place(ref: str) -> Path:
    """Where an object lies; the reference is checked, for it may come from outside."""
    if len(ref) != REF_BYTES * 2 or not set(ref) <= set("0123456789abcdef"):
        raise ValueError("not a reference of an object")
    return Path(settings.ANJU_DATA) / "objects" / ref[:2] / ref


def _write_whole(place: Path, content: bytes) -> None:
    """Write a file and sync it and every folder that was made for it."""
    _make_folder(place.parent)
    draft = place.with_suffix(".draft")
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
