"""What a correction asks, and what deciding on it asks."""

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anju.casework.people.corrections import ProposedCorrection
from anju.codes.tables import table
from anju.reading.person_file import PersonFile, RegistrationRow
from anju.web.act_form import ActForm
from anju.web.pages.corrections.words import FIELD_WORDS, value_words
from anju.web.pages.register.hukou_places import hukou_code
from anju.web.typed_day import TypedDayField, read_days_from

__all__ = ["CORRECTIONS", "CorrectionForm", "RejectForm", "present_stay", "stands_now"]

_l = gettext_lazy
#: What can be corrected together: the fields of one kind of fact.
CORRECTIONS: dict[str, tuple[Any, tuple[str, ...]]] = {
    "person": (
        _l("身份信息"),
        ("name", "sex", "born_on", "ethnic_group", "hukou_division", "hukou_address"),
    ),
    "stay": (_l("到达日期"), ("arrived_on",)),
    "start": (_l("起算日期"), ("starts_on",)),
}
DAYS = {"born_on", "arrived_on", "starts_on"}
TABLES = {"sex": "sexes", "ethnic_group": "ethnic_groups"}


def words(label: Any, most: int, required: Any = "") -> forms.CharField:
    """A line of text; `required` is what is said when it is empty."""
    return forms.CharField(
        label=label,
        max_length=most,
        required=bool(required),
        error_messages={"required": required} if required else None,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class CorrectionForm(ActForm):
    """What is wrong and what it should be: only what changes is filled in."""

    reason_fields: ClassVar[Mapping[str, str]] = {"start_before_arrival": "starts_on"}

    def __init__(self, data: Any, *, kind: str, file: PersonFile, on: date) -> None:
        super().__init__(data)
        self.kind, self.file, self.on = kind, file, on
        self.now_stands = stands_now(kind, file)
        for name in CORRECTIONS[kind][1]:
            field = _field(name, on)
            present = value_words(name, self.now_stands.get(name, ""), on)
            field.help_text = _("现在：{value}").format(value=present or "—")
            self.fields[name] = field
        if kind == "person":
            self.fields["since"] = TypedDayField(label=_("从哪天起是这样"), required=False)
            self.fields["since"].help_text = _("一直就错的不填")
        self.fields["reason"] = words(_("为什么更正"), 200, _("请写明为什么更正"))
        self.fields["evidence_note"] = words(
            _("依据什么材料"), 200, _("请写明依据什么材料，例如户口簿、劳动合同")
        )
        read_days_from(self, on)

    def clean(self) -> dict[str, Any]:
        """At least one thing changes, and a place of hukou is one county of the list."""
        hukou = self.cleaned_data.get("hukou_division")
        if hukou and not hukou_code(str(hukou), self.on).isdecimal():
            self.add_error("hukou_division", _("请从列表里选一个县（市、区）"))
        if not self.errors and not self.after:
            self.add_error(CORRECTIONS[self.kind][1][0], _("请填写更正后的内容，至少一样"))
        return self.cleaned_data

    @property
    def after(self) -> dict[str, str]:
        """What is to stand from now on, as texts; what stays the same is left out."""
        said = {name: self.cleaned_data.get(name) for name in CORRECTIONS[self.kind][1]}
        if said.get("hukou_division"):
            said["hukou_division"] = hukou_code(str(said["hukou_division"]), self.on)
        texts = {name: _text(value) for name, value in said.items() if value}
        return {name: text for name, text in texts.items() if text != self.now_stands.get(name)}

    def correction(self) -> ProposedCorrection:
        """The proposal, from valid answers."""
        stay = present_stay(self.file)
        return ProposedCorrection(
            subject_kind=self.kind,
            subject_ref=(
                self.file.person_ref if self.kind == "person" else stay.number if stay else ""
            ),
            after=self.after,
            reason=self.cleaned_data["reason"],
            evidence_note=self.cleaned_data["evidence_note"],
            since=self.cleaned_data.get("since"),
        )


class RejectForm(ActForm):
    """Why a correction is not made."""

    reason = words(_l("不同意的理由"), 200, _l("请写明不同意的理由"))


def present_stay(file: PersonFile) -> RegistrationRow | None:
    """The stay whose days can be corrected: the present one."""
    return next((row for row in file.registrations if row.state == "registered"), None)


def stands_now(kind: str, file: PersonFile) -> dict[str, str]:
    """What stands now in the fields of a correction, as texts."""
    stay = present_stay(file)
    owner: object = file if kind == "person" else stay
    if owner is None:
        return {}
    return {name: _text(getattr(owner, name)) for name in CORRECTIONS[kind][1]}


def _text(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return str(value or "").strip()


def _field(name: str, on: date) -> forms.Field:
    """The field for one corrected value."""
    label = FIELD_WORDS[name]
    if name in DAYS:
        return TypedDayField(label=label, required=False)
    if name in TABLES:
        choices = [("", ""), *table(TABLES[name]).choices(on)]
        return forms.ChoiceField(label=label, choices=choices, required=False)
    return words(label, 100)
