"""What an agent needs of a reader, a printer and a scanner, whoever made them."""

from dataclasses import dataclass
from typing import Literal, Protocol

from anju.devices.card import ReadCard

__all__ = ["CardReader", "DeviceState", "PagePrinter", "PageScanner"]


@dataclass(frozen=True, slots=True)
class DeviceState:
    """How a device stands: ready, in trouble with the code of the fault, or none at all."""

    state: Literal["ready", "trouble", "none"]
    name: str = ""
    fault: str = ""


class CardReader(Protocol):
    """Reads the card that lies on it."""

    def state(self) -> DeviceState:
        """How it stands, asked without a card."""

    def read(self) -> ReadCard:
        """The card on it, or a `DeviceFault` within two seconds."""


class PagePrinter(Protocol):
    """Prints PDF files."""

    def state(self) -> DeviceState:
        """How it stands."""

    def print_pdf(self, pdf: bytes, copies: int) -> None:
        """Print and return when the paper is out, or say with a `DeviceFault` why it is not."""


class PageScanner(Protocol):
    """Takes pictures of paper."""

    def state(self) -> DeviceState:
        """How it stands."""

    def scan(self) -> bytes:
        """One page as JPEG, or a `DeviceFault`."""
