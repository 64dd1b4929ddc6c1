"""What a holder is entitled to, and whether a permit opens it on a day."""

from dataclasses import dataclass

from anju.law.citation import cites
from anju.law.finding import Finding, Reason
from anju.law.permit import Use
from anju.law.text import typed_toml as toml

__all__ = [
    "Entitlement",
    "conveniences",
    "entitlements",
    "may_be_enjoyed",
    "may_move_hukou",
    "public_services",
    "rights_by_law",
]


@dataclass(frozen=True, slots=True)
class Entitlement:
    """One entitlement: its code, the words of the article, and who honours it."""

    code: str
    name: str
    honoured_by: str


@cites("IRRP 12(1)")
def rights_by_law() -> Finding[tuple[Entitlement, ...]]:
    """The three rights.

    Law: 居住证持有人在居住地依法享受劳动就业，参加社会保险，缴存、提取和使用住房公积金的权利。
    """
    return Finding(_listed("right"))


@cites("IRRP 12(2)")
def public_services() -> Finding[tuple[Entitlement, ...]]:
    """The six basic public services.

    Law: 县级以上人民政府及其有关部门应当为居住证持有人提供下列基本公共服务
    """
    return Finding(_listed("public_service"))


@cites("IRRP 13", "PSD-2016 4")
def conveniences() -> Finding[tuple[Entitlement, ...]]:
    """The seven conveniences.

    Law: 居住证持有人在居住地享受下列便利
    """
    return Finding(_listed("convenience"))


@cites("IRRP 12(1)", "IRRP 12(2)", "IRRP 13", "IRRP 14")
def entitlements() -> Finding[tuple[Entitlement, ...]]:
    """Everything a holder is entitled to, as it is to be published.

    Law: 定期向社会公布居住证持有人享受的公共服务和便利的范围
    """
    groups = (rights_by_law(), public_services(), conveniences())
    return Finding(tuple(entry for group in groups for entry in group.outcome))


@cites("IRRP 10(3)", "IRRP 3")
def may_be_enjoyed(*, use: Use) -> Finding[bool]:
    """Whether a permit opens its holder's entitlements: only while it may be used.

    Law: 逾期未办理签注手续的，居住证使用功能中止
    """
    facts = {"use": use}
    if use is Use.USABLE:
        return Finding(True, facts=facts)
    suspended = (Reason("use_suspended", ("IRRP 10(3)",)),)
    return Finding(False, facts=facts, reasons=suspended)


@cites("IRRP 15")
def may_move_hukou(*, meets_local_conditions: bool, own_wish: bool) -> Finding[bool]:
    """Whether a holder may move the hukou to the place of residence.

    Law: 居住证持有人符合居住地人民政府规定的落户条件的，可以根据本人意愿，
    将常住户口由原户口所在地迁入居住地。
    """
    facts = {"meets_local_conditions": meets_local_conditions, "own_wish": own_wish}
    return Finding(meets_local_conditions and own_wish, facts=facts)


def _listed(group: str) -> tuple[Entitlement, ...]:
    entries = toml.tables(toml.read("catalogues", "entitlements"), group)
    return tuple(
        Entitlement(toml.text(e, "code"), toml.text(e, "name"), toml.text(e, "honoured_by"))
        for e in entries
    )
