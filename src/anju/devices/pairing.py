"""Which browsers may use the devices: a short code, shown once, is exchanged for a long token.

The agent keeps digests of tokens only. Without a code shown on this computer no page gets a
token, so that a page from elsewhere cannot read a card even if the browser let it ask.
"""

import hashlib
import hmac
import json
import os
import secrets
import threading
import time
from collections.abc import Callable
from pathlib import Path

from anju.devices.faults import DeviceFault

__all__ = ["CODE_SECONDS", "Pairing"]

CODE_SECONDS = 600.0
TRIES = 5
MOST_TOKENS = 8
LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # none that look alike
CODE_LENGTH = 8


class Pairing:
    """The codes given out and the tokens in use. Without a path tokens end with the agent."""

    def __init__(
        self, kept_in: Path | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._path = kept_in
        self._clock = clock
        self._lock = threading.Lock()
        self._code: str | None = None
        self._code_ends = 0.0
        self._tries_left = 0
        self._digests = self._read()

    @property
    def is_paired(self) -> bool:
        """Whether any browser was paired before."""
        return bool(self._digests)

    def new_code(self) -> str:
        """A code for one pairing within ten minutes; the one before it ends."""
        with self._lock:
            self._code = "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))
            self._code_ends = self._clock() + CODE_SECONDS
            self._tries_left = TRIES
            return f"{self._code[:4]}-{self._code[4:]}"

    def exchange(self, typed: str) -> str:
        """The token for a code. Five wrong codes end it; a used one has ended."""
        given = "".join(one for one in typed.upper() if one.isalnum())
        with self._lock:
            if self._code is None or self._clock() > self._code_ends or not self._tries_left:
                raise DeviceFault("no_code")
            self._tries_left -= 1
            if not hmac.compare_digest(given.encode(), self._code.encode()):
                raise DeviceFault("wrong_code")
            self._code = None
            token = secrets.token_urlsafe(32)
            self._digests = [*self._digests, _digest(token)][-MOST_TOKENS:]
            self._write()
        return token

    def knows(self, token: str) -> bool:
        """Whether a token was given out here."""
        digest = _digest(token)
        return any([hmac.compare_digest(digest, known) for known in self._digests])

    def forget_all(self) -> None:
        """Let every browser pair anew."""
        with self._lock:
            self._digests = []
            self._write()

    def _read(self) -> list[str]:
        if self._path is None:
            return []
        try:
            kept = json.loads(self._path.read_text(encoding="ascii"))
        except (OSError, ValueError):
            return []
        return [one for one in kept if isinstance(one, str)] if isinstance(kept, list) else []

    def _write(self) -> None:
        if self._path is None:
            return
        self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = self._path.with_suffix(".new")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            json.dump(self._digests, file)
        draft.replace(self._path)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
