"""The seven questions and the result. The answers travel in the address; nothing is kept."""

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    QueryDict,
)
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from anju.kit.clock import today
from anju.web.pages.public.check.answers import Answers, answers_of, code_of
from anju.web.pages.public.check.forms import (
    TickedForm,
    grounds_form,
    month_form,
    papers_form,
    stay_form,
)
from anju.web.pages.public.check.outcome import check_result, is_settled
from anju.web.pages.public.check.questions import (
    APPLICANTS,
    KAILI,
    STEPS,
    Choice,
    Section,
    counties,
    next_step,
    previous_step,
    provinces,
    question_number,
    towns,
)
from anju.web.pages.public.check.showing import shown_result
from anju.web.pages.public.legal_numbers import legal_numbers

__all__ = ["question", "result"]

FIRST = "hukou"
TITLES = {
    "hukou": "户口在哪里？",
    "hukou-county": "户口在贵州省哪个县（市、区）？",
    "residence": "现在住在哪里？",
    "residence-county": "现在住在贵州省哪个县（市、区）？",
    "applicant": "谁来办？",
}
#: Which answer a page gives; the pages that are a second half give the same one.
ANSWER_OF = {"hukou-county": "hukou", "residence-county": "residence"}
TICKED: Mapping[str, Callable[[QueryDict | None, Answers, date], TickedForm]] = MappingProxyType(
    {"stay": stay_form, "since": month_form, "grounds": grounds_form, "papers": papers_form}
)


@require_safe
def question(request: HttpRequest, step: str = FIRST) -> HttpResponse:
    """One question; with an answer, on to the next or to the result."""
    if step not in STEPS:
        raise Http404
    on, answers = today(), answers_of(request.GET.get("a", ""))
    if answers is None:
        return render(request, "pages/public/check/misread.html", status=400)
    if step in TICKED:
        return _ticked(request, step, answers, on)
    return _pressed(request, step, answers, on)


@require_safe
def result(request: HttpRequest) -> HttpResponse:
    """Exactly one of six outcomes."""
    on, answers = today(), answers_of(request.GET.get("a", ""))
    if answers is None:
        return render(request, "pages/public/check/misread.html", status=400)
    if not is_settled(answers, on):
        missing = next_step(answers)
        if missing:
            return HttpResponseRedirect(_address(missing, answers))
    code = code_of(answers)
    address = request.build_absolute_uri(f"{reverse('check_result')}?a={code}")
    found = check_result(answers, on)
    context = {
        "result": found,
        "shown": shown_result(answers, found, code=code, address=address, on=on),
        "numbers": legal_numbers(on),
        "back": _address(previous_step("applicant", answers) or FIRST, answers),
    }
    return render(request, "pages/public/check/result.html", context)


def _ticked(request: HttpRequest, step: str, answers: Answers, on: date) -> HttpResponse:
    """A question answered by ticking and going on."""
    sent = request.GET if "go" in request.GET else None
    form = TICKED[step](sent, answers, on)
    if sent is not None and form.is_valid():
        return _onward(answers.having(**{step: form.answered()}), on)
    context = {"form": form, **_frame(step, answers)}
    return render(request, "pages/public/check/ticked.html", context)


def _pressed(request: HttpRequest, step: str, answers: Answers, on: date) -> HttpResponse:
    """A question answered by pressing one of its choices."""
    sections = _sections(step, on)
    offered = {choice.value for section in sections for choice in section.choices}
    pressed = request.GET.get("answer", "")
    if pressed.isdecimal() and int(pressed) in offered:
        return _onward(_with_place(step, answers, int(pressed)), on)
    context = {
        "title": TITLES[step],
        "sections": sections,
        "chosen": _chosen(step, answers),
        **_frame(step, answers),
    }
    return render(request, "pages/public/check/pressed.html", context)


def _sections(step: str, on: date) -> tuple[Section, ...]:
    match step:
        case "hukou":
            return provinces(on)
        case "residence":
            return towns()
        case "applicant":
            numbers = legal_numbers(on)
            people = tuple(
                Choice(value, label, hint.format(numbers))
                for value, (_, label, hint) in APPLICANTS.items()
            )
            return (Section("", people),)
        case _:
            return counties(on)


def _with_place(step: str, answers: Answers, pressed: int) -> Answers:
    """The answers with the one pressed; a town of Kaili is pressed as the end of its code."""
    if step != "residence":
        return answers.having(**{ANSWER_OF.get(step, step): pressed})
    if pressed < 1_000:
        return answers.having(residence=KAILI, town=pressed)
    return answers.having(residence=pressed // 1_000, town=0)


def _chosen(step: str, answers: Answers) -> int:
    """The choice made before, when one comes back to a page."""
    if step == "residence" and answers.residence == KAILI:
        return answers.town
    return int(getattr(answers, ANSWER_OF.get(step, step)))


def _frame(step: str, answers: Answers) -> dict[str, object]:
    """What every question page shows: its number, the way back, the answers so far."""
    before = previous_step(step, answers)
    return {
        "number": question_number(step),
        "step": step,
        "code": code_of(answers),
        "back": _address(before, answers) if before else "/",
    }


def _onward(answers: Answers, on: date) -> HttpResponseRedirect:
    step = None if is_settled(answers, on) else next_step(answers)
    return HttpResponseRedirect(_address(step, answers))


def _address(step: str | None, answers: Answers) -> str:
    """The address of a page with the answers so far; of the result when there is no page."""
    place = reverse("check_step", args=[step]) if step else reverse("check_result")
    code = code_of(answers)
    return f"{place}?a={code}" if code else place
