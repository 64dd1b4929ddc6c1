"""Form fields that answer in the words of the project."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

__all__ = ["CivilDateField", "CivilDateInput"]

PARTS = (("年", 4), ("月", 2), ("日", 2))
EMPTY = "请填写{label}"
UNREAL = "{year}年{month}月没有{day}日"
NOT_A_NUMBER = "{label}请用数字填写年、月、日"


class CivilDateInput(forms.MultiWidget):
    """Three boxes: year, month, day. Shown by the tag `date_field`."""

    def __init__(self) -> None:
        boxes = [
            forms.TextInput(
                attrs={"inputmode": "numeric", "maxlength": size, "autocomplete": "off"}
            )
            for _, size in PARTS
        ]
        super().__init__(boxes)

    def decompress(self, value: date | None) -> list[str]:
        """The texts of the three boxes for a day."""
        if value is None:
            return ["", "", ""]
        return [str(value.year), str(value.month), str(value.day)]


class CivilDateField(forms.MultiValueField):
    """A civil day typed as year, month and day; full-width digits and spaces are taken as meant."""

    widget = CivilDateInput

    def __init__(self, *, label: str, **options: Any) -> None:
        fields = [forms.CharField(required=False) for _ in PARTS]
        super().__init__(fields, label=label, require_all_fields=False, **options)
        self.error_messages["required"] = EMPTY.format(label=label)

    def clean(self, value: list[str]) -> date | None:
        """The day, or the sentence that says which day does not exist."""
        texts = [str(text or "").strip() for text in value]
        if not any(texts):
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        if not all(text.isdecimal() for text in texts):
            raise ValidationError(NOT_A_NUMBER.format(label=self.label), code="number")
        year, month, day = (int(text) for text in texts)
        try:
            return date(year, month, day)
        except ValueError as error:
            sentence = UNREAL.format(year=year, month=month, day=day)
            raise ValidationError(sentence, code="unreal") from error
