"""Scans and prints under way: started at once, asked after, forgotten soon."""

import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from anju.devices.faults import DeviceFault

__all__ = ["Job", "Jobs"]

KEPT_SECONDS = 120.0
MOST_KEPT = 20


@dataclass(slots=True)
class Job:
    """One scan or print. The scanned page stays in memory until it is fetched once."""

    ref: str
    kind: str
    started: float
    state: str = "working"
    fault: DeviceFault | None = None
    page: bytes | None = field(default=None, repr=False)

    def as_json(self) -> dict[str, object]:
        """The job as the protocol writes it."""
        shown: dict[str, object] = {"job": self.ref, "kind": self.kind, "state": self.state}
        if self.fault is not None:
            shown["fault"] = {"code": self.fault.code, "sentence": self.fault.sentence}
        return shown


class Jobs:
    """The jobs of this agent; nothing of them is ever on a disk."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._jobs: dict[str, Job] = {}
        self._lock = threading.Lock()

    def start(self, kind: str, work: Callable[[], bytes | None]) -> Job:
        """Begin the work in the background; its job."""
        job = Job(secrets.token_urlsafe(12), kind, self._clock())
        with self._lock:
            self._forget_old()
            if len(self._jobs) >= MOST_KEPT:
                raise DeviceFault("busy")
            self._jobs[job.ref] = job
        threading.Thread(target=_perform, args=(job, work), daemon=True).start()
        return job

    def find(self, ref: str) -> Job:
        """The job of a reference."""
        with self._lock:
            self._forget_old()
            job = self._jobs.get(ref)
        if job is None:
            raise DeviceFault("job_unknown")
        return job

    def take_page(self, ref: str) -> bytes:
        """The scanned page, once."""
        job = self.find(ref)
        if job.state == "working":
            raise DeviceFault("job_not_done")
        with self._lock:
            self._jobs.pop(ref, None)
        if job.page is None:
            raise DeviceFault("job_unknown")
        return job.page

    def _forget_old(self) -> None:
        oldest = self._clock() - KEPT_SECONDS
        old = [ref for ref, job in self._jobs.items() if job.started < oldest]
        for ref in old:
            del self._jobs[ref]


def _perform(job: Job, work: Callable[[], bytes | None]) -> None:
    try:
        job.page = work()
        job.state = "done"
    except DeviceFault as fault:
        job.fault, job.state = fault, "failed"
    except Exception:  # noqa: BLE001  # whatever a driver raises, the page is told in words
        job.fault, job.state = DeviceFault("broken"), "failed"
