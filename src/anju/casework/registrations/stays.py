"""Keeping a registration true: still here, something else now, another address."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from anju.access.actor import Actor

__all__ = [
    "AddressChanged",
    "Amendment",
    "Move",
    "RegistrationKept",
    "amend_registration",
    "change_address",
    "confirm_stay",
]


@dataclass(frozen=True, slots=True)
class RegistrationKept:
    """A registration that stands on, in its state, with what is now known of it."""

    registration_number: str
    state: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """What to write anew about a stay; a field left `None` stays as it is.

    The recognised start, the arrival and identity are not amended but corrected (four eyes).
    """

    since: date
    place_kind: str | None = None
    planned_stay: str | None = None
    reason: str | None = None
    reason_note: str | None = None
    relation_to_householder: str | None = None
    occupation: str | None = None
    employer_name: str | None = None
    employer_code: str | None = None
    work_since: date | None = None
    school_name: str | None = None
    enrolled_on: date | None = None
    host_name: str | None = None
    host_relation: str | None = None
    landlord_name: str | None = None
    landlord_phone: str | None = None
    phone: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """Where somebody moved to and since when: a dwelling on file, or an address as typed."""

    moved_on: date
    place_kind: str
    door_code: str = ""
    township: str = ""
    address: str = ""
    building: str = ""
    unit: str = ""
    floor: int | None = None
    room: str = ""
    landmark: str = ""
    landlord_name: str = ""
    landlord_phone: str = ""


@dataclass(frozen=True, slots=True)
class AddressChanged:
    """A stay that goes on at another door: the period of residence is not broken in one city."""

    registration_number: str
    slip_number: str
    area: str
    breaks_residence: bool


def confirm_stay(
    *, actor: Actor, registration_number: str, channel: str, request_key: UUID, now: datetime
) -> RegistrationKept:
    """Note that the person still lives there; a collector's report becomes a registration.

    Window clerks, officers and field collectors; a report ("submitted") is confirmed by the
    counter alone. Keeps the freshness of the data (notice 2(2)).
    """
    raise NotImplementedError


def amend_registration(
    *,
    actor: Actor,
    registration_number: str,
    amendment: Amendment,
    request_key: UUID,
    now: datetime,
) -> RegistrationKept:
    """Write what has changed about a stay (变更登记): the old facts end, new ones begin.

    Window clerks, officers and field collectors. Nothing is overwritten: what was true until the
    day before `since` stays readable.
    """
    raise NotImplementedError


def change_address(
    *, actor: Actor, registration_number: str, move: Move, request_key: UUID, now: datetime
) -> AddressChanged:
    """Move a registered person to another dwelling, of this station or of another.

    Window clerks and officers of the place moved to or moved from. The stay goes on under its
    number; the file follows to the new area and the old one sees it leave. Inside one city unit
    the period of residence is not broken; into another unit the start is recognised anew.
    """
    raise NotImplementedError
