"""What stands at a counter and who may use it: one small TOML file, every entry optional."""

import ctypes
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from anju.devices.adapters.chip_photo import unpack_with
from anju.devices.adapters.printers import CommandPrinter, CupsPrinter
from anju.devices.adapters.scanners import FolderScanner, SaneScanner
from anju.devices.adapters.sdt_reader import SdtReader, load_library
from anju.devices.counter import Counter
from anju.devices.faults import DeviceFault
from anju.devices.parts import CardReader, PagePrinter, PageScanner

__all__ = ["PORT", "Configuration", "ConfigurationFaulty", "equipped", "read_configuration"]

PORT = 47810
KNOWN = {
    "": {"counter", "port", "origins", "reader", "printer", "scanner"},
    "reader": {"library", "port", "unpack"},
    "printer": {"cups", "command", "name"},
    "scanner": {"sane", "folder", "options"},
}


class ConfigurationFaulty(Exception):
    """What is wrong with the file."""


@dataclass(frozen=True, slots=True)
class Configuration:
    """The file, read. `origins` are the addresses of our pages and nobody else's."""

    counter: str = ""
    port: int = PORT
    origins: tuple[str, ...] = ()
    reader: dict[str, Any] = field(default_factory=dict)
    printer: dict[str, Any] = field(default_factory=dict)
    scanner: dict[str, Any] = field(default_factory=dict)


def read_configuration(path: Path) -> Configuration:
    """The configuration in a file; a word it does not know is refused, not passed over."""
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ConfigurationFaulty(f"{path.name} 读不了：{error}") from None
    for part, known in KNOWN.items():
        section = told.get(part, {}) if part else told
        if not isinstance(section, dict) or (unknown := section.keys() - known):
            words = "、".join(sorted(unknown)) if isinstance(section, dict) else part
            raise ConfigurationFaulty(f"{path.name} 里有不认识的项：{words}")
    configuration = Configuration(**{**told, "origins": tuple(told.get("origins", ()))})
    for origin in configuration.origins:
        if not is_origin(origin):
            raise ConfigurationFaulty(f"origins 应形如 https://名称，不能是 {origin}")
    return configuration


def is_origin(text: str) -> bool:
    """Whether a text is an origin as browsers send it: scheme, host and port, nothing behind."""
    parts = urlsplit(text)
    return parts.scheme in {"http", "https"} and text == f"{parts.scheme}://{parts.netloc}"


def equipped(configuration: Configuration) -> Counter:
    """The counter with the devices the file names, each loaded only where it is named."""
    return Counter(
        name=configuration.counter,
        readers=tuple(_readers(configuration.reader)),
        printer=_printer(configuration.printer),
        scanner=_scanner(configuration.scanner),
    )


def _readers(told: dict[str, Any]) -> list[CardReader]:
    if "library" not in told:
        return []
    try:
        library = load_library(told["library"])
        photo = load_library(told["unpack"]) if "unpack" in told else None
    except DeviceFault:
        raise ConfigurationFaulty("读卡器厂家的接口库装不上，请检查文件和位数") from None
    unpack = unpack_with(_function(photo, "unpack")) if photo is not None else None
    return [SdtReader(library, port=told.get("port"), unpack=unpack)]


def _function(library: Any, name: str) -> Any:
    function = getattr(library, name, None)
    if function is None:
        raise ConfigurationFaulty(f"照片解码库里没有 {name}")
    function.restype = ctypes.c_int
    return function


def _printer(told: dict[str, Any]) -> PagePrinter | None:
    if "command" in told:
        return CommandPrinter(told["command"], name=told.get("name", ""))
    return CupsPrinter(told["cups"]) if "cups" in told else None


def _scanner(told: dict[str, Any]) -> PageScanner | None:
    if "folder" in told:
        return FolderScanner(Path(told["folder"]))
    return SaneScanner(told["sane"], options=told.get("options", ())) if "sane" in told else None
