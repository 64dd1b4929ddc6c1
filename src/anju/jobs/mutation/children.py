"""Tasks in forked children: what one changes in memory, no other sees."""

import os
import resource
import signal
import traceback
from collections.abc import Callable, Sequence
from enum import StrEnum

__all__ = ["BrokenTask", "Verdict", "verdicts"]

Task = Callable[[], bool]

HELD, FAILED, BROKEN = 0, 1, 2
#: Of processor time, so that a busy machine is no reason to give up.
SECONDS_ALLOWED = 45
BYTES_ALLOWED = 6 << 30


class Verdict(StrEnum):
    """What became of a task."""

    HELD = "存活"
    FAILED = "发现"
    TIMED_OUT = "超时"


class BrokenTask(RuntimeError):
    """A child died of something else than its tests."""


def verdicts(
    tasks: Sequence[Task], *, workers: int, seconds: int = SECONDS_ALLOWED
) -> list[Verdict]:
    """Each task in a child of its own, so many at a time; a task tells whether all held."""
    waiting = list(enumerate(tasks))[::-1]
    running: dict[int, int] = {}
    found: dict[int, Verdict] = {}
    while waiting or running:
        while waiting and len(running) < workers:
            number, task = waiting.pop()
            running[_forked(task, seconds)] = number
        child, status = os.wait()
        found[running.pop(child)] = _verdict(os.waitstatus_to_exitcode(status))
    return [found[number] for number in range(len(tasks))]


def _verdict(code: int) -> Verdict:
    match code:
        case 0:
            return Verdict.HELD
        case 1:
            return Verdict.FAILED
        case _ if code in {-signal.SIGXCPU, -signal.SIGKILL}:
            return Verdict.TIMED_OUT
    raise BrokenTask(f"a child left with {code}")


def _forked(task: Task, seconds: int) -> int:
    child = os.fork()
    if child == 0:
        _be_the_child(task, seconds)
    return child


def _be_the_child(task: Task, seconds: int) -> None:
    """Do the task and leave with the verdict; never returns."""
    code = BROKEN
    complaints = os.dup(2)
    try:
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
        resource.setrlimit(resource.RLIMIT_AS, (BYTES_ALLOWED, BYTES_ALLOWED))
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        code = HELD if task() else FAILED
    except BaseException:
        os.write(complaints, traceback.format_exc().encode())
        raise
    finally:
        os._exit(code)
