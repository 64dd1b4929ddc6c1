"""What can be done for many cases at once, from which list, and why one is left out."""

from dataclasses import dataclass

from anju.access.actor import Actor
from anju.access.policy import may

__all__ = ["BATCH_WORDS", "LEFT_OUT_WORDS", "BatchWords", "batch_acts"]


@dataclass(frozen=True, slots=True)
class BatchWords:
    """A batch: its title, its key on the list, what will happen to each case."""

    title: str
    key: str
    will: str


BATCH_WORDS = {
    "approve": BatchWords("批量批准", "Alt+1", "批准，签发居住证，编号"),
    "send_to_production": BatchWords("批量送制证", "F9", "送去制证"),
    "notify_ready": BatchWords("批量通知领取", "F9", "出领证通知，通知申请人来领"),
    "assign_case": BatchWords("分派", "Alt+8", "转给选定的人，原来在办的人会看到"),
}
#: From which lists.
OFFERED = {
    "approve": ("to_approve",),
    "send_to_production": ("to_order",),
    "notify_ready": ("to_notify",),
    "assign_case": ("to_review", "to_approve", "to_accept", "overdue", "due_today", "due_soon"),
}
LEFT_OUT_WORDS = {
    "not_yours": "不归您办",
    "in_other_hands": "别人正在办理",
    "other_state": "已经往前办了，不在这一步",
    "closed": "已经办结",
    "accepted_by_you": "是您受理的，要由另一人批准",
    "seen_otherwise": "有人认为核对结果不一致，要单独看",
    "law_says_no": "核对没有全部符合，要单独看",
}


def batch_acts(actor: Actor, queue: str) -> tuple[str, ...]:
    """What somebody may do for many cases of a list at once."""
    return tuple(
        act
        for act, queues in OFFERED.items()
        if queue in queues and may(actor, "begin_batch") and may(actor, act)
    )
