"""The installation's keys: sealing cells of the records and finding people by their numbers."""

from functools import cache

from django.conf import settings

from anju.kit.secrets import (
    INTERNATIONAL,
    SM,
    BlindIndex,
    Cell,
    Keyring,
    SecretProvider,
    SoftwareProvider,
)

__all__ = ["Cell", "blind_index", "open_sealed", "provider", "seal"]


@cache
def provider() -> SecretProvider:
    """The one provider of this process, on the keys the installation was given.

    A setting ``ANJU_OLDER_MASTER_KEYS`` (version → key) keeps what was sealed before a rotation
    readable; the master key then has the next version.
    """
    older: dict[int, bytes] = getattr(settings, "ANJU_OLDER_MASTER_KEYS", {})
    current = max(older, default=0) + 1
    suite = INTERNATIONAL if getattr(settings, "ANJU_SUITE", "sm") == "international" else SM
    keyring = Keyring(current, {**older, current: settings.ANJU_MASTER_KEY})
    return SoftwareProvider(keyring, suite)


def seal(text: str, cell: Cell) -> bytes:
    """A text sealed for one cell, as its ``…_encrypted`` column keeps it."""
    return provider().seal(text.encode(), cell)


def open_sealed(data: bytes | memoryview, cell: Cell) -> str:
    """The text of a sealed cell; refuses what was sealed for any other."""
    return provider().open_sealed(bytes(data), cell).decode()


def blind_index(kind: str, number: str) -> BlindIndex:
    """The digest a number is found by. ``kind`` is a document's code or ``phone``."""
    return provider().blind_index(kind, number)
