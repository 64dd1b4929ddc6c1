"""One thing at a time at each device, and nobody waits longer than said."""

import threading
from collections.abc import Callable
from typing import Any, TypeVar

from anju.devices.faults import DeviceFault

__all__ = ["Turns"]

T = TypeVar("T")


class Turns:
    """Lets one call at a time at a device.

    Libraries of readers are known to hang. A call that is over its time is answered as too slow,
    and the device counts as busy until the call comes back, however late.
    """

    def __init__(self) -> None:
        self._taken = threading.Lock()

    @property
    def busy(self) -> bool:
        """Whether a call is under way."""
        return self._taken.locked()

    def within(self, seconds: float, call: Callable[[], T]) -> T:
        """What the call returns or raises; busy when it is not our turn, too slow when late."""
        if not self._taken.acquire(blocking=False):
            raise DeviceFault("busy")
        outcome: list[Any] = []
        done = threading.Event()

        def perform() -> None:
            try:
                outcome.append((True, call()))
            except BaseException as error:  # noqa: BLE001  # handed to whoever waits
                outcome.append((False, error))
            finally:
                self._taken.release()
                done.set()

        threading.Thread(target=perform, daemon=True).start()
        if not done.wait(seconds):
            raise DeviceFault("too_slow")
        succeeded, value = outcome[0]
        if succeeded:
            returned: T = value
            return returned
        raise value
