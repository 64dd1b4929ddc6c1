"""A trial: one module changed in one place, and whether the tests of the law notice.

Most mutants lie inside a function. For them the code of the living function is exchanged and
only the tests that reach it run, the quickest first. What lies outside of functions, and what
lives through the first round, is imported anew together with the law and its tests, so that
nothing computed before the change is left.
"""

import gc
import importlib.machinery
import re
import sys
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import CodeType, FunctionType

import pytest

from anju.jobs.mutation.mutants import Mutant, changed
from anju.jobs.mutation.reach import Reach, first_failure

__all__ = ["PLAIN", "Laboratory"]

#: pytest without what costs time or keeps files.
PLAIN = (
    *("-x", "--assert=plain", "--import-mode=importlib", "-o", "addopts="),
    *("-p", "no:django", "-p", "no:randomly", "-p", "no:xdist"),
    *("-p", "no:cacheprovider", "-p", "no:terminal"),
)
#: A test failed, or could not even be collected.
NOTICED = {pytest.ExitCode.TESTS_FAILED, pytest.ExitCode.INTERRUPTED}
#: What is forgotten before the law is imported anew: the law and all that imports it.
FORGOTTEN = ("anju.law", "anju.jobs.law", "tests.law")


@dataclass(frozen=True, slots=True)
class Laboratory:
    """The tests as collected, and which of them reach what."""

    items: Sequence[pytest.Item]
    reach: Reach

    def notices(self, path: Path, source: str, mutant: Mutant) -> bool:
        """Whether a test fails on a mutant; to be asked in a child, for nothing is put back."""
        code = compile(changed(source, mutant), str(path), "exec")
        if mutant.function is not None:
            exchange(path, code)
            if first_failure(self._reaching(path, mutant.function)):
                return True
        return self._notices_when_imported(path, code)

    def _reaching(self, path: Path, lines: tuple[int, int]) -> list[pytest.Item]:
        tests = self.reach.of_lines(path, *lines)
        found = [item for item in self.items if item.nodeid in tests]
        return sorted(found, key=lambda item: self.reach.duration(item.nodeid))

    def _notices_when_imported(self, path: Path, code: CodeType) -> bool:
        """Whether a test fails when all is imported anew, file by file, the quickest file first."""
        files: defaultdict[str, set[str]] = defaultdict(set)
        for test in self._chosen(path):
            files[test.partition("::")[0]].add(test)
        forget_the_law()
        show(path, code)
        return any(
            self._fails(file, files[file])
            for file in sorted(files, key=lambda file: sum(map(self.reach.duration, files[file])))
        )

    def _fails(self, file: str, chosen: Collection[str]) -> bool:
        known = frozenset(item.nodeid for item in self.items)
        result = pytest.main([*PLAIN, file], plugins=[_Chosen(chosen, known, self.reach)])
        if result not in {pytest.ExitCode.OK, *NOTICED}:
            raise RuntimeError(f"pytest left with {result}")
        return result in NOTICED

    def _chosen(self, path: Path) -> frozenset[str]:
        """The tests that call a module, and all of the files that import it by name."""
        calling, imports = self.reach.of_module(path), imports_of(path)
        return frozenset(
            item.nodeid
            for item in self.items
            if item.nodeid in calling or imports.search(_source(item.path))
        )


class _Chosen:
    """Of the tests that are collected anew, the chosen and the new, the quickest first."""

    def __init__(self, chosen: Collection[str], known: Collection[str], reach: Reach) -> None:
        self.chosen, self.known, self.reach = chosen, known, reach

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = sorted(
            (item for item in items if item.nodeid in self.chosen or item.nodeid not in self.known),
            key=lambda item: self.reach.duration(item.nodeid),
        )


@cache
def _source(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@cache
def imports_of(path: Path) -> re.Pattern[str]:
    """How an import of a module of this project is written."""
    parts = path.with_suffix("").parts
    *package, name = parts[parts.index("src") + 1 :]
    dotted = re.escape(".".join(package))
    return re.compile(rf"from {dotted}\.{name} import|from {dotted} import [^\n]*\b{name}\b")


def exchange(path: Path, code: CodeType) -> None:
    """Give every living function of a file the code it has in the changed module."""
    wanted = {_mark(one): one for one in _every_code(code)}
    for thing in gc.get_objects():
        if type(thing) is FunctionType and thing.__code__.co_filename == str(path):
            found = wanted[_mark(thing.__code__)]
            thing.__code__ = found


def _mark(code: CodeType) -> tuple[str, int, tuple[str, ...]]:
    return (code.co_qualname, code.co_firstlineno, code.co_freevars)


def _every_code(code: CodeType) -> Iterator[CodeType]:
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield constant
            yield from _every_code(constant)


def forget_the_law() -> None:
    """Let the next import of the law, of what imports it, and of its tests begin anew."""
    for name in list(sys.modules):
        if name.startswith(FORGOTTEN):
            package, _, last = name.rpartition(".")
            vars(sys.modules.get(package, sys)).pop(last, None)
            del sys.modules[name]


def show(path: Path, code: CodeType) -> None:
    """Let the import of one file find the changed code."""
    usual = importlib.machinery.SourceFileLoader.get_code

    def get_code(loader: importlib.machinery.SourceFileLoader, fullname: str) -> CodeType | None:
        if Path(loader.get_filename(fullname)) == path:
            return code
        return usual(loader, fullname)

    importlib.machinery.SourceFileLoader.get_code = get_code  # type: ignore[method-assign,assignment]
