"""The simulator's own page and what its buttons send. It is served beside the protocol."""

import json
from collections.abc import Callable
from importlib.resources import files

from anju.devices.faults import DeviceFault
from anju.devices.pairing import Pairing
from anju.devices.protocol import Request, Response, json_response
from anju.devices.simulator.cards import CARDS, PermitCard, SimulatedCard, card_to_measure
from anju.devices.simulator.devices import (
    PAPERS,
    PRINTER_STATES,
    READER_STATES,
    SCANNER_STATES,
    Table,
    picture,
)

__all__ = ["pages_of"]

FILES = {
    "/": ("page.html", "text/html; charset=utf-8"),
    "/page.css": ("page.css", "text/css; charset=utf-8"),
    "/page.js": ("page.js", "text/javascript; charset=utf-8"),
}
PICTURES = "/pictures/"
PRINTS = "/prints/"
WALLS = {
    "Content-Security-Policy": "default-src 'self'; frame-ancestors 'none'; base-uri 'none'",
    "Cache-Control": "no-store",
}
CHOICES = {
    "reader": READER_STATES,
    "printer": PRINTER_STATES,
    "scanner": SCANNER_STATES,
    "paper": {"": "没有纸", **PAPERS},
}


def pages_of(
    table: Table, pairing: Pairing, show_code: Callable[[str], None]
) -> Callable[[Request], Response | None]:
    """What answers outside /v1. A new pairing code is shown on the page and where it was begun."""

    def page(request: Request) -> Response | None:
        told = _read(table, request) if request.method == "GET" else None
        if request.method == "POST" and request.path == "/code":
            code = pairing.new_code()
            show_code(code)
            told = json_response({"code": code})
        elif request.method == "POST" and request.path == "/table":
            _change(table, request.body)
            told = json_response(_shown(table))
        return told and Response(told.status, told.body, told.media_type, WALLS)

    return page


def _read(table: Table, request: Request) -> Response | None:
    path = request.path
    if path in FILES:
        name, media_type = FILES[path]
        content = files("anju.devices.simulator").joinpath(name).read_bytes()
        return Response(200, content, media_type)
    if path == "/table":
        return json_response(_shown(table))
    if path.startswith(PICTURES):
        name = path.removeprefix(PICTURES).removesuffix(".jpg")
        known = {*PAPERS, "man", "woman"}
        return Response(200, picture(name), "image/jpeg") if name in known else None
    if path.startswith(PRINTS):
        at = path.removeprefix(PRINTS).removesuffix(".pdf")
        if at.isascii() and at.isdigit() and 0 < int(at) <= len(table.prints):
            return Response(200, table.prints[int(at) - 1], "application/pdf")
    return None


def _shown(table: Table) -> dict[str, object]:
    """The table as the page draws it."""
    return {
        "card": table.card.key if table.card else "",
        "read": table.read,
        "prints": len(table.prints),
        "cards": [
            {"key": one.key, "title": one.title, "hint": one.hint, "photo": _photo(one)}
            for one in CARDS
        ],
        "own": table.card.title if table.card and table.card not in CARDS else "",
        "set": {name: getattr(table, name) for name in CHOICES},
        "choices": CHOICES,
    }


def _photo(card: SimulatedCard) -> str:
    return "" if isinstance(card.chip, PermitCard) else card.chip.photo


def _change(table: Table, body: bytes) -> None:
    """Lay a card, or set how a device behaves."""
    try:
        sent = json.loads(body)
        words = {name: str(value)[:200] for name, value in sent.items()}
    except (ValueError, AttributeError):
        raise DeviceFault("not_understood") from None
    if "card" in words:
        table.lay(_card(words))
    for name, choices in CHOICES.items():
        if words.get(name, "") in choices and name in words:
            setattr(table, name, words[name])


def _card(words: dict[str, str]) -> SimulatedCard | None:
    """The card to lay: one of ours, a permit, one to measure, or none."""
    key = words["card"]
    if key == "permit":
        number = words.get("number", "").strip()
        return SimulatedCard("permit", f"居住证 {number}", "", PermitCard(number))
    if key == "own":
        try:
            return card_to_measure(words["name"], words["number"].upper(), words["address"])
        except (KeyError, ValueError):
            raise DeviceFault("not_understood") from None
    return next((one for one in CARDS if one.key == key), None)
