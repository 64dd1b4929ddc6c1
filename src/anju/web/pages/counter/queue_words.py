"""What each worklist is called, which states stand in it, and where a line of it leads."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from anju.codes.tables import table
from anju.law.effects.penalties import offence
from anju.reading.queues import QueueRow
from anju.web.pages.person.words import CASE_WORDS

__all__ = ["QUEUE_WORDS", "QueueWords"]

#: What lies unattended.
KINDS_OF_WORK = {
    "case": "申领",
    "report": "采集信息",
    "departure": "他人报告离开",
    "correction": "更正",
    "second_notice": "再次告知",
    "pair": "疑似重复",
    "inquiry": "住址核查",
    "order": "责令限期改正",
}
#: What is applied for, or which facts a correction is about.
LEVELS = {"same": "同一人", "likely": "很可能", "possible": "可能"}
WHAT = (
    CASE_WORDS
    | LEVELS
    | KINDS_OF_WORK
    | {"person": "身份信息", "stay": "到达日期", "start": "起算日期"}
)


@dataclass(frozen=True, slots=True)
class QueueWords:
    """A worklist: title, whose states it shows, the sentence when it is empty."""

    title: str
    states_of: str
    empty: str
    by: str = ""

    @property
    def leads_to(self) -> str:
        """What a line opens: a case, a correction, a second notice, or the person's file."""
        own = {"case", "correction", "inquiry", "order", "orphan", "second_notice", "duplicate"}
        return self.states_of if self.states_of in own else "person"

    def address_of(self, row: QueueRow) -> str:
        """The page on which the line is worked on: its own, or the person's file."""
        if self.states_of == "case":
            return f"{reverse('case', args=[row.ref])}?queue={row.kind}"
        if self.states_of == "orphan":
            return f"{reverse('orphans')}#{row.ref}"
        if self.states_of == "correction":
            return reverse("correction", args=[row.ref])
        if self.states_of in {"second_notice", "inquiry", "order"}:
            return reverse(self.states_of, args=[row.ref])
        if self.states_of == "duplicate":
            return reverse(self.by or self.states_of, args=[row.ref])
        return reverse("person", args=[row.person_ref])

    def what(self, row: QueueRow) -> str:
        """What the line is about, in a word; who reported it stands as it was written."""
        if self.states_of == "departure":
            found = table("reporting_parties").find(row.what, date.max)
            return found.name if found else row.what
        if self.states_of == "inquiry":
            return table("inquiry_grounds").name(row.what, date.max)
        if self.states_of == "order":
            return offence(row.what).name
        return WHAT.get(row.what, row.what)


def _cases(title: str, empty: str) -> QueueWords:
    return QueueWords(title, "case", empty)


QUEUE_WORDS = {
    "duplicates": QueueWords(
        "疑似重复", "duplicate", "没有疑似重复的档案。登记时和夜里发现的会排在这里。"
    ),
    "to_verify": QueueWords("重复待核实", "duplicate", "没有要上门核实的重复档案。", "verify_pair"),
    "overdue": _cases("已超期", "没有超期的办件。"),
    "due_today": _cases("今天到期", "今天没有到期的办件。"),
    "due_soon": _cases("48 小时内到期", "两天以内没有到期的办件。"),
    "held": _cases("在办", "现在没有人领办。从单子里打开办件就是领办。"),
    "to_accept": _cases("待受理", "没有待受理的办件。新的申请会按到期日排在这里。"),
    "awaiting_supplement": _cases("待补正", "没有等人补材料的办件。"),
    "to_review": _cases("待审核", "没有待审核的办件。受理以后会按到期日排在这里。"),
    "to_approve": _cases("待审批", "没有待审批的办件。审核以后会按到期日排在这里。"),
    "to_order": _cases("可制证", "没有等着送去制证的办件。"),
    "to_produce": _cases("制证中", "没有正在制作的证件。"),
    "to_notify": _cases("待通知领取", "没有等着通知的证件。做好的证件会排在这里。"),
    "to_collect": _cases("待领取", "没有等人来领的证件。"),
    "reports": QueueWords(
        "采集待核", "registration", "没有待核的采集信息。协管员上报后会排在这里。"
    ),
    "departures": QueueWords("他人报告离开", "departure", "没有待核实的离开报告。"),
    "second_notices": QueueWords(
        "再次告知待同意", "second_notice", "没有等您同意的再次告知。窗口提请以后会排在这里。"
    ),
    "orphans": QueueWords("无人办理", "orphan", "每件没有办完的事都有人能看到。夜里会再查一次。"),
    "inquiries": QueueWords("住址核查", "inquiry", "没有没办结的住址核查。"),
    "orders": QueueWords("责令限期改正", "order", "没有没了结的责令。"),
    "corrections": QueueWords("更正待批", "correction", "没有待批的更正。"),
}
