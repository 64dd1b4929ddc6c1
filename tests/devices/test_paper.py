"""Printers and scanners before programs that behave like the real ones."""

import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from anju.devices.adapters.commands import NOT_FOUND, TOO_LATE, Answer, run
from anju.devices.adapters.printers import CommandPrinter, CupsPrinter
from anju.devices.adapters.scanners import FolderScanner, SaneScanner
from anju.devices.faults import DeviceFault

PDF = b"%PDF-1.7 made up"
JPEG = b"\xff\xd8 made up"
IDLE = "printer HP is idle.  enabled since Tue\n\tForm mounted:\n\tAlerts: none\n"


class Cups:
    """`lp`, `lpstat` and `cancel`: a job waits as often as said, the printer says `status`."""

    def __init__(self, *, status: str = IDLE, waits: int = 0, sent: Answer | None = None) -> None:
        self.status, self.waits = status, waits
        self.sent = sent or Answer(0, b"request id is HP-7 (1 file(s))\n")
        self.calls: list[list[str]] = []
        self.given = b""

    def __call__(self, command: Sequence[str], given: bytes, seconds: float) -> Answer:
        self.calls.append(list(command))
        if command[0] == "lp":
            self.given = given
            return self.sent
        if command[:2] == ["lpstat", "-W"]:
            self.waits -= 1
            return Answer(0, b"HP-7  wu  1024  Tue\n" if self.waits >= 0 else b"")
        if command[0] == "lpstat":
            return Answer(0 if self.status else 1, self.status.encode())
        return Answer(0)


def test_a_paper_goes_to_cups_through_the_pipe_and_is_followed() -> None:
    cups = Cups(waits=3)
    CupsPrinter("HP", call=cups, pause=0).print_pdf(PDF, 2)
    assert cups.calls[0] == ["lp", "-d", "HP", "-n", "2", "-t", "anju", "-"]
    assert cups.given == PDF
    assert not any(PDF.decode() in word for call in cups.calls for word in call)


def test_the_default_printer_needs_no_name() -> None:
    cups = Cups()
    CupsPrinter(call=cups, pause=0).print_pdf(PDF, 1)
    assert "-d" not in cups.calls[0]


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("Alerts: media-empty-error", "printer_paper"),
        ("Alerts: media-jam-error", "printer_jam"),
        ("Alerts: cover-open", "printer_cover"),
        ("Alerts: toner-empty", "printer_toner"),
        ("Alerts: offline-report", "printer_absent"),
        ("printer HP disabled since Tue -\n\treason unknown", "printer_absent"),
        ("", "printer_absent"),
    ],
)
def test_a_printer_in_trouble_is_said_and_its_job_taken_back(words: str, fault: str) -> None:
    cups = Cups(status=words, waits=9)
    printer = CupsPrinter("HP", call=cups, pause=0)
    assert printer.state().fault == fault
    with pytest.raises(DeviceFault) as told:
        printer.print_pdf(PDF, 1)
    assert told.value.code == fault
    assert cups.calls[-1] == ["cancel", "HP-7"]


@pytest.mark.parametrize(
    ("sent", "fault"),
    [
        (Answer(1, b"", "lp: Error - The printer does not exist."), "printer_refused"),
        (Answer(NOT_FOUND), "printer_absent"),
        (Answer(0, b"something else"), "printer_refused"),
    ],
)
def test_what_cups_does_not_take_is_said(sent: Answer, fault: str) -> None:
    with pytest.raises(DeviceFault) as told:
        CupsPrinter(call=Cups(sent=sent), pause=0).print_pdf(PDF, 1)
    assert told.value.code == fault


def test_a_job_that_never_ends_is_taken_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("anju.devices.adapters.printers.PRINTING_SECONDS", -1)
    cups = Cups(waits=9)
    with pytest.raises(DeviceFault) as told:
        CupsPrinter(call=cups, pause=0).print_pdf(PDF, 1)
    assert told.value.code == "too_slow"
    assert cups.calls[-1][0] == "cancel"


def test_a_program_that_takes_files_gets_one_for_as_long_as_it_runs() -> None:
    seen: list[Path] = []

    def call(command: Sequence[str], given: bytes, seconds: float) -> Answer:
        path = Path(command[2])
        assert path.read_bytes() == PDF
        assert sys.platform == "win32" or path.stat().st_mode & 0o077 == 0
        seen.append(path)
        return Answer(0)

    printer = CommandPrinter(("print", "-silent", "{file}"), call=call)
    printer.print_pdf(PDF, 2)
    assert len(seen) == 2
    assert not seen[0].exists()
    assert printer.state().state == "ready"


@pytest.mark.parametrize(("code", "fault"), [(1, "printer_refused"), (NOT_FOUND, "printer_absent")])
def test_a_program_that_fails_leaves_no_file(code: int, fault: str) -> None:
    seen: list[str] = []

    def call(command: Sequence[str], given: bytes, seconds: float) -> Answer:
        seen.append(command[1])
        return Answer(code)

    with pytest.raises(DeviceFault) as told:
        CommandPrinter(("print", "{file}"), call=call).print_pdf(PDF, 1)
    assert told.value.code == fault
    assert not Path(seen[0]).exists()


def test_a_printing_command_names_its_file() -> None:
    with pytest.raises(ValueError, match="file"):
        CommandPrinter(("print",))


# ---------------------------------------------------------------- scanning


def scanner(answer: Answer) -> SaneScanner:
    return SaneScanner("epson:1", call=lambda command, given, seconds: answer)


def test_a_page_comes_out_of_the_program() -> None:
    asked: list[Sequence[str]] = []

    def call(command: Sequence[str], given: bytes, seconds: float) -> Answer:
        asked.append(command)
        return Answer(0, JPEG)

    assert SaneScanner("epson:1", call=call, options=["--source=ADF"]).scan() == JPEG
    assert asked[0][:3] == ["scanimage", "--device-name=epson:1", "--format=jpeg"]
    assert asked[0][-1] == "--source=ADF"


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        (
            Answer(7, b"", "scanimage: sane_start: Document feeder out of documents"),
            "scanner_empty",
        ),
        (Answer(6, b"", "scanimage: sane_read: Document feeder jammed"), "scanner_jam"),
        (Answer(8, b"", "scanimage: sane_start: Scanner cover is open"), "scanner_cover"),
        (Answer(3, b"", "scanimage: open of device failed: Device busy"), "busy"),
        (Answer(1, b"", "scanimage: no SANE devices found"), "scanner_absent"),
        (Answer(9, b"", "scanimage: sane_read: Error during device I/O"), "scanner_absent"),
        (Answer(NOT_FOUND), "scanner_absent"),
        (Answer(TOO_LATE), "too_slow"),
        (Answer(0, b"P6 no jpeg"), "scanner_garbled"),
    ],
)
def test_a_scan_that_fails_says_why_and_the_next_one_clears_it(answer: Answer, fault: str) -> None:
    failing = scanner(answer)
    with pytest.raises(DeviceFault) as told:
        failing.scan()
    assert told.value.code == fault
    assert (failing.state().state, failing.state().fault) == ("trouble", fault)
    assert scanner(Answer(0, JPEG)).state().state == "ready"


def test_the_oldest_picture_of_the_folder_is_taken(tmp_path: Path) -> None:
    for name, content in (("b.JPG", JPEG + b"1"), ("a.jpeg", JPEG + b"2"), ("c.txt", b"")):
        (tmp_path / name).write_bytes(content)
    (tmp_path / "a.jpeg").touch()
    folder = FolderScanner(tmp_path, still=0)
    assert folder.state().state == "ready"
    assert folder.scan() == JPEG + b"1"
    assert folder.scan() == JPEG + b"2"
    with pytest.raises(DeviceFault) as told:
        folder.scan()
    assert told.value.code == "scanner_empty"


def test_a_folder_without_a_picture_worth_taking(tmp_path: Path) -> None:
    (tmp_path / "x.jpg").write_bytes(b"no jpeg")
    with pytest.raises(DeviceFault) as garbled:
        FolderScanner(tmp_path, still=0).scan()
    assert garbled.value.code == "scanner_garbled"
    gone = FolderScanner(tmp_path / "gone", still=0)
    assert gone.state().fault == "scanner_absent"
    with pytest.raises(DeviceFault):
        gone.scan()


# ---------------------------------------------------------------- programs


def test_programs_speak_english_and_are_not_waited_for_for_ever() -> None:
    print_language = "import os, sys; sys.stdout.write(os.environ['LC_ALL'] + sys.stdin.read())"
    assert run([sys.executable, "-c", print_language], b"!", 10).output == b"C!"
    assert run(["no-such-program-anywhere"], b"", 10).code == NOT_FOUND
    assert run([sys.executable, "-c", "import time; time.sleep(9)"], b"", 0.2).code == TOO_LATE
