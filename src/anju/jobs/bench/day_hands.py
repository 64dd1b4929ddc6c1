"""A clerk's hands for one day: every errand by keyboard alone, through the real pages.

The pages are walked as somebody does who never touches the mouse. The reader and the scanner of
the counter answer F2 and F10 with the events that `devices.js` sends.
"""

from base64 import b64encode
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import anju
from anju.jobs.bench.day_people import Errand, Visitor
from anju.jobs.bench.hands import COUNTER_KEY, COUNTING, DECISION

if TYPE_CHECKING:
    from playwright.sync_api import Page

__all__ = ["Hands", "Served", "fill_from_card", "serve"]

SHEET, HOME, IN_HAND = "**/counter/register/", "**/counter/", "**/counter/card/"
#: How long the slowest part of a page may take before the walk is given up.
PATIENCE_MS = 30_000
PAUSE_MS = 30
MOST_TABS = 80
KEYS_OF_A_CHARACTER = 3
PICTURES = Path(anju.__path__[0]) / "devices" / "simulator" / "pictures"
FOCUSED = "(document.activeElement.innerText || '').trim()"
DEVICES = """
const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
addEventListener("keydown", async (event) => {
  if (event.key !== "F2" && event.key !== "F10") return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const laid = await window.anjuDevice(event.key);
  const scan = () => ({ file: new File([bytes(laid.scan)], "scan.jpg", { type: "image/jpeg" }) });
  const card = () => ({ ...laid, reader: "", marks: [], note() {} });
  const [name, detail] = laid.scan ? ["anju:scanned", scan()] : ["anju:card-read", card()];
  document.dispatchEvent(new CustomEvent(name, { cancelable: true, detail }));
}, true);
"""


@dataclass(slots=True)
class Served:
    """One person served: the keys and thoughts it took, and how long each page was waited for."""

    visitor: Visitor
    counts: Counter[str] = field(default_factory=Counter)
    pages: list[float] = field(default_factory=list)

    @property
    def seconds(self) -> float:
        """By the keystroke-level model: hands, thoughts and pages."""
        hands = COUNTER_KEY * self.counts["K"] + DECISION * self.counts["decisions"]
        return hands + sum(self.pages)


def letters(name: str) -> str:
    """A picture as text."""
    return b64encode((PICTURES / f"{name}.jpg").read_bytes()).decode("ascii")


class Hands:
    """Hands at a tab, with what lies on the counter's devices.

    To be made before the tab opens a page.
    """

    def __init__(self, tab: "Page") -> None:
        self.tab = tab
        self.served: Served | None = None
        self.laid: dict[str, Any] = {}
        self.scans: list[str] = []
        tab.set_default_timeout(PATIENCE_MS)
        tab.context.expose_binding("anjuMeter", self._tell)
        tab.context.expose_function("anjuDevice", self._device)
        tab.context.add_init_script(COUNTING)
        tab.context.add_init_script(DEVICES)

    def _tell(self, _source: object, what: str, seconds: float = 0.0) -> None:
        if self.served is None:
            return
        self.served.counts[what] += 1
        if what == "P":
            self.served.pages.append(seconds)

    def _device(self, key: str) -> dict[str, Any]:
        return {"scan": self.scans.pop(0)} if key == "F10" else self.laid

    def lay(self, visitor: Visitor) -> None:
        """Lay a citizen's card on the reader."""
        fields = {
            "number": visitor.number,
            "name": visitor.name,
            "ethnic_group": visitor.ethnic_group,
            "sex": "2",
            "address": f"贵州省黎平县{visitor.hukou_address}",
        }
        photo = f"data:image/jpeg;base64,{letters('woman')}"
        self.laid = {"kind": "citizen", "photo": photo, "fields": fields}

    def lay_permit(self, permit_number: str) -> None:
        """Lay a residence permit on the reader."""
        fields = {"permit_number": permit_number}
        self.laid = {"kind": "permit", "photo": "", "fields": fields}

    def sign_in(self, name: str) -> None:
        """The button of somebody of the demonstration; then on to the empty sheet."""
        self.tab.goto("/signin/")
        self.tab.get_by_role("button", name=f"登录：{name}").first.focus()
        self.press_to(HOME, "Enter")
        self.press_to(SHEET, "F4")

    def press(self, *keys: str) -> None:
        """Keys, one after another."""
        for key in keys:
            self.tab.wait_for_timeout(PAUSE_MS)
            self.tab.keyboard.press(key)

    def type(self, text: str) -> None:
        """Digits and letters."""
        self.tab.keyboard.type(text)

    def chinese(self, text: str) -> None:
        """A text as an input method brings it: some keys a character, one text."""
        self.tab.keyboard.insert_text(text)
        if self.served:
            self.served.counts["K"] += KEYS_OF_A_CHARACTER * len(text)

    def thought(self, times: int) -> None:
        """The clerk had to think so often."""
        if self.served:
            self.served.counts["decisions"] += times

    def press_to(self, address: str, *keys: str) -> None:
        """Keys of which the last leads to another page."""
        *before, last = keys
        self.press(*before)
        with self.tab.expect_navigation(url=address, wait_until="load"):
            self.press(last)
        self.tab.evaluate("() => new Promise(done => setTimeout(done, 20))")  # the page is counted

    def sees(self, selector: str) -> None:
        """Wait until a part of the page is there."""
        self.tab.wait_for_selector(selector)

    def tab_to(self, words: str) -> None:
        """Tab on to a link or a button."""
        for _ in range(MOST_TABS):
            self.tab.keyboard.press("Tab")
            if self.tab.evaluate(FOCUSED) == words:
                return
        raise LookupError(f"{words} is not reached by Tab on {self.tab.url}")

    def stands_in(self, name: str) -> None:
        """Wait until the cursor is in a field."""
        asked = "name => document.activeElement.name === name"
        self.tab.wait_for_function(asked, arg=name)


# ---------------------------------------------------------------- errands


def serve(hands: Hands, visitor: Visitor, permit_number: str) -> Served:
    """One person; an errand begins and ends at an empty sheet."""
    served = hands.served = Served(visitor)
    hands.lay(visitor)
    if visitor.errand in {Errand.ENDORSED, Errand.COLLECTED}:
        hands.lay_permit(permit_number)
    ERRANDS[visitor.errand](hands, visitor)
    hands.served = None
    return served


def read(hands: Hands, visitor: Visitor) -> None:
    """Somebody new whose card is read."""
    fill_from_card(hands, visitor)
    save(hands)


def typed(hands: Hands, visitor: Visitor) -> None:
    """Somebody new whose card cannot be read."""
    hands.type(visitor.number)
    hands.sees("#known .known__read")
    hands.press("Enter")
    hands.chinese(visitor.name)
    hands.press("Enter", "m", "Enter")
    hands.stands_in("p0-phone")
    hands.type(visitor.phone)
    hands.press("Enter")
    hands.type(visitor.hukou)
    hands.press("Enter")
    hands.chinese(visitor.hukou_address)
    hands.press("Enter")
    into_home(hands, visitor)
    hands.press("Enter")
    at_work(hands, visitor)
    hands.thought(5)
    save(hands)


def moved(hands: Hands, visitor: Visitor) -> None:
    """Somebody registered who lives elsewhere now."""
    hands.press("F2")
    hands.sees("#known [data-known-stay]")
    hands.stands_in("p0-phone")
    hands.press("F7", "F7")
    into_home(hands, visitor)
    hands.thought(2)
    save(hands)


def applied(hands: Hands, visitor: Visitor) -> None:
    """Somebody who applies for a permit, with two papers to scan."""
    hands.press("F3")
    hands.sees("#find-overlay[open]")
    hands.type(visitor.number)
    hands.press("Enter")
    hands.sees("#find-overlay [data-row]:focus")
    hands.press_to("**/counter/person/*/", "Enter")
    hands.tab_to("申领居住证")
    hands.press_to("**/apply/", "Enter")
    hands.scans = [letters("contract"), letters("employment")]
    hands.press("F2")
    hands.sees('[data-code="photo"] .held')
    for code in ("address_proof", "employment_proof"):
        hands.press("F10")
        hands.sees(f'[data-code="{code}"] .held')
        hands.press("ArrowDown")
    hands.thought(3)
    hands.press_to("**/cases/*/", "F9")
    by_header(hands)


def endorsed(hands: Hands, _visitor: Visitor) -> None:
    """Somebody whose permit is endorsed."""
    to_card_in_hand(hands)
    hands.thought(1)
    hands.press_to("**/counter/card/?card=*", "F9")
    by_header(hands)


def collected(hands: Hands, visitor: Visitor) -> None:
    """Somebody who fetches their card."""
    to_card_in_hand(hands)
    hands.stands_in("holder_number")
    hands.type(visitor.number[-4:])
    hands.thought(1)
    hands.press_to("**/counter/card/?card=*", "F9")
    by_header(hands)


ERRANDS: dict[Errand, Callable[[Hands, Visitor], None]] = {
    Errand.READ: read,
    Errand.TYPED: typed,
    Errand.MOVED: moved,
    Errand.APPLIED: applied,
    Errand.ENDORSED: endorsed,
    Errand.COLLECTED: collected,
}


# ---------------------------------------------------------------- parts of several


def fill_from_card(hands: Hands, visitor: Visitor) -> None:
    """Fill the empty sheet with the card that lies on the reader, up to the last field."""
    hands.press("F2")
    hands.sees("#known .known__read")
    hands.stands_in("p0-phone")
    hands.type(visitor.phone)
    hands.press("Enter")
    into_home(hands, visitor)
    hands.press("Enter")
    at_work(hands, visitor)
    hands.thought(3)


def into_home(hands: Hands, visitor: Visitor) -> None:
    """The house by its initials, the home by its room; the file knows the rest."""
    hands.stands_in("address")
    hands.type(visitor.home.initials)
    hands.press("Enter")
    hands.sees("#places [name=take_home]")
    hands.stands_in("room")
    hands.type(visitor.home.room)
    hands.press("Enter")
    hands.stands_in("arrived_on")


def at_work(hands: Hands, visitor: Visitor) -> None:
    """The reason, and where."""
    hands.stands_in("p0-reason")
    hands.press("1", "Enter")
    hands.stands_in("p0-employer_name")
    hands.chinese(visitor.employer)


def save(hands: Hands) -> None:
    """Save, and lay out the next sheet."""
    hands.press_to("**/counter/register/done/**", "F9")
    hands.press_to(SHEET, "Enter")


def to_card_in_hand(hands: Hands) -> None:
    """Leave the empty sheet, and read the permit that lies on the reader."""
    hands.press_to(HOME, "Escape", "Escape")
    hands.press_to(IN_HAND, "F7")
    hands.press_to("**/counter/card/?card=*", "F2")


def by_header(hands: Hands) -> None:
    """To the next sheet by the link in the header."""
    hands.tab_to("登记")
    hands.press_to(SHEET, "Enter")
