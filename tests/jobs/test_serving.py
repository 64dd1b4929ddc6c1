"""The processes stop when they are told to, at any moment, and leave no server behind."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.jobs.walkable import walkable_folder

from anju.jobs.database.embedded_postgres import Cluster
from anju.jobs.demonstration import free_port, status_of_home

pytestmark = pytest.mark.slow


def environment(data: Path) -> dict[str, str]:
    return {**os.environ, "ANJU_DATA": str(data), "PYTHONWARNINGS": "ignore"}


@pytest.fixture(scope="module")
def data() -> Iterator[Path]:
    """A data folder with a migrated embedded database."""
    with walkable_folder() as folder:
        run(folder, "migrate", "--quiet").wait()
        yield folder


@pytest.fixture
def started(data: Path) -> Iterator[list[subprocess.Popen[bytes]]]:
    processes: list[subprocess.Popen[bytes]] = []
    yield processes
    for process in processes:
        process.kill()
        process.wait()
    Cluster.under(data).stop()


def run(data: Path, *arguments: str) -> "subprocess.Popen[bytes]":
    program = "from anju.jobs.command_line import main; raise SystemExit(main())"
    return subprocess.Popen(
        [sys.executable, "-c", program, *arguments],
        env=environment(data),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def test_pages_stop_in_order_when_told(
    data: Path, started: list["subprocess.Popen[bytes]"]
) -> None:
    port = free_port(18000)
    started.append(run(data, "serve", f"--bind=127.0.0.1:{port}", "--processes=1"))
    give_up_at = time.monotonic() + 90
    while status_of_home(port) is None and time.monotonic() < give_up_at:
        time.sleep(0.1)
    assert status_of_home(port) == 200
    started[0].send_signal(signal.SIGTERM)
    assert started[0].wait(timeout=60) == 0
    assert not Cluster.under(data).answers()


@pytest.mark.parametrize("seconds", [0.3, 1.0, 2.0])
@pytest.mark.parametrize("subcommand", ["serve", "worker"])
def test_a_process_told_to_stop_while_it_starts_does_stop(
    data: Path, started: list["subprocess.Popen[bytes]"], subcommand: str, seconds: float
) -> None:
    started.append(run(data, subcommand))
    time.sleep(seconds)
    started[0].send_signal(signal.SIGTERM)
    started[0].wait(timeout=60)
    assert not Cluster.under(data).answers()


def test_nobodys_first_click_waits_for_pages_and_tables() -> None:
    from anju.jobs.serving import ready_application

    assert callable(ready_application())
    assert {"anju.web.pages.find.views", "pypinyin.phrases_dict"} <= set(sys.modules)
