"""The devices of one counter, as its pages may use them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from anju.devices.card import ReadCard
from anju.devices.faults import FAULTS, DeviceFault
from anju.devices.jobs import Job, Jobs
from anju.devices.parts import CardReader, DeviceState, PagePrinter, PageScanner
from anju.devices.turns import Turns

__all__ = ["Counter"]

READING_SECONDS = 1.8  # the page speaks after two seconds, whatever happens here
ASKING_SECONDS = 1.0
PRINTING_SECONDS = 120.0
SCANNING_SECONDS = 75.0
MOST_COPIES = 9
DEVICES = ("reader", "printer", "scanner")


@dataclass(slots=True)
class Counter:
    """What stands at the counter. Several readers are asked in turn: any of them has the card."""

    name: str = ""
    readers: tuple[CardReader, ...] = ()
    printer: PagePrinter | None = None
    scanner: PageScanner | None = None
    jobs: Jobs = field(default_factory=Jobs)
    _turns: Mapping[str, Turns] = field(
        default_factory=lambda: {device: Turns() for device in DEVICES}
    )
    _known: dict[str, DeviceState] = field(default_factory=dict)

    def states(self) -> dict[str, dict[str, str]]:
        """How each device stands, in words; a device in use stands as it last did."""
        found = {
            "reader": self._state("reader", self.readers[-1] if self.readers else None),
            "printer": self._state("printer", self.printer),
            "scanner": self._state("scanner", self.scanner),
        }
        return {device: _in_words(device, state) for device, state in found.items()}

    def read_card(self) -> dict[str, object]:
        """The card on the reader and which reader it was."""
        if not self.readers:
            raise DeviceFault("reader_none")
        card = self._turns["reader"].within(READING_SECONDS, self._first_card)
        return {"card": card.as_json(), "reader": self._reader_name()}

    def start_print(self, pdf: bytes, copies: int) -> Job:
        """Begin printing; the job says how it goes."""
        printer = self.printer
        if printer is None:
            raise DeviceFault("printer_none")
        if not pdf.startswith(b"%PDF-"):
            raise DeviceFault("not_a_pdf")
        if not 1 <= copies <= MOST_COPIES:
            raise DeviceFault("not_understood")
        self._not_busy("printer")
        turns = self._turns["printer"]
        return self.jobs.start(
            "print",
            lambda: turns.within(PRINTING_SECONDS, lambda: printer.print_pdf(pdf, copies)),
        )

    def start_scan(self) -> Job:
        """Begin scanning a page; the job holds it when it is done."""
        scanner = self.scanner
        if scanner is None:
            raise DeviceFault("scanner_none")
        self._not_busy("scanner")
        turns = self._turns["scanner"]
        return self.jobs.start("scan", lambda: turns.within(SCANNING_SECONDS, scanner.scan))

    def _first_card(self) -> ReadCard:
        """The card of the first reader that has one."""
        *others, last = self.readers
        for reader in others:
            try:
                return reader.read()
            except DeviceFault as fault:
                if fault.code != "no_card":
                    raise
        return last.read()

    def _state(
        self, device: str, part: CardReader | PagePrinter | PageScanner | None
    ) -> DeviceState:
        if part is None:
            return DeviceState("none", fault=f"{device}_none")
        try:
            self._known[device] = self._turns[device].within(ASKING_SECONDS, part.state)
        except DeviceFault as fault:
            if fault.code != "busy" or device not in self._known:
                return DeviceState("trouble", fault=fault.code)
        return self._known[device]

    def _reader_name(self) -> str:
        known = self._known.get("reader")
        return (
            " · ".join(one for one in (self.name, known.name if known else "") if one) or "读卡器"
        )

    def _not_busy(self, device: str) -> None:
        if self._turns[device].busy:
            raise DeviceFault("busy")


def _in_words(device: str, state: DeviceState) -> dict[str, str]:
    """A state as the protocol writes it."""
    sentence = FAULTS[state.fault][1] if state.fault else ""
    return {"state": state.state, "name": state.name, "sentence": sentence}
