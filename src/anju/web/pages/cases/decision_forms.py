"""What a decision on a case asks: the answers seen otherwise, a remark, a reason to refuse."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from anju.casework.cases.outcomes import CaseSeen, SeenOtherwise
from anju.codes.tables import table
from anju.law.text.citation_words import citation_in_words
from anju.reading.case_page import CasePage
from anju.web.pages.cases.forms import RefusalForm, StepForm
from anju.web.pages.cases.seen import Change, changes, sealed

__all__ = ["DecideForm", "RefuseForm", "SendBackForm", "reasons_to_refuse"]

OTHERWISE = "otherwise_"


class DecideForm(StepForm):
    """A decision on the case as it was shown, with what the reviewer saw otherwise."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any, *, page: CasePage, on: date) -> None:
        super().__init__(data, page=page, on=on)
        self.initial["seen"] = sealed(page, on)
        for answer in page.checks:
            self.fields[f"{OTHERWISE}{answer.code}"] = forms.CharField(
                label=_("哪里不一致"),
                max_length=200,
                required=False,
                widget=forms.TextInput(attrs={"autocomplete": "off"}),
            )

    @classmethod
    def again(cls, typed: QueryDict, page: CasePage, on: date) -> "DecideForm":
        """The form with what was typed on another one, not sent."""
        form = cls(None, page=page, on=on)
        names = [name for name in form.fields if name not in {"request_key", "seen"}]
        form.initial.update({name: typed[name] for name in names if typed.get(name)})
        return form

    @property
    def changes(self) -> tuple[Change, ...]:
        """What of the case is no longer as it was shown."""
        return changes(str(self["seen"].value() or ""), self.page, self.on)

    @property
    def case_seen(self) -> CaseSeen:
        """The case as whoever decides saw it."""
        said = self.cleaned_data
        return CaseSeen(
            version=self.page.version,
            otherwise=tuple(
                SeenOtherwise(name.removeprefix(OTHERWISE), said[name].strip())
                for name in self.fields
                if name.startswith(OTHERWISE) and said.get(name, "").strip()
            ),
        )

    def show_anew(self) -> None:
        """Send next what stands on the page now: the case as it is, under another key."""
        self._take_new_key()
        self.data["seen"] = sealed(self.page, self.on)  # type: ignore[index]


class SendBackForm(DecideForm):
    """What the station is to look into."""

    note = forms.CharField(
        label=_("请派出所核实什么"),
        max_length=200,
        error_messages={"required": _("请写明要派出所核实什么")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class RefuseForm(DecideForm, RefusalForm):
    """A reason of the list, the first one the law itself gives, and the facts in words."""

    def __init__(self, data: Any, *, page: CasePage, on: date) -> None:
        super().__init__(data, page=page, on=on)
        known = {reason["code"]: reason for reason in reasons_to_refuse(on)}
        given = [code for answer in page.checks for code in answer.reasons if code in known]
        if given:
            self.initial["reason_code"] = given[0]
            self.initial["reason_text"] = known[given[0]]["sentence"]


def reasons_to_refuse(on: date) -> tuple[Mapping[str, str], ...]:
    """The reasons of the list with what is written to the applicant, the remedy, the articles."""
    reasons = table("refusal_reasons")
    rows = [row for code, _ in reasons.choices(on) if (row := reasons.find(code, on))]
    return tuple(
        {
            "code": row.code,
            "name": row.name,
            "sentence": row.more["sentence"],
            "what_to_do": row.more["what_to_do"],
            "basis": "、".join(citation_in_words(cite) for cite in row.more["cites"].split(";")),
        }
        for row in rows
    )
