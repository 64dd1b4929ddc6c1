"""The components of the pages, each a tag with a template under `components/`.

`{% load components %}` in a template, then see the head comment of each component's template.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.forms import BoundField
from django.template import Library
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from anju.web.status_words import status_word

__all__ = ["register"]

register = Library()

NOTICE_ICONS = {
    "": "info",
    "info": "info",
    "ok": "circle-check",
    "warn": "triangle-alert",
    "error": "circle-alert",
}

#: The `lang` of the page for each language Django may choose.
PAGE_LANGUAGES = {"zh-hans": "zh-CN", "en": "en"}

# ---------------------------------------------------------------- words and pictures


@register.simple_tag
def page_language() -> str:
    """The language of the page, as HTML writes it."""
    return PAGE_LANGUAGES.get(get_language() or "", "zh-CN")


@register.simple_tag
def icon(name: str) -> SafeString:
    """A line icon of the sprite; always beside a word, hence hidden from readers aloud."""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        static("web/icons.svg"),
        name,
    )


@register.inclusion_tag("components/status.html")
def status(word: str, tone: str = "grey", icon: str = "") -> dict[str, object]:
    """A status given in words by the caller."""
    return {"word": word, "tone": tone, "icon": icon}


@register.inclusion_tag("components/status.html")
def status_of(kind: str, state: str) -> dict[str, object]:
    """The status of a registration, departure, case or permit."""
    shown = status_word(kind, state)
    return {"word": shown.word, "tone": shown.tone, "icon": shown.icon}


@register.simple_block_tag
def notice(content: str, tone: str = "", heading: str = "") -> str:
    """A panel that says one thing that matters."""
    slots = {"content": content, "tone": tone, "heading": heading, "icon": NOTICE_ICONS[tone]}
    return render_to_string("components/notice.html", slots)


# ---------------------------------------------------------------- going on and going back


@register.simple_block_tag
def button(content: str, kind: str = "", href: str = "", **attributes: str) -> str:
    """A button, or a link that looks like one when `href` is given."""
    named = {name.replace("_", "-"): value for name, value in attributes.items() if value}
    slots = {"content": content, "kind": kind, "href": href, "attributes": named}
    return render_to_string("components/button.html", slots)


@register.inclusion_tag("components/back_link.html")
def back_link(href: str, text: str = "返回") -> dict[str, object]:
    """The way back, first thing inside the main landmark."""
    return {"href": href, "text": text}


@register.inclusion_tag("components/paging.html")
def paging(previous: str = "", next: str = "", label: str = "翻页") -> dict[str, object]:
    """Earlier and later, by key: the addresses carry the key, there are no page numbers."""
    return {"previous": previous, "next": next, "label": label}


@register.simple_block_tag
def action_bar(content: str, label: str = "操作") -> str:
    """The bar at the bottom of a staff page."""
    return render_to_string("components/action_bar.html", {"content": content, "label": label})


@register.inclusion_tag("components/key_hints.html")
def key_hints(**keys: str) -> dict[str, object]:
    """Which key does what on this page."""
    return {"keys": keys.items()}


@register.inclusion_tag("components/search_box.html")
def search_box(
    label: str, value: str = "", name: str = "q", action: str = "", hint: str = ""
) -> dict[str, object]:
    """One box and one button that ask by GET."""
    return {"label": label, "value": value, "name": name, "action": action, "hint": hint}


# ---------------------------------------------------------------- fields


@register.inclusion_tag("components/error_summary.html")
def error_summary(*forms_of_page: forms.BaseForm) -> dict[str, object]:
    """Every error of the page on top, each line a link to its field."""
    lines = [line for form in forms_of_page for line in _error_lines(form)]
    return {"lines": lines}


def _error_lines(form: forms.BaseForm) -> Iterable[tuple[str, str]]:
    """Pairs of the id to go to (empty for an error of the whole form) and the sentence."""
    for sentence in form.non_field_errors():
        yield "", str(sentence)
    for field in form:
        for sentence in field.errors:
            yield _first_id(field), str(sentence)


def _first_id(field: BoundField) -> str:
    """The id of the first control of a field."""
    if isinstance(field.field.widget, forms.MultiWidget | forms.RadioSelect):
        return f"{field.auto_id}_0"
    if isinstance(field.field.widget, forms.CheckboxSelectMultiple):
        return f"{field.auto_id}_0"
    return str(field.id_for_label)


@register.inclusion_tag("components/text_field.html")
def text_field(
    field: BoundField, hint: str = "", width: str = "", **attributes: Any
) -> dict[str, object]:
    """A labelled box for text; a Textarea widget becomes several lines."""
    return _control(
        field,
        hint,
        attributes,
        base="anju-textarea" if _is_long(field) else "anju-input",
        width=width,
    )


@register.inclusion_tag("components/text_field.html")
def select_field(field: BoundField, hint: str = "", **attributes: Any) -> dict[str, object]:
    """A labelled list to choose one from; for short lists take `radios`."""
    return _control(field, hint, attributes, base="anju-select")


@register.inclusion_tag("components/text_field.html")
def file_field(field: BoundField, hint: str = "", **attributes: Any) -> dict[str, object]:
    """A labelled button to choose a file."""
    return _control(field, hint, attributes, base="file")


def _is_long(field: BoundField) -> bool:
    """Whether the box has several lines."""
    return isinstance(field.field.widget, forms.Textarea)


def _control(
    field: BoundField, hint: str, attributes: Mapping[str, Any], *, base: str, width: str = ""
) -> dict[str, object]:
    """Label, hint, error and the one control of a field, tied together by ids."""
    classes = [base]
    if width:
        classes.append(f"anju-input--width-{width}")
    if field.errors:
        classes.append(f"{base}--error")
    shown: dict[str, Any] = {name.replace("_", "-"): value for name, value in attributes.items()}
    shown["class"] = " ".join(classes)
    described = _described_by(field, hint)
    if described:
        shown["aria-describedby"] = described
    shown["required"] = False
    return {
        "field": field,
        "hint": hint or field.help_text,
        "control": field.as_widget(attrs=shown),
    }


def _described_by(field: BoundField, hint: str) -> str:
    """The ids of the hint and the error, in the order they are read."""
    ids = []
    if hint or field.help_text:
        ids.append(f"{field.auto_id}-hint")
    if field.errors:
        ids.append(f"{field.auto_id}-error")
    return " ".join(ids)


@register.inclusion_tag("components/choices.html")
def radios(
    field: BoundField, hint: str = "", hints: Mapping[str, str] | None = None, *, page: bool = False
) -> dict[str, object]:
    """One of several; `page` makes the legend the heading of the page."""
    return _choices(field, hint, hints, page=page, kind="radios")


@register.inclusion_tag("components/choices.html")
def checkboxes(
    field: BoundField, hint: str = "", hints: Mapping[str, str] | None = None, *, page: bool = False
) -> dict[str, object]:
    """Any of several; `page` makes the legend the heading of the page."""
    return _choices(field, hint, hints, page=page, kind="checkboxes")


def _choices(
    field: BoundField, hint: str, hints: Mapping[str, str] | None, *, page: bool, kind: str
) -> dict[str, object]:
    """The slots of a group of radios or checkboxes."""
    options = [
        {"data": widget.data, "hint": (hints or {}).get(str(widget.data["value"]), "")}
        for widget in field.subwidgets
    ]
    return {
        "field": field,
        "kind": kind,
        "type": "radio" if kind == "radios" else "checkbox",
        "hint": hint or field.help_text,
        "described_by": _described_by(field, hint),
        "options": options,
        "page": page,
    }


@register.inclusion_tag("components/date_field.html")
def date_field(field: BoundField, hint: str = "") -> dict[str, object]:
    """Year, month and day of a `CivilDateField`."""
    widget = field.field.widget
    values = field.value()
    texts = values if isinstance(values, list) else widget.decompress(values)
    boxes = [
        {
            "id": f"{field.auto_id}_{at}",
            "name": f"{field.html_name}_{at}",
            "value": text,
            "label": label,
        }
        for at, (text, label) in enumerate(zip(texts, ("年", "月", "日"), strict=True))
    ]
    return {
        "field": field,
        "hint": hint or field.help_text,
        "boxes": boxes,
        "described_by": _described_by(field, hint),
    }


# ---------------------------------------------------------------- showing


@register.inclusion_tag("components/summary_card.html")
def summary_card(
    title: str, rows: Sequence[tuple[str, object]], change: str = "", level: int = 2
) -> dict[str, object]:
    """Facts with their names, and a link to change them."""
    return {"title": title, "rows": rows, "change": change, "level": level}


@register.inclusion_tag("components/task_list.html")
def task_list(tasks: Sequence[Mapping[str, object]]) -> dict[str, object]:
    """Tasks with their state; the whole row is the link."""
    return {"tasks": tasks}


@register.simple_block_tag
def table(content: str, caption: str, hidden: str = "") -> str:
    """A table that scrolls by itself when the page is narrow."""
    slots = {"content": content, "caption": caption, "hidden": bool(hidden)}
    return render_to_string("components/table.html", slots)


@register.inclusion_tag("components/timeline.html")
def timeline(entries: Sequence[Mapping[str, object]]) -> dict[str, object]:
    """What happened and what comes, in order."""
    return {"entries": entries}


@register.inclusion_tag("components/number_tile.html")
def number_tile(count: object, label: str, href: str, tone: str = "") -> dict[str, object]:
    """A number that opens the list it counts."""
    return {"count": count, "label": label, "href": href, "tone": tone}


@register.simple_block_tag
def disclosure(content: str, summary: str) -> str:
    """Something few need to read, folded away."""
    return render_to_string("components/disclosure.html", {"content": content, "summary": summary})
