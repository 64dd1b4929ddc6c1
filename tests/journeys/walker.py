"""Walks the pages as a browser without script does: what a page says, its links, its forms.

A form is sent with everything the page gave it (hidden fields, values filled in, what is ticked)
and what is filled in on top, by the label a person reads.
"""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from django.test import Client

__all__ = ["Page", "Walker"]

VOID = frozenset({"input", "br", "img", "link", "meta", "hr", "use", "wbr"})
UNSEEN = frozenset({"style", "script", "noscript", "template", "datalist"})
Attributes = dict[str, str | None]


@dataclass
class Control:
    """A field of a form: its name, what it would send, and what it may be chosen from."""

    name: str
    kind: str
    value: str | None = None
    choices: dict[str, str] = field(default_factory=dict)


@dataclass
class Form:
    """A form, its fields in order, and its buttons."""

    action: str
    method: str
    controls: list[Control] = field(default_factory=list)


@dataclass
class Button:
    """A button: the words on it, the form it sends, what it adds, where it sends if elsewhere."""

    words: str
    form: Form
    name: str
    value: str
    action: str = ""


class Page(HTMLParser):
    """A page that was shown."""

    def __init__(self, walker: "Walker", response: Any) -> None:
        super().__init__()
        self.walker, self.response = walker, response
        self.status, self.address = response.status_code, response.request["PATH_INFO"]
        self.query = response.request.get("QUERY_STRING", "")
        self.links: dict[str, str] = {}
        self.buttons: list[Button] = []
        self.labels: dict[str, str] = {}
        self._forms: dict[str, Form] = {}
        self._ids: dict[str, Control] = {}
        self._words: list[str] = []
        self._open: list[tuple[str, Attributes, int]] = []
        self._form: Form | None = None
        self._select: Control | None = None
        self._late: list[tuple[str, Button]] = []
        self.feed(response.content.decode())
        for form_id, button in self._late:
            button.form = self._forms[form_id]

    # ------------------------------------------------------------ what a person reads

    @property
    def text(self) -> str:
        """Everything on the page, white space folded."""
        return _folded("".join(self._words))

    def says(self, *sentences: str) -> "Page":
        """The page, when it says all of it."""
        for sentence in sentences:
            assert sentence in self.text, f"{sentence!r} is not on {self.address}: {self.text}"
        return self

    # ------------------------------------------------------------ what a person does

    def follow(self, words: str) -> "Page":
        """Go where the link with these words leads."""
        return self.walker.open(self._one(self.links, words))

    def paper(self, words: str) -> bytes:
        """The PDF behind the link with these words."""
        answer = self.walker.client.get(self._one(self.links, words))
        assert answer.headers["Content-Type"] == "application/pdf"
        return b"".join(answer) if answer.streaming else answer.content

    def offers(self, words: str) -> bool:
        """Whether there is a button or a link with these words."""
        return any(words in one for one in [*self.links, *(b.words for b in self.buttons)])

    def press(self, words: str, /, **filled: Any) -> "Page":
        """Fill in fields by their names and press the button with these words."""
        button = next((one for one in self.buttons if words in one.words), None)
        assert button, f"no button {words!r} on {self.address}: {[b.words for b in self.buttons]}"
        if button.form.method != "post":
            return self.walker.open(button.form.action or self.address, _sent(button) | filled)
        unknown = filled.keys() - {control.name for control in button.form.controls}
        assert not unknown, f"{self.address} does not ask for {sorted(unknown)}"
        here = f"{self.address}?{self.query}".removesuffix("?")
        action = button.action or button.form.action or here
        return self.walker.send(action, _sent(button) | filled)

    def field_called(self, label: str) -> str:
        """The name of the field under this label."""
        named = {
            words: self._ids[target].name
            for target, words in self.labels.items()
            if target in self._ids
        }
        return next(name for words, name in reversed(named.items()) if words.startswith(label))

    def _one(self, links: dict[str, str], words: str) -> str:
        found = next((href for one, href in links.items() if words in one), None)
        assert found is not None, f"no link {words!r} on {self.address}: {list(links)}"
        return found

    # ------------------------------------------------------------ reading the markup

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        given: Attributes = dict(attrs)
        if tag not in VOID:
            self._open.append((tag, given, len(self._words)))
        match tag:
            case "form":
                self._form = Form(given.get("action") or "", (given.get("method") or "get").lower())
                self._forms[given.get("id") or ""] = self._form
            case "input" | "textarea" | "select":
                self._take_control(tag, given)
            case "option" if self._select is not None:
                value = given.get("value") or ""
                self._select.choices[value] = ""
                if "selected" in given or self._select.value is None:
                    self._select.value = value

    def handle_endtag(self, tag: str) -> None:
        """Close an element, and note what it was."""
        if tag in VOID:
            return
        opened, given, since = self._open.pop()
        assert opened == tag, f"</{tag}> closes <{opened}> on {self.address}"
        words = _folded("".join(self._words[since:]))
        match tag:
            case "form":
                self._form = None
            case "select":
                self._select = None
            case "a" if given.get("href"):
                self.links.setdefault(given.get("aria-label") or words, given["href"] or "")
            case "label" if given.get("for"):
                self.labels[given["for"] or ""] = words
            case "button" if given.get("type") != "button":
                self._take_button(words, given)
            case "textarea":
                self._ids[given.get("id") or ""].value = words

    def handle_data(self, data: str) -> None:
        """Words, where a person sees them."""
        if not any(tag in UNSEEN for tag, _, _ in self._open):
            self._words.append(data)

    def _take_control(self, tag: str, given: Attributes) -> None:
        """Note a field, in the form it stands in or names."""
        kind = (given.get("type") or "text") if tag == "input" else tag
        ticked = kind not in {"checkbox", "radio"} or "checked" in given
        value = (given.get("value") or ("on" if kind == "checkbox" else "")) if ticked else None
        control = Control(given.get("name") or "", kind, None if tag == "select" else value)
        if tag == "select":
            self._select = control
        self._ids[given.get("id") or ""] = control
        form = self._forms[given["form"] or ""] if given.get("form") else self._form
        if form is not None and control.name and "disabled" not in given:
            form.controls.append(control)

    def _take_button(self, words: str, given: Attributes) -> None:
        """Note a button; the form it names may stand further down."""
        button = Button(
            given.get("aria-label") or words,
            self._form or Form(self.address, "get"),
            given.get("name") or "",
            given.get("value") or "",
            given.get("formaction") or "",
        )
        if given.get("form"):
            self._late.append((given["form"] or "", button))
        self.buttons.append(button)


class Walker:
    """Somebody at a browser."""

    def __init__(self, client: Client) -> None:
        self.client = client

    def open(self, address: str, query: dict[str, Any] | None = None) -> Page:
        """Go to an address."""
        return Page(self, self.client.get(address, query or {}, follow=True))

    def send(self, address: str, fields: dict[str, Any]) -> Page:
        """Send a form."""
        return Page(self, self.client.post(address, fields, follow=True))


def _sent(button: Button) -> dict[str, Any]:
    """What the form sends as it stands, with the button that was pressed."""
    sent: dict[str, Any] = {}
    for control in button.form.controls:
        if control.value is not None:
            sent.setdefault(control.name, []).append(control.value)
    if button.name:
        sent[button.name] = [button.value]
    return sent


def _folded(words: str) -> str:
    return re.sub(r"\s+", " ", words).strip()
