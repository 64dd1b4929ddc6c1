"""Stays that are registered elsewhere and lead to no permit."""

from enum import StrEnum

from anju.law.citation import cites
from anju.law.finding import Finding, Reason

__all__ = ["StayKind", "registering_unit", "stay_is_excluded"]


class StayKind(StrEnum):
    """How a person is housed, as far as the notice tells stays apart."""

    ORDINARY = "ordinary"
    HOTEL = "hotel"
    HOSPITAL = "hospital"
    RELIEF_STATION = "relief_station"


REASONS = {
    StayKind.HOTEL: Reason("hotel_guest", ("PSD-2016 2(6)",)),
    StayKind.HOSPITAL: Reason("inpatient", ("PSD-2016 2(6)",)),
    StayKind.RELIEF_STATION: Reason("relief", ("PSD-2016 2(6)",)),
}


@cites("PSD-2016 2(6)")
def stay_is_excluded(*, stay_kind: StayKind) -> Finding[bool]:
    """Whether a stay of this kind leads to no permit.

    Law: 登记单位应当在办理登记后将登记信息传送公安机关，不办理居住证。
    """
    reason = REASONS.get(stay_kind)
    facts = {"stay_kind": stay_kind}
    return Finding(reason is not None, facts=facts, reasons=(reason,) if reason else ())


@cites("PSD-2016 2(6)")
def registering_unit(*, stay_kind: StayKind) -> Finding[str | None]:
    """Who registers an excluded stay and passes the data on; nobody for an ordinary stay.

    Law: 居住在宾馆、酒店、旅店、招待所等旅馆内的人员，按照有关规定办理住宿登记；
    住院就医人员办理住院登记；在救助管理站接受救助的人员，由救助管理站负责登记。
    """
    unit = None if stay_kind is StayKind.ORDINARY else str(stay_kind)
    return Finding(unit, facts={"stay_kind": stay_kind})
