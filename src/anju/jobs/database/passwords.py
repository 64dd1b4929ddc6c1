"""The database passwords of the roles, drawn once and kept in libpq's own form."""

import os
import secrets
from collections.abc import Iterable
from pathlib import Path

__all__ = ["password_of", "sync_folder", "write_passwords"]


def write_passwords(file: Path, roles: Iterable[str]) -> None:
    """Draw a password for each role, once; the file is whole and on the disk, or not there."""
    if file.exists():
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    lines = "".join(f"*:*:*:{role}:{secrets.token_hex(24)}\n" for role in roles)
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as opened:
        opened.write(lines)
        opened.flush()
        os.fsync(opened.fileno())
    draft.rename(file)
    sync_folder(file.parent)


def password_of(role: str, file: Path) -> str:
    """The password a role was given."""
    for line in file.read_text(encoding="ascii").splitlines():
        *_, name, word = line.split(":")
        if name == role:
            return word
    raise LookupError(role)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder survive a power cut."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
