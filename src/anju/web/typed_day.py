"""A day as a counter types it: `.` today, `-3` three days ago, `0520`, `20260520`, 2026-5-20."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from anju.codes import typed_dates

__all__ = ["TypedDayField", "read_days_from"]

LONGEST = 40


class TypedDayField(forms.CharField):
    """A civil day in one box; what cannot be read comes back with a sentence."""

    #: The day that `.` and `-3` are read from; `read_days_from` sets it.
    on: date | None = None

    def __init__(self, *, label: Any, required: bool = True, initial: str = "") -> None:
        widget = forms.TextInput(attrs={"autocomplete": "off"})
        super().__init__(
            label=label, required=required, initial=initial, max_length=LONGEST, widget=widget
        )

    def clean(self, value: Any) -> date | None:
        """The day, or the sentence that says what is wrong with it."""
        text = super().clean(value)
        if not text:
            return None
        assert self.on is not None
        found = typed_dates.read(text, self.on)
        if found.day is None:
            sentence = _("{label}“{text}”看不明白，请写成 2026-05-20 这样")
            raise ValidationError(sentence.format(label=self.label, text=text), code="unread")
        return found.day


def read_days_from(form: forms.BaseForm, on: date) -> None:
    """Tell every typed day of a form which day is today."""
    for field in form.fields.values():
        if isinstance(field, TypedDayField):
            field.on = on
