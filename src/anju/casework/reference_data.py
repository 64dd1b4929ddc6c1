"""Loading what is known before the first person comes: agencies, and what centres may do.

Loading twice changes nothing; what differs from the record is changed, journalled and told.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date, datetime

from psycopg.types.range import Range

from anju.access.actor import Actor
from anju.access.policy import require
from anju.access.scope import scoped
from anju.casework.journal import write_entry
from anju.casework.staffing import entrust
from anju.codes.offices import Office, offices
from anju.records.agencies.models import Agency, Entrustment

__all__ = [
    "ENTRUSTED_ACTS",
    "PROVINCE",
    "AgencyRow",
    "Difference",
    "load_agencies",
    "load_entrustments",
    "stations_and_centres",
]

PROVINCE, PREFECTURE, COUNTY = "52", "5226", "522601"
TO_BE_CONFIRMED = "待确认"
# A refusal with its legal remedy stays with the police; a centre takes in, tells and hands over.
ENTRUSTED_ACTS = (
    "register_household", "confirm_stay", "amend_registration", "change_address",
    "recognise_start", "propose_departure", "object_to_departure", "deregister",
    "submit_application", "supplement", "withdraw", "notify_deficiencies", "accept",
    "notify_ready", "hand_over", "report_loss", "cancel_loss_report", "replace_card",
    "reissue_card", "endorse", "endorse_late", "propose_correction",
    "view_person", "view_case", "view_registration", "view_permit", "view_household",
    "find_person", "find_address", "view_queue", "view_paper", "print_paper", "reveal_number",
    "import_file",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """An agency as the code tables know it."""

    code: str
    kind: str
    name: str
    short_name: str
    division: str
    parent_id: str | None
    address: str = ""
    phone: str = ""
    townships: tuple[str, ...] = ()
    card_producer: str = "county"


@dataclass(frozen=True, slots=True)
class Difference:
    """One agency that was added or changed, with the names of the fields that differed."""

    code: str
    kind: str
    fields: tuple[str, ...] = ()


BUREAUS = (
    AgencyRow(PROVINCE, "department", "贵州省公安厅", "省公安厅", "520000000000", None),
    AgencyRow(
        PREFECTURE,
        "prefecture",
        "黔东南苗族侗族自治州公安局",
        "黔东南州公安局",
        "522600000000",
        PROVINCE,
    ),
    AgencyRow(COUNTY, "county_bureau", "凯里市公安局", "凯里市公安局", "522601000000", PREFECTURE),
)


def stations_and_centres() -> Iterator[AgencyRow]:
    """A station and its entrusted centre for each of Kaili's towns and subdistricts.

    The notice's page lists the towns' offices, not the police stations. That each town has one
    station of its name is an assumption to be confirmed, and says so in the station's address.
    """
    for number, office in enumerate(sorted(offices(), key=lambda office: office.code), start=1):
        station = f"{COUNTY}{number:02d}"
        yield _station(office, station)
        yield AgencyRow(
            code=f"{station}01",
            kind="centre",
            name=f"{office.name}流动人口服务中心",
            short_name=f"{_stem(office)}服务中心",
            division=f"{office.code}000",
            parent_id=station,
            address=office.address,
            phone=office.phone,
            townships=(office.code,),
        )


def _station(office: Office, code: str) -> AgencyRow:
    return AgencyRow(
        code=code,
        kind="station",
        name=f"凯里市公安局{_stem(office)}派出所",
        short_name=f"{_stem(office)}派出所",
        division=f"{office.code}000",
        parent_id=COUNTY,
        address=f"{TO_BE_CONFIRMED}：所址与管辖范围",
        townships=(office.code,),
    )


def _stem(office: Office) -> str:
    """The name without the word for town or subdistrict: 大十字街道 → 大十字."""
    return office.name.removesuffix("街道").removesuffix("镇")


def load_agencies(*, actor: Actor, now: datetime) -> tuple[Difference, ...]:
    """Bring the agencies in line with the code tables; what differed, in the order of the codes."""
    with scoped(actor):
        require(actor, "load_reference_data")
        found = [_load(actor, row, now) for row in (*BUREAUS, *stations_and_centres())]
    return tuple(difference for difference in found if difference)


def load_entrustments(*, actor: Actor, since: date, now: datetime) -> tuple[str, ...]:
    """Entrust each centre that was never entrusted; the codes of those it was done for.

    The documents by which it was done are not published, so their numbers are to be confirmed.
    """
    with scoped(actor):
        require(actor, "load_reference_data")
        centres = Agency.objects.filter(kind="centre").exclude(
            code__in=Entrustment.objects.values("centre_id")
        )
        codes = tuple(centres.order_by("code").values_list("code", flat=True))
        for code in codes:
            entrust(
                actor=actor,
                centre_code=code,
                acts=ENTRUSTED_ACTS,
                span=Range(since, None, "[)"),
                document_number=TO_BE_CONFIRMED,
                now=now,
            )
    return codes


def _load(actor: Actor, row: AgencyRow, now: datetime) -> Difference | None:
    """Add or change one agency, and journal it if anything differed."""
    agency = Agency.objects.filter(code=row.code).first()
    difference = _difference(agency, row)
    if difference is None:
        return None
    agency = agency or Agency(code=row.code)
    for field in fields(row):
        value = getattr(row, field.name)
        setattr(agency, field.name, list(value) if isinstance(value, tuple) else value)
    agency.save()
    write_entry(
        actor,
        act="load_agency",
        subject_kind="agency",
        subject_ref=row.code,
        area=row.code,
        facts={"difference": difference.kind, "fields": list(difference.fields)},
        at=now,
    )
    return difference


def _difference(agency: Agency | None, row: AgencyRow) -> Difference | None:
    """How the record differs from the table, if it does."""
    if agency is None:
        return Difference(row.code, "added")
    differing = tuple(
        field.name
        for field in fields(row)
        if _plain(getattr(agency, field.name)) != getattr(row, field.name)
    )
    return Difference(row.code, "changed", differing) if differing else None


def _plain(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value
