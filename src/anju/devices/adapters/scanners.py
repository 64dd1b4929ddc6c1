"""Scanning: through SANE, or out of the folder into which a scanner's own program writes."""

import time
from collections.abc import Sequence
from pathlib import Path

from anju.devices.adapters.commands import NOT_FOUND, TOO_LATE, Run, run
from anju.devices.faults import DeviceFault
from anju.devices.parts import DeviceState

__all__ = ["FolderScanner", "SaneScanner"]

SCANNING_SECONDS = 60.0
WRITING_SECONDS = 0.5
JPEG = b"\xff\xd8"
LARGEST_PAGE = 20 * 1024 * 1024
DOTS_PER_INCH = 200

#: Words of `scanimage` → what we say. The first that is found counts.
COMPLAINTS = (
    ("out of documents", "scanner_empty"),
    ("jammed", "scanner_jam"),
    ("cover is open", "scanner_cover"),
    ("Device busy", "busy"),
)


class SaneScanner:
    """A scanner SANE knows; without a name, the first one."""

    def __init__(self, device: str = "", *, call: Run = run, options: Sequence[str] = ()) -> None:
        self._device = device
        self._call = call
        self._options = tuple(options)
        self._last_fault = ""

    def state(self) -> DeviceState:
        """How the last scan ended: asking SANE for its devices takes longer than a scan."""
        state = "trouble" if self._last_fault else "ready"
        return DeviceState(state, self._device, self._last_fault)  # type: ignore[arg-type]

    def scan(self) -> bytes:
        """One page in colour at 200 dpi, straight from the program's output."""
        which = [f"--device-name={self._device}"] if self._device else []
        size = ["--format=jpeg", f"--resolution={DOTS_PER_INCH}", "--mode=Color"]
        command = ["scanimage", *which, *size, *self._options]
        answer = self._call(command, b"", SCANNING_SECONDS)
        self._last_fault = _complaint(answer.code, answer.errors, answer.output)
        if self._last_fault:
            raise DeviceFault(self._last_fault)
        return answer.output


class FolderScanner:
    """Takes the oldest picture out of a folder; it is gone from there once it is taken."""

    def __init__(self, folder: Path, *, still: float = WRITING_SECONDS) -> None:
        self._folder = folder
        self._still = still

    def state(self) -> DeviceState:
        """Whether the folder is there."""
        if self._folder.is_dir():
            return DeviceState("ready", self._folder.name)
        return DeviceState("trouble", self._folder.name, "scanner_absent")

    def scan(self) -> bytes:
        """The oldest JPEG that is no longer being written."""
        if not self._folder.is_dir():
            raise DeviceFault("scanner_absent")
        kinds = {".jpg", ".jpeg"}
        pictures = [one for one in self._folder.iterdir() if one.suffix.lower() in kinds]
        if not pictures:
            raise DeviceFault("scanner_empty")
        oldest = min(pictures, key=lambda one: one.stat().st_mtime)
        size = oldest.stat().st_size
        time.sleep(self._still)
        if oldest.stat().st_size != size:
            raise DeviceFault("job_not_done")
        if size > LARGEST_PAGE:
            raise DeviceFault("too_large")
        page = oldest.read_bytes()
        if not page.startswith(JPEG):
            raise DeviceFault("scanner_garbled")
        oldest.unlink()
        return page


def _complaint(code: int, errors: str, output: bytes) -> str:
    """The code of the fault a run of the program ended with, if any."""
    if code == TOO_LATE:
        return "too_slow"
    if code == NOT_FOUND:
        return "scanner_absent"
    if code != 0:
        return next((fault for words, fault in COMPLAINTS if words in errors), "scanner_absent")
    return "" if output.startswith(JPEG) else "scanner_garbled"
