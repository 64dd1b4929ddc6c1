"""The forms of the questions that are answered by ticking."""

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import TypeAlias

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from anju.web.pages.public.check.answers import Answers
from anju.web.pages.public.check.questions import GROUNDS, PAPERS, STAYS, months

__all__ = ["TickedForm", "grounds_form", "month_form", "papers_form", "stay_form"]

Sent: TypeAlias = QueryDict | None

CHOOSE_ONE = "请选择一项，不确定可选“不清楚”"
CHOOSE_GROUND = "请至少选择一项，不确定可选“不清楚”"
CHOOSE_PAPER = "请至少选择一项，没有的选“都没有”"
NONE_ALONE = "选了“{label}”，就不要再选别的"
GROUNDS_ALONE = MappingProxyType({8: "都不符合", 16: "不清楚"})
PAPERS_ALONE = MappingProxyType({32: "都没有"})


class OneForm(forms.Form):
    """One choice of several."""

    answer = forms.TypedChoiceField(
        coerce=int,
        choices=(),
        widget=forms.RadioSelect,
        error_messages={"required": CHOOSE_ONE, "invalid_choice": CHOOSE_ONE},
    )

    def answered(self) -> int:
        """The number the code writes."""
        return int(self.cleaned_data["answer"])


class SeveralForm(forms.Form):
    """Any choices of several, of which some stand alone."""

    answer = forms.TypedMultipleChoiceField(
        coerce=int, choices=(), widget=forms.CheckboxSelectMultiple
    )
    alone: Mapping[int, str] = MappingProxyType({})

    def clean_answer(self) -> list[int]:
        """The bits, unless one that stands alone was ticked with others."""
        ticked: list[int] = self.cleaned_data["answer"]
        for bit, label in self.alone.items():
            if bit in ticked and len(ticked) > 1:
                raise ValidationError(NONE_ALONE.format(label=label), code="alone")
        return ticked

    def answered(self) -> int:
        """The sum the code writes."""
        return sum(self.cleaned_data["answer"])


TickedForm: TypeAlias = OneForm | SeveralForm


def stay_form(sent: Sent, answers: Answers, on: date) -> OneForm:
    """How one lives."""
    form = OneForm(sent, initial={"answer": answers.stay or None})
    _ask(form, "住的是什么地方？", ((value, stay.label) for value, stay in STAYS.items()))
    return form


def month_form(sent: Sent, answers: Answers, on: date) -> OneForm:
    """In which month one registered, if at all."""
    form = OneForm(sent, initial={"answer": answers.since or None})
    _ask(form, "登记过住处吗？是哪个月登记的？", ((one.value, one.label) for one in months(on)))
    return form


def grounds_form(sent: Sent, answers: Answers, on: date) -> SeveralForm:
    """Which of the three grounds one has."""
    form = SeveralForm(sent, initial={"answer": _bits(answers.grounds)})
    form.alone = GROUNDS_ALONE
    choices = ((bit, label) for bit, (_, label, _) in GROUNDS.items())
    _ask(form, "符合哪一条？有一条就行，可以多选", choices, CHOOSE_GROUND)
    return form


def papers_form(sent: Sent, answers: Answers, on: date) -> SeveralForm:
    """Which papers one has in hand."""
    form = SeveralForm(sent, initial={"answer": _bits(answers.papers)})
    form.alone = PAPERS_ALONE
    _ask(form, "手里有哪些材料？可以多选", PAPERS.items(), CHOOSE_PAPER)
    return form


def _ask(
    form: TickedForm, label: str, choices: Iterable[tuple[int, str]], empty: str = CHOOSE_ONE
) -> None:
    """Give the one field of a form its question, its choices and what it says when left empty."""
    field = form.fields["answer"]
    assert isinstance(field, forms.ChoiceField)
    field.label = label
    field.choices = list(choices)
    field.error_messages["required"] = empty


def _bits(number: int) -> list[int]:
    """The powers of two a sum is made of."""
    return [1 << at for at in range(number.bit_length()) if number >> at & 1]
