"""The forms of the questions that are answered by ticking."""

from collections.abc import Sequence

from django import forms
from django.core.exceptions import ValidationError

from anju.web.pages.public.check.answers import Answers
from anju.web.pages.public.check.questions import GROUNDS, PAPERS, STAYS, Choice

__all__ = ["GroundsForm", "OneForm", "PapersForm", "StayForm", "month_form"]

CHOOSE_ONE = "请选择一项，不确定可选“不清楚”"
NONE_ALONE = "选了“{label}”，就不要再选别的"


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


class StayForm(OneForm):
    """How one lives."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["answer"].label = "住的是什么地方？"
        self.fields["answer"].choices = [(value, stay.label) for value, stay in STAYS.items()]  # type: ignore[attr-defined]


def month_form(choices: Sequence[Choice], data: object, chosen: int) -> OneForm:
    """In which month one registered."""
    form = OneForm(data, initial={"answer": chosen or None})  # type: ignore[arg-type]
    form.fields["answer"].label = "登记过住处吗？是哪个月登记的？"
    form.fields["answer"].choices = [(one.value, one.label) for one in choices]  # type: ignore[attr-defined]
    return form


class SeveralForm(forms.Form):
    """Any choices of several, of which some stand alone."""

    answer = forms.TypedMultipleChoiceField(
        coerce=int, choices=(), widget=forms.CheckboxSelectMultiple
    )
    alone: dict[int, str] = {}

    def clean_answer(self) -> list[int]:
        """The bits, unless one that stands alone was ticked with others."""
        bits: list[int] = self.cleaned_data["answer"]
        for bit, label in self.alone.items():
            if bit in bits and len(bits) > 1:
                raise ValidationError(NONE_ALONE.format(label=label), code="alone")
        return bits

    def answered(self) -> int:
        """The sum the code writes."""
        return sum(self.cleaned_data["answer"])


class GroundsForm(SeveralForm):
    """Which of the three grounds one has."""

    alone = {8: "都不符合", 16: "不清楚"}

    def __init__(self, data: object, answers: Answers) -> None:
        super().__init__(data, initial={"answer": bits(answers.grounds)})  # type: ignore[arg-type]
        field = self.fields["answer"]
        field.label = "符合哪一条？有一条就行，可以多选"
        field.choices = [(bit, label) for bit, (_, label, _) in GROUNDS.items()]  # type: ignore[attr-defined]
        field.error_messages["required"] = "请至少选择一项，不确定可选“不清楚”"


class PapersForm(SeveralForm):
    """Which papers one has in hand."""

    alone = {32: "都没有"}

    def __init__(self, data: object, answers: Answers) -> None:
        super().__init__(data, initial={"answer": bits(answers.papers)})  # type: ignore[arg-type]
        field = self.fields["answer"]
        field.label = "手里有哪些材料？可以多选"
        field.choices = list(PAPERS.items())  # type: ignore[attr-defined]
        field.error_messages["required"] = "请至少选择一项，没有的选“都没有”"


def bits(number: int) -> list[int]:
    """The powers of two a sum is made of."""
    return [1 << at for at in range(number.bit_length()) if number >> at & 1]
