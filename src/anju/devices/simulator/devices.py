"""The simulated devices. They speak as the real ones do: the reader through the makers' calls."""

import threading
import time
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any

from anju.devices.adapters.sdt_reader import DAMAGED, FOUND, OK, PHOTO_BYTES, SdtReader
from anju.devices.base_message import MESSAGE_BYTES
from anju.devices.card import ReadCard
from anju.devices.counter import Counter
from anju.devices.faults import DeviceFault
from anju.devices.parts import DeviceState
from anju.devices.simulator.cards import Chip, PermitCard, SimulatedCard

__all__ = ["PAPERS", "PRINTER_STATES", "READER_STATES", "SCANNER_STATES", "Table", "counter_on"]

NO_ANSWER = 0x01
NO_CARD = 0x80
READ_FAILED = 0x41
PRINTING_SECONDS = 0.4
SCANNING_SECONDS = 0.6
HANGING_SECONDS = 6.0
MOST_PRINTS = 30
SERIAL = "05.99-20260101-0000000001-0000000000"

#: Papers one can lay into the scanner: file → title.
PAPERS = {"contract": "房屋租赁合同", "employment": "劳动合同", "guardian": "户口簿内页"}
READER_STATES = {"ready": "正常", "unplugged": "拔掉了", "hangs": "卡住不应答"}
PRINTER_STATES = {
    "": "正常",
    "printer_paper": "缺纸",
    "printer_jam": "卡纸",
    "printer_absent": "断电",
}
SCANNER_STATES = {"": "正常", "scanner_jam": "卡纸", "scanner_absent": "断电"}


@dataclass(slots=True)
class Table:
    """What lies on the simulated counter."""

    card: SimulatedCard | None = None
    tries: int = 0
    paper: str = ""
    reader: str = "ready"
    printer: str = ""
    scanner: str = ""
    prints: list[bytes] = field(default_factory=list, repr=False)
    read: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def lay(self, card: SimulatedCard | None) -> None:
        """Lay another card on the reader, or take it away."""
        with self.lock:
            self.card, self.tries = card, 0


def counter_on(table: Table) -> Counter:
    """A counter whose devices find what lies on the table."""
    reader = SdtReader(_Library(table), port=1001, unpack=_unpacked)
    return Counter(
        name="模拟窗口",
        readers=(_PermitReader(table), reader),
        printer=_Printer(table),
        scanner=_Scanner(table),
    )


def picture(name: str) -> bytes:
    """A drawn photo or paper."""
    return files("anju.devices.simulator").joinpath("pictures", f"{name}.jpg").read_bytes()


class _Library:
    """The makers' library as far as we call it."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def SDT_OpenPort(self, port: int) -> int:  # noqa: N802
        if self._table.reader == "hangs":
            time.sleep(HANGING_SECONDS)
        return NO_ANSWER if self._table.reader == "unplugged" else OK

    def SDT_ClosePort(self, port: int) -> int:  # noqa: N802
        return OK

    def SDT_GetSAMIDToStr(self, port: int, serial: Any, opened: int) -> int:  # noqa: N802
        serial.value = SERIAL.encode()
        return OK

    def SDT_StartFindIDCard(self, port: int, found: Any, opened: int) -> int:  # noqa: N802
        return FOUND if self._chip() is not None else NO_CARD

    def SDT_SelectIDCard(self, port: int, selected: Any, opened: int) -> int:  # noqa: N802
        return OK

    def SDT_ReadBaseMsg(  # noqa: N802
        self, port: int, text: Any, text_size: Any, photo: Any, photo_size: Any, opened: int
    ) -> int:
        chip = self._chip()
        if chip is None:
            return NO_CARD
        with self._table.lock:
            self._table.tries += 1
            if chip.behaviour == "damaged":
                return min(DAMAGED)
            if chip.behaviour == "half" and self._table.tries == 1:
                return READ_FAILED
            self._table.read += 1
        text.raw = chip.message.ljust(len(text), b"\x00")
        photo.raw = chip.photo.encode().ljust(len(photo), b"\x00")
        text_size._obj.value, photo_size._obj.value = MESSAGE_BYTES, PHOTO_BYTES
        return OK

    def _chip(self) -> Chip | None:
        card = self._table.card
        return card.chip if card is not None and isinstance(card.chip, Chip) else None


def _unpacked(photo: bytes) -> bytes:
    name = photo.rstrip(b"\x00").decode("ascii")
    return picture(name) if name else b""


class _PermitReader:
    """Reads a permit's number; the place of the reader of permit chips."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def state(self) -> DeviceState:
        return DeviceState("ready", "居住证读卡器（模拟）")

    def read(self) -> ReadCard:
        card = self._table.card
        if card is None or not isinstance(card.chip, PermitCard) or self._table.reader != "ready":
            raise DeviceFault("no_card")
        return ReadCard("permit", {"permit_number": card.chip.number})


class _Printer:
    """Keeps what it printed, to be looked at on the page."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def state(self) -> DeviceState:
        fault = self._table.printer
        return DeviceState("trouble" if fault else "ready", "模拟打印机", fault)

    def print_pdf(self, pdf: bytes, copies: int) -> None:
        if self._table.printer:
            raise DeviceFault(self._table.printer)
        time.sleep(PRINTING_SECONDS)
        with self._table.lock:
            self._table.prints.extend([pdf] * copies)
            del self._table.prints[:-MOST_PRINTS]


class _Scanner:
    """Draws in the paper that lies in it."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def state(self) -> DeviceState:
        fault = self._table.scanner
        return DeviceState("trouble" if fault else "ready", "模拟扫描仪", fault)

    def scan(self) -> bytes:
        if self._table.scanner:
            raise DeviceFault(self._table.scanner)
        with self._table.lock:
            paper, self._table.paper = self._table.paper, ""
        if not paper:
            raise DeviceFault("scanner_empty")
        time.sleep(SCANNING_SECONDS)
        return picture(paper)
