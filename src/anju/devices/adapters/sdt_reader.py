"""ID readers through the interface library that all of their makers supply (SDT_…).

The library is the maker's and is not shipped. `SdtLibrary` names the calls we make, so that the
simulator and the tests can stand in its place.
"""

import ctypes
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Protocol

from anju.devices.base_message import MESSAGE_BYTES, read_message
from anju.devices.card import ReadCard
from anju.devices.faults import DeviceFault
from anju.devices.parts import DeviceState

__all__ = ["SdtLibrary", "SdtReader", "load_library"]

OK = 0x90
FOUND = 0x9F
PHOTO_BYTES = 1024
SERIAL_BYTES = 64
USB_PORTS = range(1001, 1017)
PATIENCE_SECONDS = 1.0
PAUSE_SECONDS = 0.1
PORT_IS_OPEN = 0  # the last argument of each call: we open and close the port ourselves

#: Codes after which a second try is not better: the chip answers, but wrongly.
DAMAGED = frozenset({0x21, 0x23, 0x24, 0x31, 0x32, 0x33})


class SdtLibrary(Protocol):
    """The calls of the makers' common library; each returns a code, 0x90 for done."""

    def SDT_OpenPort(self, port: int) -> int: ...  # noqa: N802
    def SDT_ClosePort(self, port: int) -> int: ...  # noqa: N802
    def SDT_GetSAMIDToStr(self, port: int, serial: Any, opened: int) -> int: ...  # noqa: N802
    def SDT_StartFindIDCard(self, port: int, found: Any, opened: int) -> int: ...  # noqa: N802
    def SDT_SelectIDCard(self, port: int, selected: Any, opened: int) -> int: ...  # noqa: N802
    def SDT_ReadBaseMsg(  # noqa: N802
        self, port: int, text: Any, text_size: Any, photo: Any, photo_size: Any, opened: int
    ) -> int: ...


def load_library(path: str) -> Any:
    """The maker's library; a `DeviceFault` where it is not there or not for this machine."""
    try:
        if sys.platform == "win32":
            return ctypes.WinDLL(path)
        return ctypes.CDLL(path)
    except OSError:
        raise DeviceFault("reader_absent") from None


class SdtReader:
    """A reader at a port; without one, the first USB port that opens."""

    def __init__(
        self,
        library: SdtLibrary,
        *,
        port: int | None = None,
        name: str = "",
        unpack: Callable[[bytes], bytes] | None = None,
    ) -> None:
        self._library = library
        self._ports = (port,) if port is not None else tuple(USB_PORTS)
        self._name = name
        self._unpack = unpack

    def state(self) -> DeviceState:
        """Whether a port opens, and the serial number of the reader's security module."""
        try:
            with self._open() as port:
                return DeviceState("ready", self._name or self._serial(port))
        except DeviceFault as fault:
            return DeviceState("trouble", self._name, fault.code)

    def read(self) -> ReadCard:
        """The card on the reader. Tries for a second, as one lays it down while pressing F2."""
        with self._open() as port:
            self._find(port)
            text, photo = self._base_message(port)
        card = read_message(text)
        picture = self._unpack(photo) if self._unpack is not None and photo else b""
        return ReadCard(card.kind, card.fields, card.marks, picture)

    @contextmanager
    def _open(self) -> Iterator[int]:
        for port in self._ports:
            if self._library.SDT_OpenPort(port) == OK:
                break
        else:
            raise DeviceFault("reader_absent")
        try:
            yield port
        finally:
            self._library.SDT_ClosePort(port)

    def _serial(self, port: int) -> str:
        buffer = ctypes.create_string_buffer(SERIAL_BYTES)
        if self._library.SDT_GetSAMIDToStr(port, buffer, PORT_IS_OPEN) != OK:
            return ""
        return buffer.value.decode("ascii", errors="ignore").strip()

    def _find(self, port: int) -> None:
        found, selected = ctypes.create_string_buffer(8), ctypes.create_string_buffer(8)
        give_up_at = time.monotonic() + PATIENCE_SECONDS
        while self._library.SDT_StartFindIDCard(port, found, PORT_IS_OPEN) != FOUND:
            if time.monotonic() > give_up_at:
                raise DeviceFault("no_card")
            time.sleep(PAUSE_SECONDS)
        if self._library.SDT_SelectIDCard(port, selected, PORT_IS_OPEN) != OK:
            raise DeviceFault("misread")

    def _base_message(self, port: int) -> tuple[bytes, bytes]:
        text, photo = ctypes.create_string_buffer(512), ctypes.create_string_buffer(2048)
        text_size, photo_size = ctypes.c_uint(0), ctypes.c_uint(0)
        code = self._library.SDT_ReadBaseMsg(
            port, text, ctypes.byref(text_size), photo, ctypes.byref(photo_size), PORT_IS_OPEN
        )
        if code != OK:
            raise DeviceFault("card_damaged" if code in DAMAGED else "misread")
        if text_size.value != MESSAGE_BYTES:
            raise DeviceFault("misread")
        return text.raw[:MESSAGE_BYTES], photo.raw[: min(photo_size.value, PHOTO_BYTES)]
