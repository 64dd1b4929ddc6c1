"""What the one notice asks of the office, what is asked of the chief, and the chief's answer."""

from copy import copy
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from anju.casework.cases.outcomes import Deficiency
from anju.law.application.materials import material
from anju.reading.case_page import CasePage
from anju.web.act_form import ActForm

__all__ = ["AnswerForm", "AskForm", "NoticeForm"]

CHECK_WHOLE_NOTICE = _("告知书的内容变了，请看完整的告知书，再发出")
FAULT = "fault_"
SENTENCE = 200


def _line(label: Any, most: int, *, required: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=most,
        required=bool(required),
        error_messages={"required": required} if required else None,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class NoticeForm(ActForm):
    """Which papers will not do, and a sentence of the office; the list itself is the law's."""

    note = _line(_("补充说明（可不填，印在告知书上）"), SENTENCE)
    #: The faults for which the notice on the page was computed.
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any, *, page: CasePage) -> None:
        super().__init__(data)
        for kind in self._kinds_shown(page):
            paper = material(kind)
            name = paper.name if paper else kind
            self.fields[f"{FAULT}{kind}"] = _line(_("{name}哪里不行").format(name=name), 60)

    @classmethod
    def again(cls, typed: QueryDict, page: CasePage) -> "NoticeForm":
        """The form with what was typed, not sent: only the notice is computed anew."""
        form = cls(None, page=page)
        form.initial.update(typed.dict())
        form.initial["seen"] = form.faults_in_a_line
        return form

    def _kinds_shown(self, page: CasePage) -> list[str]:
        """The papers that may be found faulty: those of the page that was sent."""
        kinds = dict.fromkeys(row.kind for row in page.evidence)
        if self.is_bound:
            return [kind for kind in kinds if f"{FAULT}{kind}" in self.data]
        good = {row.kind for row in page.evidence if row.state != "faulty"}
        return [kind for kind in kinds if kind in good]

    @property
    def fault_fields(self) -> list[forms.BoundField]:
        """The fields that ask for faults, as the page lays them out."""
        return [self[name] for name in self.fields if name.startswith(FAULT)]

    @property
    def faulty(self) -> tuple[Deficiency, ...]:
        """The papers that will not do, as sent."""
        said = ((one.name, str(one.value() or "").strip()) for one in self.fault_fields)
        return tuple(Deficiency(name.removeprefix(FAULT), why) for name, why in said if why)

    @property
    def faults_in_a_line(self) -> str:
        """The faults as the page carries them along, to see whether they changed."""
        return "|".join(f"{one.code}={one.why}" for one in self.faulty)

    def clean(self) -> dict[str, Any]:
        """The notice is given as it was seen on the page, or shown again first."""
        if self["seen"].value() != self.faults_in_a_line:
            self.add_error(None, CHECK_WHOLE_NOTICE)
            data: Any = copy(self.data)
            data["seen"] = self.faults_in_a_line
            self.data = data
        return self.cleaned_data


class AskForm(ActForm):
    """Why the applicant shall be told a second time."""

    reason = forms.CharField(
        label=_("为什么要再次告知（给所长看）"),
        max_length=SENTENCE,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("请写明为什么要再次告知")},
    )


class AnswerForm(ActForm):
    """The chief's answer: a yes needs no word, a no says why."""

    answer = _line(_("答复（不同意的要写明为什么）"), SENTENCE)

    def disagree(self) -> bool:
        """Whether the no that was sent says why; if not, the sentence stands at the field."""
        if self.cleaned_data.get("answer"):
            return True
        self.add_error("answer", _("请写明为什么不同意"))
        return False
