"""The parent's side: start the reader's process, wait within bounds, take the pages it made."""

import json
import subprocess
import sys
from pathlib import Path

import anju
from anju.exchange.scans.faults import Fault, ScanRefused
from anju.exchange.scans.limits import LIMITS, MIB, Use
from anju.kit.page_bundle import unpacked

__all__ = ["pages_of"]

START = (
    "import runpy, sys; sys.path.insert(0, sys.argv[1]); "
    "runpy.run_module('anju.exchange.scans.child', run_name='__main__')"
)
BARE_ENVIRONMENT = {"PATH": "/usr/bin:/bin", "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"}
SOURCES = str(Path(anju.__path__[0]).parent)


def pages_of(content: bytes, use: Use = Use.PAPER) -> tuple[bytes, ...]:
    """The pages of a file, read in a confined child; raises `ScanRefused` with the fault."""
    if len(content) > LIMITS.file_bytes:
        megabytes = -(-len(content) // MIB)
        raise ScanRefused(Fault.SIZE, {"megabytes": megabytes, "most": LIMITS.file_bytes // MIB})
    try:
        child = subprocess.run(
            [sys.executable, "-I", "-c", START, SOURCES, use],
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=BARE_ENVIRONMENT,
            close_fds=True,
            start_new_session=True,
            timeout=LIMITS.wall_seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise ScanRefused(Fault.BROKEN) from error
    return _answered(child.stdout) if child.returncode == 0 else _gave_up()


def _answered(output: bytes) -> tuple[bytes, ...]:
    """The pages in a child's answer, or the fault it found."""
    head = json.loads(output.partition(b"\n")[0] or b"{}")
    if "fault" in head:
        raise ScanRefused(Fault(head["fault"]), head["facts"])
    return unpacked(output).pages


def _gave_up() -> tuple[bytes, ...]:
    """A reader that died had something before it that it could not bear."""
    raise ScanRefused(Fault.BROKEN)
