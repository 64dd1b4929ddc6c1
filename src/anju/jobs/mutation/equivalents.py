"""Mutants no test can notice, each with the reason, as listed in `equivalents.toml`."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from anju.jobs.mutation.mutants import Mutant

__all__ = ["Equivalent", "every_equivalent"]

LISTED = Path(__file__).parent / "equivalents.toml"


@dataclass(frozen=True, slots=True)
class Equivalent:
    """A change to one written line of a module that changes no answer, and why."""

    module: str
    written: str
    change: str
    because: str

    def means(self, module: str, lines: Sequence[str], mutant: Mutant) -> bool:
        """Whether a mutant of a module is this one."""
        written = lines[mutant.line - 1].strip()
        return (self.module, self.written, self.change) == (module, written, mutant.change)


def every_equivalent() -> list[Equivalent]:
    """All that are listed."""
    listed = tomllib.loads(LISTED.read_text(encoding="utf-8"))
    return [Equivalent(**entry) for entry in listed.get("equivalent", [])]
