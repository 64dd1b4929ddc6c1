"""The acts on where a person lives, each a form, the verb it calls, and what is said afterwards."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anju.access.policy import may
from anju.casework.registrations.departures import (
    Ending,
    ReportedDeparture,
    confirm_departure,
    deregister,
    object_to_departure,
    propose_departure,
)
from anju.casework.registrations.report_refusals import reject_report
from anju.casework.registrations.starts import Proof, recognise_start
from anju.casework.registrations.stays import (
    Amendment,
    Move,
    amend_registration,
    change_address,
    confirm_stay,
)
from anju.reading.person_file import PersonFile, RegistrationRow
from anju.web.pages.person.forms import (
    AmendForm,
    ConfirmForm,
    DepartureForm,
    LeaveForm,
    MoveForm,
    ObjectionForm,
    RejectForm,
    StartForm,
    StayForm,
)
from anju.web.staff import StaffRequest

__all__ = ["PERSON_ACTS", "Outcome", "PersonAct", "open_acts", "present_stay"]

WINDOW = "1"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is said after an act, the slip it gave, and whether the file went elsewhere by it.

    `notice_number` is a notice given in place of a slip.
    """

    sentence: str
    slip_number: str = ""
    file_left: bool = False
    notice_number: str = ""


Perform = Callable[[StaffRequest, PersonFile, StayForm], Outcome]


@dataclass(frozen=True, slots=True)
class PersonAct:
    """One act: who may do it (`action` of the policy), on a stay in which states."""

    title: Any
    action: str
    form: type[StayForm]
    perform: Perform
    button: Any
    states: tuple[str, ...] = ("registered",)
    about_departure: bool = False
    hint: Any = ""


def present_stay(file: PersonFile) -> RegistrationRow | None:
    """The stay that stands now, registered or still a report."""
    standing = (row for row in file.registrations if row.state in {"registered", "submitted"})
    return next(standing, None)


def open_acts(request: StaffRequest, file: PersonFile) -> dict[str, PersonAct]:
    """The acts that this post may do on this file as it stands."""
    stay = present_stay(file)
    return {
        slug: act
        for slug, act in PERSON_ACTS.items()
        if stay is not None
        and stay.state in act.states
        and bool(file.open_departure) >= act.about_departure
        and may(request.actor, act.action)
    }


def _number(file: PersonFile) -> str:
    stay = present_stay(file)
    return stay.number if stay else ""


def _as_asked(form: StayForm, request: StaffRequest) -> Mapping[str, Any]:
    """Who, under which key, at which moment: the same for every act."""
    return {"actor": request.actor, "request_key": form.key, "now": request.now}


def _confirm(request: StaffRequest, file: PersonFile, form: StayForm) -> Outcome:
    number = _number(file)
    kept = confirm_stay(registration_number=number, channel=WINDOW, **_as_asked(form, request))
    return Outcome(_("已确认仍住在这里"), kept.slip_number)


def _reject(request: StaffRequest, file: PersonFile, form: StayForm) -> Outcome:
    done = reject_report(
        registration_number=_number(file),
        reason=form.cleaned_data["reason"],
        **_as_asked(form, request),
    )
    said = _("上报的登记未通过，不予登记通知书已出，请打印送达本人")
    return Outcome(said, notice_number=done.notice_number)


def _amend(request: StaffRequest, file: PersonFile, form: StayForm) -> Outcome:
    told = {name: value for name, value in form.cleaned_data.items() if value not in {None, ""}}
    del told["request_key"]
    amendment = Amendment(**told)
    amend_registration(
        registration_number=_number(file), amendment=amendment, **_as_asked(form, request)
    )
    return Outcome(_("已变更登记"))


def _move(request: StaffRequest, file: PersonFile, form: StayForm) -> Outcome:
    names = {field.name for field in fields(Move)}
    said = {name: value for name, value in form.cleaned_data.items() if name in names}
    moved = change_address(
        registration_number=_number(file), move=Move(**said), **_as_asked(form, request)
    )
    broken = _("居住时间重新起算") if moved.breaks_residence else _("居住时间连续计算")
    said_so = _("住处已变更，{broken}").format(broken=broken)
    if not moved.area.startswith(request.actor.area):
        elsewhere = _("{name}：{said}。档案已转到新住处的派出所，凭证在那里打印")
        return Outcome(elsewhere.format(name=file.name, said=said_so), file_left=True)
    return Outcome(said_so, moved.slip_number)


def _leave(request: StaffRequest, file: PersonFile, form: StayForm) -> Outcome:
    said = form.cleaned_data
    ending = Ending(left_on=said["left_on"], reason=said["reason"], destination=said["destination"])
    deregister(registration_number=_number(file), ending=ending, **_as_asked(form, request))
    return Outcome(_("登记已注销"))


def _report_departure(request: StaffRequest, file: PersonFile, form: StayForm) -> Outcome:
    said = form.cleaned_data
    departure = ReportedDeparture(
        left_on=said["left_on"], by_party=said["by_party"], by_name=said["by_name"]
    )
    noted = propose_departure(
        registration_number=_number(file), departure=departure, **_as_asked(form, request)
    )
    until = f"{noted.objection_until:%Y-%m-%d}"
    return Outcome(_("已记下，登记暂时不变。本人可以在 {until} 以前提出异议").format(until=until))


def _object(request: StaffRequest, file: PersonFile, form: StayForm) -> Outcome:
    object_to_departure(
        departure_ref=file.open_departure,
        objection=form.cleaned_data["objection"],
        **_as_asked(form, request),
    )
    return Outcome(_("已记下本人的异议，登记不变"))


def _confirm_departure(request: StaffRequest, file: PersonFile, form: StayForm) -> Outcome:
    confirm_departure(departure_ref=file.open_departure, **_as_asked(form, request))
    return Outcome(_("已确认离开，登记已注销"))


def _start(request: StaffRequest, file: PersonFile, form: StayForm) -> Outcome:
    said = form.cleaned_data
    found = recognise_start(
        registration_number=_number(file),
        proofs=(Proof(said["kind"], said["dated_on"]),),
        override_reason=said["override_reason"],
        **_as_asked(form, request),
    )
    days = {"start": f"{found.starts_on:%Y-%m-%d}", "full": f"{found.eligible_from:%Y-%m-%d}"}
    return Outcome(_("起算日期认定为 {start}，{full} 起满半年").format(**days))


_l = gettext_lazy
PERSON_ACTS: dict[str, PersonAct] = {
    "confirm": PersonAct(
        _l("确认仍住"), "confirm_stay", ConfirmForm, _confirm, _l("确认仍住在这里"),
        states=("registered", "submitted"),
        hint=_l("采集上报的，确认以后成为登记并出凭证。"),
    ),
    "reject": PersonAct(
        _l("不予登记"), "reject_report", RejectForm, _reject, _l("不予登记并出通知书"),
        states=("submitted",),
        hint=_l("核实下来与上报不符的。理由和救济途径都写进通知书，本人随时可以再登记。"),
    ),
    "move": PersonAct(
        _l("换住处"), "change_address", MoveForm, _move, _l("保存新住处并打印"),
        hint=_l("在同一城市里换住处，居住时间连续计算。"),
    ),
    "amend": PersonAct(
        _l("变更登记"), "amend_registration", AmendForm, _amend, _l("保存变更"),
        hint=_l("只填变了的，空着的不变。姓名、号码、到达日期、起算日期写错的，走更正。"),
    ),
    "start": PersonAct(
        _l("认定起算日期"), "recognise_start", StartForm, _start, _l("认定"),
        hint=_l("劳动合同、营业执照、租赁备案、学籍能证明更早住在这里的，从那一天起算。"),
    ),
    "leave": PersonAct(
        _l("注销登记"), "deregister", LeaveForm, _leave, _l("注销登记"),
        hint=_l("本人来说离开，或者有死亡、落户等证明。居住证不受影响。"),
    ),
    "departure": PersonAct(
        _l("他人报告离开"), "propose_departure", DepartureForm, _report_departure, _l("记下报告"),
        hint=_l("只是记下，登记不变；本人可以提出异议。"),
    ),
    "object": PersonAct(
        _l("本人有异议"), "object_to_departure", ObjectionForm, _object, _l("记下异议"),
        about_departure=True,
    ),
    "left": PersonAct(
        _l("确认已离开"), "confirm_departure", ConfirmForm, _confirm_departure, _l("确认已离开"),
        about_departure=True, hint=_l("异议期过了、本人没有异议的，才能确认。"),
    ),
}  # fmt: skip
