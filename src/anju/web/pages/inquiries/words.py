"""How an inquiry speaks: what was done, what was found, what follows."""

from django.utils.translation import gettext_lazy as _

__all__ = ["EFFECT_WORDS", "NOTE_WORDS", "PERMIT_WORDS", "RESULT_WORDS"]

NOTE_WORDS = {
    "person": _("听取本人意见"),
    "occupant": _("听取同住人或者房主意见"),
    "visit": _("上门"),
    "letter": _("发信或者打电话"),
    "other": _("其他"),
}
RESULT_WORDS = {
    "lives_here": _("住在这里"),
    "moved": _("在本地换了住处"),
    "left": _("已离开本地"),
    "not_found": _("查无下落"),
}
EFFECT_WORDS = {
    "confirm": _("登记不变，记为今天确认仍住"),
    "change_address": _("登记不变，请接着办换住处"),
    "deregister": _("登记从离开之日起注销"),
}
PERMIT_WORDS = {
    "none": _("居住证不受影响"),
    "asked_at_endorsement": _("居住证不因此停用，签注时再问是否连续居住"),
}
