"""The steps of a case, each a form, the verb it calls, and what is said afterwards."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anju.access.policy import may
from anju.access.refusals import Conflict
from anju.casework.cards.collection import notify_ready
from anju.casework.cases.acceptance import accept, decline_acceptance, notify_deficiencies
from anju.casework.cases.applications import supplement, withdraw
from anju.casework.cases.decisions import approve, refuse, review, send_back
from anju.casework.cases.outcomes import RefusalReason
from anju.casework.cases.production import (
    record_produced,
    record_spoiled,
    send_to_production,
)
from anju.reading.case_page import CasePage
from anju.web.act_form import ActForm
from anju.web.pages.cases import forms
from anju.web.pages.cases.decision_forms import DecideForm, RefuseForm, SendBackForm
from anju.web.staff import StaffRequest

__all__ = ["CASE_ACTS", "DECISIONS", "CaseAct", "open_acts"]

#: Steps a reviewer decides by, on the page with the papers and the law's answers.
DECISIONS = frozenset({"review", "approve", "send_back", "refuse"})
#: Steps that wait for whoever has the case in hand.
IN_HAND = DECISIONS | {"accept", "decline", "notify_deficiencies"}
COUNTER_ONLY = "window_clerk"
Perform = Callable[[Any, Mapping[str, Any]], str]


@dataclass(frozen=True, slots=True)
class CaseAct:
    """One step: who may take it, what it asks, what is said afterwards.

    An act without a page of its own (`at_once`) is a button on the case.
    """

    title: Any
    action: str
    form: type[ActForm]
    perform: Perform
    key: str = ""
    at_once: bool = False
    kind: str = "secondary"
    hint: Any = ""

    def do(self, request: StaffRequest, page: CasePage, form: ActForm) -> str:
        """Take the step; the sentence of the receipt line."""
        asked = {
            "actor": request.actor,
            "case_number": page.number,
            "request_key": form.key,
            "now": request.now,
        }
        return self.perform(form, asked)


def open_acts(request: StaffRequest, page: CasePage) -> dict[str, CaseAct]:
    """The steps this post may take on the case as it stands.

    A case that lacks papers waits, one in another's hands is only read, and what is found wanting
    after acceptance is for whoever reviews.
    """
    is_anothers = page.held_by not in {"", request.actor.staff_number}
    is_clerk = request.actor.post == COUNTER_ONLY
    return {
        step: act
        for step, act in CASE_ACTS.items()
        if step in page.steps_open
        and may(request.actor, act.action)
        and not (step == "accept" and page.missing)
        and not (step in IN_HAND and is_anothers)
        and not (step == "notify_deficiencies" and is_clerk and page.accepted_on)
    }


def _notified(form: Any, asked: Mapping[str, Any]) -> str:
    done = notify_deficiencies(faulty=form.faulty, note=form.cleaned_data["note"], **asked)
    day = f"{done.supplement_by:%Y-%m-%d}" if done.supplement_by else ""
    return _("已一次告知全部 {n} 项，请在 {day} 以前补齐。计时暂停").format(
        n=len(done.items), day=day
    )


def _supplemented(form: Any, asked: Mapping[str, Any]) -> str:
    done = supplement(evidence=form.evidence(), **asked)
    if done.missing:
        return _("已收下补来的材料，还缺 {n} 项").format(n=len(done.missing))
    return _("材料已补齐，请受理")


def _accepted(form: forms.StepForm, asked: Mapping[str, Any]) -> str:
    done = accept(**asked)
    days = {"made": f"{done.produce_by:%Y-%m-%d}", "given": f"{done.hand_over_by:%Y-%m-%d}"}
    return _("已受理，回执已出。{made} 以前制证，{given} 以前发放").format(**days)


def _declined(form: forms.RefusalForm, asked: Mapping[str, Any]) -> str:
    decline_acceptance(**form.reason, **asked)
    return _("不予受理，通知书已出")


def _refused(form: RefuseForm, asked: Mapping[str, Any]) -> str:
    refuse(reason=RefusalReason(*form.reason.values()), seen=form.case_seen, **asked)
    return _("不予办理，通知书已出")


def _withdrawn(form: forms.WithdrawForm, asked: Mapping[str, Any]) -> str:
    withdraw(reason=form.cleaned_data["reason"], **asked)
    return _("已撤回，随时可以再申请")


def _reviewed(form: DecideForm, asked: Mapping[str, Any]) -> str:
    review(seen=form.case_seen, **asked)
    return _("已审核，转县局审批")


def _sent_back(form: SendBackForm, asked: Mapping[str, Any]) -> str:
    send_back(note=form.cleaned_data["note"], seen=form.case_seen, **asked)
    return _("已退回派出所核实，期限不变")


def _approved(form: DecideForm, asked: Mapping[str, Any]) -> str:
    done = approve(seen=form.case_seen, **asked)
    return _("已批准，居住证号 {number}").format(number=done.permit_number)


def _ordered(form: forms.StepForm, asked: Mapping[str, Any]) -> str:
    send_to_production(**asked)
    return _("已送制证")


def _produced(form: forms.ProduceForm, asked: Mapping[str, Any]) -> str:
    done = record_produced(blank_serial=form.cleaned_data["blank_serial"], **asked)
    return _("已制成，居住证号 {number}").format(number=done.permit_number)


def _spoiled(form: forms.SpoilForm, asked: Mapping[str, Any]) -> str:
    said = form.cleaned_data
    record_spoiled(blank_serial=said["blank_serial"], reason=said["reason"], **asked)
    return _("空白卡已作废，重新排队制证")


def _notified_ready(form: forms.StepForm, asked: Mapping[str, Any]) -> str:
    notify_ready(**asked)
    return _("已通知领取，通知书已出")


def _at_the_card_desk(form: forms.StepForm, asked: Mapping[str, Any]) -> str:
    """A card is handed over where its holder's document is looked at, never from the case."""
    raise Conflict(_("请在“手里的证”核对证件后发放"))


_l = gettext_lazy
CASE_ACTS: dict[str, CaseAct] = {
    "accept": CaseAct(
        _l("受理"), "accept", forms.StepForm, _accepted, "F9", at_once=True, kind=""
    ),
    "supplement": CaseAct(
        _l("补正材料"), "supplement", forms.StepForm, _supplemented, "F7", kind="",
        hint=_l("只列还缺的。已经收下的不用再交。"),
    ),
    "notify_deficiencies": CaseAct(
        _l("一次性告知"), "notify_deficiencies", forms.StepForm, _notified, "F8",
        hint=_l("缺什么由规定算出，一次说全。带来了但不能用的，在这里写明哪里不行。"),
    ),
    "review": CaseAct(
        _l("通过，转审批"), "review", DecideForm, _reviewed, "Alt+1", at_once=True, kind=""
    ),
    "approve": CaseAct(
        _l("批准"), "approve", DecideForm, _approved, "Alt+1", at_once=True, kind=""
    ),
    "send_back": CaseAct(
        _l("退回核实"), "send_back", SendBackForm, _sent_back, "Alt+2",
        hint=_l("写明请派出所核实什么。期限照算。"),
    ),
    "refuse": CaseAct(
        _l("不予办理"), "refuse", RefuseForm, _refused, "Alt+3",
        hint=_l("理由、依据和救济途径都写进通知书。"),
    ),
    "decline": CaseAct(
        _l("不予受理"), "decline_acceptance", forms.RefusalForm, _declined, "Alt+3",
        hint=_l("缺材料不是理由，缺材料要一次性告知。"),
    ),
    "send_to_production": CaseAct(
        _l("送制证"), "send_to_production", forms.StepForm, _ordered, "F9", at_once=True, kind=""
    ),
    "produce": CaseAct(
        _l("记制成"), "record_produced", forms.ProduceForm, _produced, "F7", kind=""
    ),
    "spoil": CaseAct(
        _l("记废卡"), "record_spoiled", forms.SpoilForm, _spoiled, "Alt+3",
        hint=_l("编号作废，同一人重新排队制证。"),
    ),
    "hand_over": CaseAct(
        _l("发放"), "hand_over", forms.StepForm, _at_the_card_desk, "F7", kind=""
    ),
    "notify": CaseAct(
        _l("通知领取"), "notify_ready", forms.StepForm, _notified_ready, "F9", at_once=True
    ),
    "withdraw": CaseAct(
        _l("撤回申请"), "withdraw", forms.WithdrawForm, _withdrawn, "Alt+4",
        hint=_l("申请人不想办了。以后随时可以再申请。"),
    ),
}  # fmt: skip
