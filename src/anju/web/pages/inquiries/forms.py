"""What an inquiry asks: why it is opened, what was done, what was found."""

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from anju.codes.tables import table
from anju.web.act_form import ActForm
from anju.web.pages.inquiries.words import NOTE_WORDS, RESULT_WORDS
from anju.web.typed_day import TypedDayField, read_days_from

__all__ = ["BeginForm", "ConcludeForm", "DropForm", "InquiryForm", "NoteForm"]

REACHED = (("", ""), ("yes", _("见到、问到了")), ("no", _("没有")))


def words(label: Any, most: int, empty: Any = "") -> forms.CharField:
    """A line of text; `empty` is what is said when it is needed and missing."""
    return forms.CharField(
        label=label,
        max_length=most,
        required=bool(empty),
        error_messages={"required": empty} if empty else None,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


def choice(label: Any, empty: Any, choices: Any = ()) -> forms.ChoiceField:
    """One of a list; `empty` is what is said when nothing was chosen."""
    return forms.ChoiceField(label=label, choices=choices, error_messages={"required": empty})


class InquiryForm(ActForm):
    """A form whose typed days are read from the day of the act."""

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        read_days_from(self, on)


class BeginForm(InquiryForm):
    """Why somebody doubts that the person lives there."""

    ground = choice(_("怎么发现的"), _("请选择怎么发现的"))
    noticed = words(_("发现了什么"), 200, _("请写明发现了什么，例如“房主说上月已搬走”"))

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, on=on, **options)
        ground = self.fields["ground"]
        assert isinstance(ground, forms.ChoiceField)
        ground.choices = [("", ""), *table("inquiry_grounds").choices(on)]


class NoteForm(InquiryForm):
    """What was done, on which day, and what was said."""

    kind = choice(_("做了什么"), _("请选择做了什么"), [("", ""), *NOTE_WORDS.items()])
    done_on = TypedDayField(label=_("哪天"), initial=".")
    reached = choice(_("见到、问到人没有"), _("请选择见到人没有"), REACHED)
    who = words(_("见到谁"), 60)
    said = words(_("说了什么、看到什么"), 500, _("请写明说了什么或者看到什么"))


class ConcludeForm(InquiryForm):
    """What was found, why, and the day the person left where the stay ends."""

    reason_fields: ClassVar[Mapping[str, str]] = dict.fromkeys(
        ("person_not_heard", "occupant_not_heard", "nobody_heard"), "result"
    )

    result = choice(_("核查结果"), _("请选择核查结果"), [("", ""), *RESULT_WORDS.items()])
    left_on = TypedDayField(label=_("哪天离开的（离开、查无下落时填）"), required=False)
    reasons = words(_("凭什么认定"), 300, _("请写明凭什么认定"))


class DropForm(InquiryForm):
    """Why an inquiry turned out to be needless."""

    reasons = words(_("为什么不再核查"), 200, _("请写明为什么不再核查"))
