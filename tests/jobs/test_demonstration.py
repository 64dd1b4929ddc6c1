"""The demo finds a port, keeps its processes alive, and ends them all."""

import socket
import subprocess
import sys
import time

import pytest

from anju.jobs import demonstration
from anju.jobs.demonstration import Child, ChildLost, free_port, status_of_home, stop


def sleeping(seconds: float) -> Child:
    program = f"import time; time.sleep({seconds})"
    process = subprocess.Popen([sys.executable, "-c", program], process_group=0)
    return Child("甲", ("--help",), process, time.monotonic())


def test_the_next_port_is_taken_when_one_is_busy() -> None:
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = busy.getsockname()[1]
        assert free_port(port) > port
        assert status_of_home(free_port(port)) is None


def test_all_children_end_when_told() -> None:
    children = [sleeping(600), sleeping(600)]
    stop(children)
    assert all(child.process.returncode is not None for child in children)


def test_a_child_that_ends_at_once_is_given_up() -> None:
    child = sleeping(0)
    child.process.wait()
    with pytest.raises(ChildLost, match="甲"):
        child.revive()


def test_a_child_that_lived_is_started_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demonstration, "SHORTEST_LIFE_SECONDS", 0.0)
    child = sleeping(0)
    first = child.process
    first.wait()
    child.revive()
    assert child.process is not first
    child.process.wait()
