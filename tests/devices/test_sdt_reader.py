"""The adapter of ID readers before a library that behaves like the makers'."""

import ctypes
import sys
import time
from typing import Any

import pytest

from anju.devices.adapters import sdt_reader
from anju.devices.adapters.chip_photo import BITMAP_BYTES, ROW, as_bitmap, unpack_with
from anju.devices.adapters.sdt_reader import FOUND, OK, SdtReader, load_library
from anju.devices.base_message import written_message
from anju.devices.faults import DeviceFault
from anju.devices.simulator.cards import citizen, made_up

MESSAGE = written_message("", citizen("潘晓兰", made_up("99010119900307002"), "虚构省"))


class Library:
    """Answers each call with what the test says, and remembers the calls."""

    def __init__(self, **answers: Any) -> None:
        self.answers = {
            "open": {1003: OK}, "find": [FOUND], "select": OK, "read": OK,
            "message": MESSAGE, "photo": b"w" * 1024, "serial": b"05.01-1", **answers,
        }  # fmt: skip
        self.calls: list[str] = []

    def SDT_OpenPort(self, port: int) -> int:
        self.calls.append(f"open {port}")
        return self.answers["open"].get(port, 0x01)

    def SDT_ClosePort(self, port: int) -> int:
        self.calls.append(f"close {port}")
        return OK

    def SDT_GetSAMIDToStr(self, port: int, serial: Any, opened: int) -> int:
        serial.value = self.answers["serial"]
        return OK if self.answers["serial"] else 0x41

    def SDT_StartFindIDCard(self, port: int, found: Any, opened: int) -> int:
        assert opened == 0
        self.calls.append("find")
        left = self.answers["find"]
        return left.pop(0) if len(left) > 1 else left[0]

    def SDT_SelectIDCard(self, port: int, selected: Any, opened: int) -> int:
        return self.answers["select"]

    def SDT_ReadBaseMsg(
        self, port: int, text: Any, text_size: Any, photo: Any, photo_size: Any, opened: int
    ) -> int:
        message = self.answers["message"]
        text.raw = message.ljust(len(text), b"\x00")
        photo.raw = self.answers["photo"].ljust(len(photo), b"\x00")
        text_size._obj.value, photo_size._obj.value = len(message), len(self.answers["photo"])
        return self.answers["read"]


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sdt_reader, "PATIENCE_SECONDS", 0.05)
    monkeypatch.setattr(sdt_reader, "PAUSE_SECONDS", 0.01)


def fault_of(library: Library, **options: Any) -> str:
    with pytest.raises(DeviceFault) as told:
        SdtReader(library, **options).read()
    return told.value.code


def test_the_first_usb_port_that_opens_is_used_and_closed_again() -> None:
    library = Library()
    card = SdtReader(library, unpack=lambda photo: b"BM" + photo[:1]).read()
    assert card.fields["name"] == "潘晓兰"
    assert card.photo == b"BMw"
    assert library.calls == ["open 1001", "open 1002", "open 1003", "find", "close 1003"]


def test_a_port_that_is_named_is_the_only_one_tried() -> None:
    library = Library()
    assert fault_of(library, port=1) == "reader_absent"
    assert library.calls == ["open 1"]


def test_a_card_laid_down_a_moment_later_is_found() -> None:
    assert SdtReader(Library(find=[0x80, 0x80, FOUND]), port=1003).read().kind == "citizen"


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        ({"find": [0x80]}, "no_card"),
        ({"select": 0x81}, "misread"),
        ({"read": 0x41}, "misread"),
        ({"read": 0x31}, "card_damaged"),
        ({"message": MESSAGE[:100]}, "misread"),
        ({"message": b""}, "misread"),
    ],
)
def test_what_goes_wrong_is_said_and_the_port_is_closed(answers: Any, code: str) -> None:
    library = Library(**answers)
    assert fault_of(library, port=1003) == code
    assert library.calls[-1] == "close 1003"


def test_without_a_function_to_unpack_there_is_no_photo_and_no_harm() -> None:
    assert SdtReader(Library(), port=1003).read().photo == b""
    assert SdtReader(Library(photo=b""), port=1003, unpack=lambda photo: b"x").read().photo == b""


def test_the_state_names_the_reader_by_its_security_module() -> None:
    state = SdtReader(Library()).state()
    assert (state.state, state.name) == ("ready", "05.01-1")
    assert SdtReader(Library(serial=b"")).state().state == "ready"
    assert SdtReader(Library(open={})).state().fault == "reader_absent"


def test_a_library_that_is_not_there_is_an_absent_reader() -> None:
    with pytest.raises(DeviceFault):
        load_library("/nowhere/libsdtapi.so")


@pytest.mark.skipif(sys.platform == "win32", reason="the C library has another name")
def test_a_library_is_loaded_by_its_path() -> None:
    assert load_library("libc.so.6").abs(-3) == 3


def unpack_writing(content: bytes, code: int) -> Any:
    def function(photo: bytes, picture: Any, save: int) -> int:
        assert (len(photo), save) == (1024, 0)
        ctypes.memmove(picture, content, len(content))
        return code

    return function


def test_a_photo_is_unpacked_in_memory() -> None:
    photo = bytes(1024)
    assert unpack_with(unpack_writing(b"BM-bitmap", 1))(photo)[:9] == b"BM-bitmap"
    assert unpack_with(unpack_writing(b"BM", 0))(photo) == b""


def test_bare_pixels_become_a_bitmap_with_its_first_row_last() -> None:
    picture = as_bitmap(b"\x01" * ROW + b"\x02" * ROW * 125)
    assert picture[:2] == b"BM"
    assert len(picture) == BITMAP_BYTES
    assert picture[-4:] == b"\x01\x01\x00\x00"
    assert picture[54] == 2


def test_reading_takes_less_than_two_seconds_when_there_is_no_card() -> None:
    began = time.monotonic()
    fault_of(Library(find=[0x80]), port=1003)
    assert time.monotonic() - began < 2
