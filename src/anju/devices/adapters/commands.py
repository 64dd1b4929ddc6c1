"""Running the system's own programs for printing and scanning, with an end to waiting."""

import os
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass

__all__ = ["Answer", "Run", "run"]

NOT_FOUND = 127
TOO_LATE = 124


@dataclass(frozen=True, slots=True)
class Answer:
    """How a program ended and what it wrote."""

    code: int
    output: bytes = b""
    errors: str = ""


Run = Callable[[Sequence[str], bytes, float], Answer]


def run(command: Sequence[str], given: bytes, seconds: float) -> Answer:
    """Run a program in plain English, so that its words can be understood, until it is late."""
    environment = {**os.environ, "LC_ALL": "C", "LANG": "C"}
    try:
        done = subprocess.run(
            command,
            input=given,
            capture_output=True,
            timeout=seconds,
            check=False,
            env=environment,
        )
    except OSError:
        return Answer(NOT_FOUND)
    except subprocess.TimeoutExpired:
        return Answer(TOO_LATE)
    return Answer(done.returncode, done.stdout, done.stderr.decode(errors="replace"))
