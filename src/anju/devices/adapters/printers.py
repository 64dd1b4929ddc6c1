"""Printing: through CUPS, or through a program that takes a file (Windows)."""

import os
import re
import tempfile
import time
from collections.abc import Sequence

from anju.devices.adapters.commands import NOT_FOUND, Run, run
from anju.devices.faults import DeviceFault
from anju.devices.parts import DeviceState

__all__ = ["CommandPrinter", "CupsPrinter"]

ASKING_SECONDS = 5.0
SENDING_SECONDS = 30.0
PRINTING_SECONDS = 90.0
PAUSE_SECONDS = 0.5
REQUEST = re.compile(r"request id is (\S+)")
FILE = "{file}"

#: Words of CUPS about a printer → what we say. The first that is found counts.
ALERTS = (
    ("media-empty", "printer_paper"),
    ("media-needed", "printer_paper"),
    ("media-jam", "printer_jam"),
    ("cover-open", "printer_cover"),
    ("door-open", "printer_cover"),
    ("toner-empty", "printer_toner"),
    ("marker-supply-empty", "printer_toner"),
    ("offline", "printer_absent"),
    ("connecting-to-device", "printer_absent"),
    ("disabled", "printer_absent"),
)


class CupsPrinter:
    """A printer CUPS knows by name; without a name, the default one."""

    def __init__(self, name: str = "", *, call: Run = run, pause: float = PAUSE_SECONDS) -> None:
        self._name = name
        self._call = call
        self._pause = pause

    def state(self) -> DeviceState:
        """What `lpstat` says about it."""
        fault = self._fault()
        return DeviceState("trouble" if fault else "ready", self._name, fault)

    def print_pdf(self, pdf: bytes, copies: int) -> None:
        """Hand the file to `lp` through its standard input and follow the job to its end."""
        to = ["-d", self._name] if self._name else []
        sent = self._call(["lp", *to, "-n", str(copies), "-t", "anju", "-"], pdf, SENDING_SECONDS)
        request = REQUEST.search(sent.output.decode(errors="replace"))
        if sent.code != 0 or request is None:
            raise DeviceFault("printer_absent" if sent.code == NOT_FOUND else "printer_refused")
        give_up_at = time.monotonic() + PRINTING_SECONDS
        while self._is_waiting(request[1]):
            fault = self._fault()
            if fault or time.monotonic() > give_up_at:
                self._call(["cancel", request[1]], b"", ASKING_SECONDS)
                raise DeviceFault(fault or "too_slow")
            time.sleep(self._pause)

    def _is_waiting(self, request: str) -> bool:
        waiting = self._call(["lpstat", "-W", "not-completed", "-o"], b"", ASKING_SECONDS)
        return f"{request} " in f"{waiting.output.decode(errors='replace')} "

    def _fault(self) -> str:
        which = ["-p", self._name] if self._name else ["-p"]
        said = self._call(["lpstat", "-l", *which], b"", ASKING_SECONDS)
        words = said.output.decode(errors="replace")
        if said.code != 0 or not words.strip():
            return "printer_absent"
        return next((fault for word, fault in ALERTS if word in words), "")


class CommandPrinter:
    """A program that prints the file named in its place `{file}` on the default printer.

    The file stands on the disk as long as the program runs, readable by its owner alone.
    """

    def __init__(self, command: Sequence[str], *, name: str = "", call: Run = run) -> None:
        if FILE not in command:
            raise ValueError(f"the printing command does not name {FILE}")
        self._command = tuple(command)
        self._name = name
        self._call = call

    def state(self) -> DeviceState:
        """Ready: such a program does not say more until it is used."""
        return DeviceState("ready", self._name)

    def print_pdf(self, pdf: bytes, copies: int) -> None:
        """Run the program once for each copy."""
        handle, path = tempfile.mkstemp(suffix=".pdf")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(pdf)
            command = [path if word == FILE else word for word in self._command]
            for _ in range(copies):
                answer = self._call(command, b"", PRINTING_SECONDS)
                if answer.code != 0:
                    missing = answer.code == NOT_FOUND
                    raise DeviceFault("printer_absent" if missing else "printer_refused")
        finally:
            os.unlink(path)
