"""How a state is shown: its word, its tone and its icon, and whose turn it is.

Finished states are plain text without colour, so that what needs action stands out.
"""

from dataclasses import dataclass

__all__ = ["STATUS_WORDS", "StatusWord", "status_word"]

YOURS = "您"
STATION = "派出所"
MAKER = "制证点"


@dataclass(frozen=True, slots=True)
class StatusWord:
    """A word with its tone (a class of parts.css), its icon, and whose turn it is."""

    word: str
    tone: str
    icon: str
    turn: str = ""


STATUS_WORDS: dict[str, dict[str, StatusWord]] = {
    "registration": {
        "draft": StatusWord("草稿", "grey", "pencil", YOURS),
        "submitted": StatusWord("已提交待核", "blue", "hourglass", STATION),
        "registered": StatusWord("已登记", "plain", "check"),
        "rejected": StatusWord("未通过", "error", "x", YOURS),
        "deregistered": StatusWord("已注销", "grey", "minus"),
        "taken_back": StatusWord("已撤回", "grey", "minus"),
    },
    "departure": {
        "proposed": StatusWord("待核实离开", "warn", "circle-alert", STATION),
        "objected": StatusWord("本人有异议", "warn", "circle-alert", STATION),
        "confirmed": StatusWord("已离开", "plain", "check"),
    },
    "case": {
        "draft": StatusWord("草稿", "grey", "pencil", YOURS),
        "submitted": StatusWord("待受理", "blue", "hourglass", STATION),
        "awaiting_supplement": StatusWord("待补正", "warn", "circle-alert", YOURS),
        "supplemented": StatusWord("已补待看", "blue", "hourglass", STATION),
        "accepted": StatusWord("审核中", "blue", "hourglass", STATION),
        "under_review": StatusWord("待审批", "blue", "hourglass", STATION),
        "approved": StatusWord("已批准", "blue", "check", MAKER),
        "in_production": StatusWord("制证中", "blue", "credit-card", MAKER),
        "produced": StatusWord("已制证", "blue", "credit-card", STATION),
        "ready": StatusWord("待领取", "ok", "circle-check", YOURS),
        "collected": StatusWord("已领取", "plain", "check"),
        "declined": StatusWord("不予受理", "error", "x"),
        "refused": StatusWord("不予办理", "error", "x"),
        "withdrawn": StatusWord("已撤回", "grey", "minus"),
        "closed": StatusWord("未补正，已结束", "grey", "minus"),
    },
    # The last three are what `anju.law` finds for a day, not states that are stored.
    "inquiry": {
        "open": StatusWord("核查中", "blue", "hourglass", STATION),
        "concluded": StatusWord("已办结", "plain", "check"),
        "dropped": StatusWord("不再核查", "grey", "minus"),
    },
    "order": {
        "open": StatusWord("等着改正", "warn", "hourglass", "被责令的人"),
        "corrected": StatusWord("已改正", "plain", "check"),
        "lifted": StatusWord("已撤销", "grey", "minus"),
        "penalised": StatusWord("已处罚", "error", "x"),
    },
    "orphan": {
        "holder_left": StatusWord("在办的人已离岗", "warn", "circle-alert"),
        "nobody_posted": StatusWord("没有人在岗", "error", "circle-alert"),
        "entrustment_ended": StatusWord("委托已到期", "warn", "circle-alert"),
        "in_no_list": StatusWord("哪张单子里都没有", "error", "circle-alert"),
    },
    "correction": {
        "proposed": StatusWord("待批准", "blue", "hourglass", STATION),
        "approved": StatusWord("已更正", "plain", "check"),
        "rejected": StatusWord("不同意更正", "grey", "minus"),
    },
    "second_notice": {
        "asked": StatusWord("待所长答复", "blue", "hourglass", STATION),
        "agreed": StatusWord("所长已同意", "plain", "check"),
        "declined": StatusWord("所长不同意", "grey", "minus"),
    },
    "duplicate": {
        "open": StatusWord("待决定", "warn", "circle-alert", STATION),
        "verifying": StatusWord("核实中", "blue", "hourglass"),
        "apart": StatusWord("不是同一人", "plain", "check"),
        "merged": StatusWord("已合并", "plain", "check"),
    },
    "merge_notice": {
        "told": StatusWord("已告知", "blue", "circle-alert"),
        "objected": StatusWord("有异议，待县局决定", "warn", "circle-alert"),
        "upheld": StatusWord("维持合并", "plain", "check"),
        "undone": StatusWord("合并已撤销", "grey", "minus"),
    },
    "permit": {
        "in_use": StatusWord("使用中", "plain", "check"),
        "suspended": StatusWord("中止", "error", "pause", YOURS),
        "lost": StatusWord("已挂失", "error", "circle-alert", YOURS),
        "cancelled": StatusWord("已注销", "grey", "minus"),
        "seized": StatusWord("已收缴", "grey", "ban"),
        "usable": StatusWord("使用中", "plain", "check"),
        "endorsement_open": StatusWord("可签注", "blue", "calendar-check", YOURS),
        "endorsement_due_soon": StatusWord("快到期", "warn", "clock", YOURS),
    },
}


def status_word(kind: str, state: str) -> StatusWord:
    """How a state of one kind of object is shown; a state without a word shows its own name."""
    return STATUS_WORDS[kind].get(state, StatusWord(state, "grey", "minus"))
