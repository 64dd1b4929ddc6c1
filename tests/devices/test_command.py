"""`anju devices`: its file, its options, and that it needs nothing of the house."""

import socket
import subprocess
import sys
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from click.testing import CliRunner

from anju.devices.adapters.printers import CommandPrinter, CupsPrinter
from anju.devices.adapters.scanners import FolderScanner, SaneScanner
from anju.devices.command import devices
from anju.devices.configuration import (
    PORT,
    Configuration,
    ConfigurationFaulty,
    equipped,
    read_configuration,
)
from anju.jobs import demonstration
from anju.settings.env import DEVICES_PORT

WHOLE = """\
counter = "3号窗口"
port = 50001
origins = ["https://juzhu.example.gov.cn"]
[printer]
cups = "HP"
[scanner]
sane = "epson:1"
options = ["--source=ADF"]
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "devices.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_file_is_read_and_the_counter_equipped(tmp_path: Path) -> None:
    told = read_configuration(written(tmp_path, WHOLE))
    assert (told.counter, told.port, told.origins) == (
        "3号窗口", 50001, ("https://juzhu.example.gov.cn",),
    )  # fmt: skip
    counter = equipped(told)
    assert isinstance(counter.printer, CupsPrinter)
    assert isinstance(counter.scanner, SaneScanner)
    assert counter.readers == ()


def test_other_devices_and_none(tmp_path: Path) -> None:
    told = Configuration(
        printer={"command": ["SumatraPDF", "-print-to-default", "{file}"]},
        scanner={"folder": str(tmp_path)},
    )
    counter = equipped(told)
    assert isinstance(counter.printer, CommandPrinter)
    assert isinstance(counter.scanner, FolderScanner)
    assert equipped(Configuration()).printer is None


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("colour = 1", "colour"),
        ("[reader]\nlibary = 'x'", "libary"),
        ("reader = 3", "reader"),
        ("origins = ['juzhu.example']", "origins"),
        ("origins = ['https://a.example/x']", "origins"),
        ("not toml", "读不了"),
    ],
)
def test_a_faulty_file_is_refused_by_its_word(tmp_path: Path, text: str, word: str) -> None:
    with pytest.raises(ConfigurationFaulty, match=word):
        read_configuration(written(tmp_path, text))


def test_a_library_that_is_missing_stops_the_start(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationFaulty, match="接口库"):
        equipped(Configuration(reader={"library": str(tmp_path / "libsdtapi.so")}))


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "--origin"),
        (["--origin", "juzhu"], "--origin"),
        (["--config", "/nowhere.toml"], "读不了"),
    ],
)
def test_a_start_that_cannot_be_says_why(arguments: list[str], words: str) -> None:
    told = CliRunner().invoke(devices, arguments)
    assert told.exit_code == 1
    assert words in told.output


def test_a_port_in_use_is_said() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        told = CliRunner().invoke(devices, ["--simulator", "--port", port])
    assert told.exit_code == 1
    assert "被占用" in told.output


def test_pages_and_agent_mean_the_same_port() -> None:
    assert PORT == DEVICES_PORT == demonstration.DEVICES_PORT


def test_the_agent_starts_alone_and_answers() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "anju.devices", "--simulator", f"--port={port}"]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert running.stdout is not None
        assert str(port) in running.stdout.readline()
        assert "配对码" in running.stdout.readline()
        asked = Request(
            f"http://127.0.0.1:{port}/v1/hello", headers={"Origin": "http://localhost:8000"}
        )
        with urlopen(asked, timeout=10) as told:
            assert told.status == 200
    finally:
        running.terminate()
        running.wait(10)
        assert running.stdout is not None
        running.stdout.close()


def test_the_agent_needs_nothing_of_the_house() -> None:
    program = (
        "import sys, anju.devices.command, anju.devices.simulator.pages\n"
        "loaded = {name.split('.')[0] for name in sys.modules}\n"
        "print(*loaded & {'django', 'psycopg', 'structlog'})"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == []
