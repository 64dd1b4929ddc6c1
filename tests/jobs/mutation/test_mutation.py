"""A run of mutants over a toy package: killed, living, equivalent, endless; a list too long."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from anju.jobs.mutation.children import BrokenTask, Verdict, verdicts
from anju.jobs.mutation.equivalents import Equivalent
from anju.jobs.mutation.mutants import changed, mutants_of

RULES = '''"""Rules of a toy."""

__all__ = ["is_adult", "is_late", "steps_down", "twice"]


def is_adult(age: int) -> bool:
    """Killed: the tests look at the very birthday."""
    return age >= 18


def is_late(days: int) -> bool:
    """Lives: no test looks at the day itself."""
    return days > 10


def twice(number: int) -> int:
    """Equivalent for the numbers that are asked: two and two."""
    return number * 2


def steps_down(left: int) -> int:
    """Endless where the step goes the other way."""
    count = 0
    while left != 0:
        left = left - 1
        count = count + 1
    return count
'''
TESTS = """from toy.rules import is_adult, is_late, steps_down, twice


def test_adult():
    assert is_adult(18) and not is_adult(17) and is_adult(19)


def test_late():
    assert is_late(20) and not is_late(2)


def test_twice():
    assert twice(2) == 4


def test_steps_down():
    assert steps_down(3) == 3
"""
RUN = """
import sys
from functools import partial
from pathlib import Path

from anju.jobs.mutation import __main__ as run
from anju.jobs.mutation import trials
from anju.jobs.mutation.children import verdicts
from anju.jobs.mutation.equivalents import Equivalent

root = Path(sys.argv[1])
sys.path[:0] = [str(root / "src")]
run.ROOT, run.LAW, run.TESTS = root, root / "src" / "toy", root / "tests"
run.verdicts = partial(verdicts, seconds=2)
trials.FORGOTTEN = ("toy", "tests")
run.every_equivalent = lambda: [
    Equivalent("rules.py", "return number * 2", "number * 2 → number + 2", "asked with two only"),
    Equivalent("rules.py", "return age >= 21", "age >= 21 → age > 21", "no such line"),
]
run.main(["--workers", "1"])
"""


@pytest.fixture(scope="module")
def said(tmp_path_factory):
    """What a run over the toy prints, and how it ends."""
    root: Path = tmp_path_factory.mktemp("toy")
    (root / "src" / "toy").mkdir(parents=True)
    (root / "tests").mkdir()
    (root / "src" / "toy" / "__init__.py").touch()
    (root / "src" / "toy" / "rules.py").write_text(RULES, encoding="utf-8")
    (root / "tests" / "test_rules.py").write_text(TESTS, encoding="utf-8")
    (root / "run.py").write_text(RUN, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(root / "run.py"), str(root)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    return done.returncode, done.stdout + done.stderr


def test_a_mutant_the_tests_notice_is_not_named(said):
    assert "age >= 18" not in said[1]


def test_a_mutant_no_test_notices_is_named_as_living(said):
    assert "存活 第 13 行  days > 10 → days >= 10" in said[1]


def test_a_mutant_that_never_ends_is_stopped_and_counts_as_noticed(said):
    assert "超时 第 25 行" in said[1]
    assert "其中超时" in said[1]


def test_a_mutant_listed_as_equivalent_is_not_tried(said):
    assert "number * 2" not in said[1]


def test_a_listed_equivalent_that_is_no_mutant_ends_the_run_as_failed(said):
    code, text = said
    assert code == 1
    assert "equivalents.toml 中没有对应的变异" in text
    assert "age >= 21 → age > 21" in text


def busy():
    while True:
        pass


def test_each_task_has_its_own_verdict():
    tasks = [lambda: True, lambda: False, busy]
    expected = [Verdict.HELD, Verdict.FAILED, Verdict.TIMED_OUT]
    assert verdicts(tasks, workers=2, seconds=1) == expected


def test_a_task_that_breaks_is_no_verdict():
    with pytest.raises(BrokenTask):
        verdicts([lambda: os._exit(3)], workers=1)


def test_every_mutant_is_another_program_and_names_its_line():
    source = "def f(a):\n    if a > 1:\n        return min(a, 7)\n    return a + 2\n"
    found = list(mutants_of(source))
    assert {(one.line, one.change) for one in found} >= {
        (2, "if a > 1 → if not a > 1"),
        (2, "a > 1 → a >= 1"),
        (3, "min(a, 7) → max(a, 7)"),
        (3, "7 → 8"),
        (4, "a + 2 → a - 2"),
    }
    codes = {compile(changed(source, one), "f.py", "exec").co_consts for one in found}
    assert len(codes) == len(found)
    assert {one.function for one in found} == {(1, 4)}


def test_docstrings_and_annotations_are_left_alone():
    source = 'def f(a: "int" = 1) -> "int":\n    """Seven."""\n    return a\n'
    assert [one.change for one in mutants_of(source)] == ["1 → 2"]


def test_an_equivalent_means_one_change_of_one_written_line():
    (mutant,) = mutants_of("x = 3\n")
    listed = Equivalent("a.py", "x = 3", "3 → 4", "nobody reads it")
    assert listed.means("a.py", ["x = 3"], mutant)
    assert not listed.means("b.py", ["x = 3"], mutant)
    assert not listed.means("a.py", ["y = 3"], mutant)
