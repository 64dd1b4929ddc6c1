"""The acts on a permit, each a form, the verb it calls, and what is said afterwards."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anju.access.policy import may
from anju.casework.cases.outcomes import CaseOpened
from anju.casework.permits.cards import CardRequest, reissue_card, replace_card
from anju.casework.permits.endings import cancel_permit, seize_permit
from anju.casework.permits.endorsement_refusals import refuse_endorsement
from anju.casework.permits.endorsements import Endorsed, endorse, endorse_late
from anju.casework.permits.losses import cancel_loss_report, report_loss
from anju.law.effects.fees import FeeAct
from anju.reading.endorsement_page import EndorsementPage
from anju.web.act_form import ActForm
from anju.web.pages.permits.forms import CancelForm, RefuseEndorsementForm, ReplaceForm, SeizeForm
from anju.web.staff import StaffRequest

__all__ = ["PERMIT_ACTS", "Outcome", "PermitAct", "open_permit_acts"]

LIVING = ("in_use", "suspended", "lost")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is said after an act, and the page it leads to."""

    sentence: str
    leads_to: str


Perform = Callable[[Any, Mapping[str, Any], str], Outcome]


@dataclass(frozen=True, slots=True)
class PermitAct:
    """One act: who may do it, in which states, what it asks; `step` where the window decides."""

    title: Any
    action: str
    perform: Perform
    states: tuple[str, ...]
    form: type[ActForm] = ActForm
    key: str = ""
    kind: str = "secondary"
    step: str = ""
    at_once: bool = False
    opens_case: bool = False
    fee: FeeAct | None = None
    hint: Any = ""

    def do(self, request: StaffRequest, number: str, form: ActForm) -> Outcome:
        """Do the act."""
        asked = {"actor": request.actor, "request_key": form.key, "now": request.now}
        return self.perform(form, asked, number)


def open_permit_acts(request: StaffRequest, page: EndorsementPage) -> dict[str, PermitAct]:
    """The acts this post may do on the permit as it stands today."""
    return {
        slug: act
        for slug, act in PERMIT_ACTS.items()
        if page.state in act.states
        and act.step in {"", page.step}
        and not (act.opens_case and page.open_case_number)
        and may(request.actor, act.action)
    }


def _permit(sentence: str, number: str) -> Outcome:
    return Outcome(sentence, reverse("permit", args=[number]))


def _endorsed(done: Endorsed) -> Outcome:
    said = {
        "year": done.year_number,
        "opens": f"{done.next_opens_on:%Y-%m-%d}",
        "closes": f"{done.next_closes_on:%Y-%m-%d}",
    }
    words = (
        _("已签注第 {year} 年，0 元。下次签注 {opens} 至 {closes}")
        if done.year_number
        else _("已补办签注，0 元，马上恢复使用。年限从今天算，下次签注 {opens} 至 {closes}")
    )
    return _permit(words.format(**said), done.permit_number)


def _endorse(form: ActForm, asked: Mapping[str, Any], number: str) -> Outcome:
    return _endorsed(endorse(permit_number=number, still_lives_here=True, **asked))


def _endorse_late(form: ActForm, asked: Mapping[str, Any], number: str) -> Outcome:
    return _endorsed(endorse_late(permit_number=number, still_lives_here=True, **asked))


def _not_endorsed(form: RefuseEndorsementForm, asked: Mapping[str, Any], number: str) -> Outcome:
    said = {name: form.cleaned_data[name] for name in ("reason_code", "reason_text")}
    done = refuse_endorsement(permit_number=number, **said, **asked)
    said_so = _("不予签注，通知书已出，请打印交给持证人")
    line = '{} · <a href="{}" target="_blank" rel="noopener">{}</a>'
    paper = reverse("paper", args=[done.notice_number])
    return _permit(format_html(line, said_so, paper, _("打印通知书")), number)


def _lost(form: ActForm, asked: Mapping[str, Any], number: str) -> Outcome:
    report_loss(permit_number=number, **asked)
    return _permit(_("已挂失，这张卡马上停用。可以补领"), number)


def _found(form: ActForm, asked: Mapping[str, Any], number: str) -> Outcome:
    cancel_loss_report(permit_number=number, **asked)
    return _permit(_("已撤销挂失"), number)


def _opened(opened: CaseOpened) -> Outcome:
    fee = opened.fee_note or _("收费 {fee} 元").format(fee=opened.fee)
    return Outcome(
        _("已开办件 {number}。{fee}").format(number=opened.case_number, fee=fee),
        reverse("case", args=[opened.case_number]),
    )


def _replaced(form: ReplaceForm, asked: Mapping[str, Any], number: str) -> Outcome:
    said = form.cleaned_data
    wanted = CardRequest(
        permit_number=number, why=said["why"], old_card_shown=said["old_card_shown"]
    )
    return _opened(replace_card(request=wanted, **asked))


def _reissued(form: ActForm, asked: Mapping[str, Any], number: str) -> Outcome:
    return _opened(reissue_card(request=CardRequest(permit_number=number, why="lost"), **asked))


def _cancelled(form: CancelForm, asked: Mapping[str, Any], number: str) -> Outcome:
    cancel_permit(permit_number=number, reason=form.cleaned_data["reason"], **asked)
    return _permit(_("居住证已注销"), number)


def _seized(form: SeizeForm, asked: Mapping[str, Any], number: str) -> Outcome:
    seize_permit(permit_number=number, reason=form.cleaned_data["reason"], **asked)
    return _permit(_("居住证已收缴"), number)


_l = gettext_lazy
USABLE = ("in_use", "suspended")
PERMIT_ACTS: dict[str, PermitAct] = {
    "endorse": PermitAct(
        _l("仍住在这里，签注"), "endorse", _endorse, ("in_use",),
        key="F9", kind="", step="endorse", at_once=True,
    ),
    "endorse_late": PermitAct(
        _l("补办签注"), "endorse_late", _endorse_late, USABLE,
        key="F7", kind="", step="endorse_late",
        hint=_l("补办以后马上恢复使用。居住年限从补办之日起连续计算，请先把两个数给持证人看。"),
    ),
    "refuse_endorsement": PermitAct(
        _l("不予签注"), "refuse_endorsement", _not_endorsed, USABLE,
        form=RefuseEndorsementForm, key="Alt+6",
        hint=_l("只有规定的理由成立才能不予签注。理由、依据和救济途径都写进通知书。"),
    ),
    "loss": PermitAct(
        _l("挂失"), "report_loss", _lost, USABLE, key="Alt+2",
        hint=_l("确认以后这张卡马上停用。找到了可以撤销；补领不影响居住年限。"),
    ),
    "found": PermitAct(
        _l("找到了，撤销挂失"), "cancel_loss_report", _found, ("lost",), key="Alt+2",
        hint=_l("请重新核对持证人身份。"),
    ),
    "replace": PermitAct(
        _l("换领"), "replace_card", _replaced, USABLE, form=ReplaceForm, key="Alt+3",
        opens_case=True, fee=FeeAct.REPLACEMENT, hint=_l("居住年限不变。领新证时交回原证。"),
    ),
    "reissue": PermitAct(
        _l("补领"), "reissue_card", _reissued, ("lost",), key="F7", kind="",
        opens_case=True, fee=FeeAct.REISSUE, hint=_l("居住年限不变。领到新证，挂失自动结束。"),
    ),
    "cancel": PermitAct(
        _l("注销居住证"), "cancel_permit", _cancelled, LIVING, form=CancelForm, key="Alt+4",
        hint=_l("注销以后不能恢复，要用得重新申领。"),
    ),
    "seize": PermitAct(
        _l("收缴"), "seize_permit", _seized, LIVING, form=SeizeForm, key="Alt+5",
        hint=_l("骗领的居住证，由公安机关收缴（《居住证暂行条例》第十九条第二款）。"),
    ),
}  # fmt: skip
