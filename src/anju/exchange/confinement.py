"""A process gives up memory, time, files and network before it reads a stranger's file."""

import contextlib
import ctypes
import resource
import sys

__all__ = ["confine"]

CLONE_NEWUSER = 0x10000000
CLONE_NEWNET = 0x40000000


def confine(*, memory_bytes: int, cpu_seconds: int) -> None:
    """Give up what a parser does not need; where the system has no such limit, go on."""
    for kind, bound in (
        (resource.RLIMIT_AS, memory_bytes),
        (resource.RLIMIT_CPU, cpu_seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 32),
    ):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (bound, bound))
    leave_network()


def leave_network() -> None:
    """Move into a network namespace with no way out, where the system allows it."""
    if not sys.platform.startswith("linux"):
        return
    with contextlib.suppress(OSError, AttributeError):
        unshare = ctypes.CDLL(None, use_errno=True).unshare
        if unshare(CLONE_NEWNET) != 0:
            unshare(CLONE_NEWUSER | CLONE_NEWNET)
