"""What is said of a card in the hand: the big word, why, and the one thing to do next."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from anju.reading.cards.in_hand import Standing

__all__ = ["STANDINGS", "StandingWords"]


@dataclass(frozen=True, slots=True)
class StandingWords:
    """The word as large as the page allows, its tone, and what follows from it."""

    word: Any
    tone: str
    why: Any = ""


STANDINGS: dict[Standing, StandingWords] = {
    Standing.UNKNOWN: StandingWords(
        _("查不到"), "warn", _("请核对号码。别的派出所的证，请到签发地或者居住地派出所办。")
    ),
    Standing.OTHER_PROVINCE: StandingWords(
        _("外省的证"), "warn", _("不能在本省签注、补领，请联系签发地。来本省居住的，先登记。")
    ),
    Standing.LOST_CARD: StandingWords(
        _("已丢失的旧卡"), "error", _("这张卡已经停用。请收回，核对是谁拿来的。")
    ),
    Standing.OLD_CARD: StandingWords(_("换下来的旧卡"), "warn", _("这张卡已经换新，请收回。")),
    Standing.SPOILED: StandingWords(_("废卡"), "error", _("这张卡制证时已作废，请收回。")),
    Standing.VOID: StandingWords(_("作废的卡"), "error", _("这张卡已经作废，请收回。")),
    Standing.CANCELLED: StandingWords(
        _("已注销"), "error", _("这个居住证已经注销。还在本市居住的，可以重新申领。")
    ),
    Standing.SEIZED: StandingWords(_("已收缴"), "error", _("这个居住证已经收缴，请收回卡。")),
    Standing.BEING_MADE: StandingWords(_("制证中"), "info", _("还没有做好，做好了会通知。")),
    Standing.ON_THE_WAY: StandingWords(_("在路上"), "info", _("箱子到了先扫箱码签收，再发放。")),
    Standing.TO_NOTIFY: StandingWords(_("已制证"), "info", _("先出领证通知，再发放。")),
    Standing.TO_HAND_OVER: StandingWords(_("待领取"), "ok"),
    Standing.LOST: StandingWords(
        _("已挂失"), "error", _("这张卡停用。找到了的，核对本人身份后撤销；找不到的，办补领。")
    ),
    Standing.NOT_HERE: StandingWords(
        _("先办登记"), "warn", _("没有查到持证人现在登记在本市。先核实住处、办登记，再签注。")
    ),
    Standing.ENDORSE: StandingWords(_("可以签注"), "ok"),
    Standing.ENDORSE_LATE: StandingWords(
        _("证件暂时不能用"),
        "warn",
        _("签注期已过，使用功能中止。补办签注后马上恢复，居住年限从补办之日起连续计算。"),
    ),
    Standing.IN_USE: StandingWords(_("使用中"), "ok"),
}  # fmt: skip
