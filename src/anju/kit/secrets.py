"""Secrets at rest: sealing a cell to its place, and digests that only a key can make.

Two suites do the same work: the national one (SM4-GCM, HMAC-SM3) and the international one
(AES-256-GCM, HMAC-SHA-256). What seals and opens is behind `SecretProvider`, so that a certified
module can take the place of the software one.
"""

import os
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from hmac import compare_digest
from typing import Protocol
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

__all__ = [
    "INTERNATIONAL",
    "SM",
    "BlindIndex",
    "Cell",
    "Keyring",
    "SecretProvider",
    "SecretUnreadable",
    "SoftwareProvider",
    "Suite",
]

FORMAT = 1
HEADER = struct.Struct(">BBH")  # format, suite, version of the key
NONCE_BYTES = 12
TAG_BYTES = 16
BLIND_INDEX_BYTES = 16
MASTER_KEY_BYTES = 32


class SecretUnreadable(Exception):
    """The bytes were changed, belong to another cell, or their key is gone."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a sealed value stands. Moved to another row, column or table it does not open.

    The area is left out on purpose: it changes when a person moves, the row's key never does.
    """

    table: str
    column: str
    row: str

    def associated_data(self) -> bytes:
        """The place in bytes, each part with its length so that no two places read the same."""
        parts = (part.encode() for part in (self.table, self.column, self.row))
        return b"".join(struct.pack(">H", len(part)) + part for part in parts)


@dataclass(frozen=True, slots=True)
class BlindIndex:
    """A keyed digest to find a number by, and the version of the key that made it."""

    value: UUID
    key_version: int


@dataclass(frozen=True, slots=True)
class Suite:
    """One family of algorithms under its code in the header of what it sealed."""

    code: int
    name: str
    cipher: type[algorithms.SM4] | type[algorithms.AES]
    key_bytes: int
    hash: hashes.HashAlgorithm

    def encrypt(self, key: bytes, nonce: bytes, plain: bytes, associated: bytes) -> bytes:
        """GCM: the ciphertext with its tag behind it."""
        encryptor = Cipher(self.cipher(key), modes.GCM(nonce)).encryptor()
        encryptor.authenticate_additional_data(associated)
        return encryptor.update(plain) + encryptor.finalize() + encryptor.tag

    def decrypt(self, key: bytes, nonce: bytes, sealed: bytes, associated: bytes) -> bytes:
        """The plain text, if neither it nor the associated data were changed."""
        body, tag = sealed[:-TAG_BYTES], sealed[-TAG_BYTES:]
        if len(tag) < TAG_BYTES:
            raise SecretUnreadable("too short to carry a tag")
        decryptor = Cipher(self.cipher(key), modes.GCM(nonce, tag)).decryptor()
        decryptor.authenticate_additional_data(associated)
        try:
            return decryptor.update(body) + decryptor.finalize()
        except InvalidTag as error:
            raise SecretUnreadable("changed, or sealed for another place") from error

    def mac(self, key: bytes, message: bytes) -> bytes:
        """HMAC with the suite's hash."""
        digest = hmac.HMAC(key, self.hash)
        digest.update(message)
        return digest.finalize()

    def digest(self, message: bytes) -> bytes:
        """The suite's plain hash."""
        digest = hashes.Hash(self.hash)
        digest.update(message)
        return digest.finalize()

    def derive(self, master: bytes, purpose: str, length: int) -> bytes:
        """A key for one purpose, from which neither the master nor another key follows."""
        return _derived(self.code, master, purpose, length)


SM = Suite(1, "sm", algorithms.SM4, 16, hashes.SM3())
INTERNATIONAL = Suite(2, "international", algorithms.AES, 32, hashes.SHA256())
SUITES: Mapping[int, Suite] = {suite.code: suite for suite in (SM, INTERNATIONAL)}


@lru_cache(maxsize=64)
def _derived(code: int, master: bytes, purpose: str, length: int) -> bytes:
    """Derived once a process: sealing a cell would else spend most of its time here."""
    suite = SUITES[code]
    info = f"anju/{suite.name}/{purpose}".encode()
    return HKDFExpand(suite.hash, length, info).derive(master)


@dataclass(frozen=True, slots=True)
class Keyring:
    """Master keys by version, kept outside the database; ``current`` seals, all of them open.

    Rotation adds a version, makes it current, seals anew in the background, then drops the old.
    """

    current: int
    masters: Mapping[int, bytes]

    def __post_init__(self) -> None:
        if self.current not in self.masters:
            raise ValueError(f"the keyring has no key of version {self.current}")
        if any(len(master) != MASTER_KEY_BYTES for master in self.masters.values()):
            raise ValueError(f"a master key has {MASTER_KEY_BYTES} bytes")

    def master(self, version: int) -> bytes:
        """The master key of a version."""
        try:
            return self.masters[version]
        except KeyError:
            raise SecretUnreadable(f"the key of version {version} is gone") from None


class SecretProvider(Protocol):
    """What seals cells and makes keyed digests: software here, a certified module in production."""

    def seal(self, plain: bytes, cell: Cell) -> bytes:
        """Encrypt for one cell."""

    def open_sealed(self, sealed: bytes, cell: Cell) -> bytes:
        """Decrypt what was sealed for this very cell."""

    def blind_index(self, kind: str, number: str) -> BlindIndex:
        """The digest under which a number of a kind is found."""

    def blind_indexes(self, kind: str, number: str) -> tuple[BlindIndex, ...]:
        """The digests under every key still held, the current first, to look for while rotating."""

    def mac(self, purpose: str, message: bytes) -> bytes:
        """A keyed digest for a purpose, as the seal of a journal block."""

    def mac_is_right(self, purpose: str, message: bytes, mac: bytes) -> bool:
        """Whether a keyed digest was made by one of our keys over this very message."""

    def digest(self, message: bytes) -> bytes:
        """A plain digest."""


@dataclass(frozen=True, slots=True)
class SoftwareProvider:
    """The provider that needs no device: keys in memory, algorithms of `cryptography`."""

    keyring: Keyring
    suite: Suite = SM

    def seal(self, plain: bytes, cell: Cell) -> bytes:
        """Header, 96-bit random nonce, ciphertext and tag; header and place are authenticated."""
        header = HEADER.pack(FORMAT, self.suite.code, self.keyring.current)
        nonce = os.urandom(NONCE_BYTES)
        key = self._key(self.suite, "cell", self.keyring.current, self.suite.key_bytes)
        body = self.suite.encrypt(key, nonce, plain, header + cell.associated_data())
        return header + nonce + body

    def open_sealed(self, sealed: bytes, cell: Cell) -> bytes:
        """The plain bytes, whichever suite and held key sealed them."""
        if len(sealed) < HEADER.size + NONCE_BYTES + TAG_BYTES:
            raise SecretUnreadable("too short")
        header, rest = sealed[: HEADER.size], sealed[HEADER.size :]
        form, code, version = HEADER.unpack(header)
        suite = SUITES.get(code)
        if form != FORMAT or suite is None:
            raise SecretUnreadable("sealed in an unknown way")
        key = self._key(suite, "cell", version, suite.key_bytes)
        nonce, body = rest[:NONCE_BYTES], rest[NONCE_BYTES:]
        return suite.decrypt(key, nonce, body, header + cell.associated_data())

    def blind_index(self, kind: str, number: str) -> BlindIndex:
        """HMAC of kind and number, cut to 128 bits."""
        return self._blind_index(kind, number, self.keyring.current)

    def blind_indexes(self, kind: str, number: str) -> tuple[BlindIndex, ...]:
        """The same under every key held, the current first."""
        older = sorted(set(self.keyring.masters) - {self.keyring.current}, reverse=True)
        versions = (self.keyring.current, *older)
        return tuple(self._blind_index(kind, number, version) for version in versions)

    def mac(self, purpose: str, message: bytes) -> bytes:
        """Header, then the digest under the current key; the header is part of the message."""
        header = HEADER.pack(FORMAT, self.suite.code, self.keyring.current)
        key = self._key(self.suite, purpose, self.keyring.current, MASTER_KEY_BYTES)
        return header + self.suite.mac(key, header + message)

    def mac_is_right(self, purpose: str, message: bytes, mac: bytes) -> bool:
        """Compare with the digest under the suite and key the header names."""
        if len(mac) < HEADER.size:
            return False
        header = mac[: HEADER.size]
        form, code, version = HEADER.unpack(header)
        suite = SUITES.get(code)
        if form != FORMAT or suite is None or version not in self.keyring.masters:
            return False
        key = self._key(suite, purpose, version, MASTER_KEY_BYTES)
        return compare_digest(mac[HEADER.size :], suite.mac(key, header + message))

    def digest(self, message: bytes) -> bytes:
        """The suite's hash."""
        return self.suite.digest(message)

    def _blind_index(self, kind: str, number: str, version: int) -> BlindIndex:
        key = self._key(self.suite, "blind-index", version, MASTER_KEY_BYTES)
        message = kind.encode() + b"\x1f" + number.encode()
        return BlindIndex(UUID(bytes=self.suite.mac(key, message)[:BLIND_INDEX_BYTES]), version)

    def _key(self, suite: Suite, purpose: str, version: int, length: int) -> bytes:
        return suite.derive(self.keyring.master(version), purpose, length)
