"""How a stay ends: the person says so, or somebody else says so and the person may object."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from anju.access.actor import Actor

__all__ = [
    "DepartureMoved",
    "Deregistered",
    "Ending",
    "ReportedDeparture",
    "confirm_departure",
    "deregister",
    "object_to_departure",
    "propose_departure",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedDeparture:
    """Who says that somebody left, and on which day they left."""

    left_on: date
    by_party: str
    by_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """The day a stay ended, why (code of the reason of deregistration), and where to."""

    left_on: date
    reason: str
    destination: str = ""


@dataclass(frozen=True, slots=True)
class DepartureMoved:
    """A departure somebody else reported: where it stands and until when one may object."""

    departure_ref: str
    state: str
    objection_until: date


@dataclass(frozen=True, slots=True)
class Deregistered:
    """A stay that ended, and on which day."""

    registration_number: str
    left_on: date


def propose_departure(
    *,
    actor: Actor,
    registration_number: str,
    departure: ReportedDeparture,
    request_key: UUID,
    now: datetime,
) -> DepartureMoved:
    """Note that a third party says the person left; nothing is cancelled yet (reading D13).

    Window clerks, officers, field collectors. The person is told and has the objection time of
    the dated parameter.
    """
    raise NotImplementedError


def object_to_departure(
    *, actor: Actor, departure_ref: str, objection: str, request_key: UUID, now: datetime
) -> DepartureMoved:
    """Note that the person objects: the registration stays as it is.

    Window clerks, officers, field collectors, for the person who comes, calls or is visited.
    """
    raise NotImplementedError


def confirm_departure(
    *, actor: Actor, departure_ref: str, request_key: UUID, now: datetime
) -> Deregistered:
    """End the stay when the time to object is over and nobody objected.

    Window clerks and officers; refused while the time runs.
    """
    raise NotImplementedError


def deregister(
    *,
    actor: Actor,
    registration_number: str,
    ending: Ending,
    request_key: UUID,
    now: datetime,
) -> Deregistered:
    """End a stay on the person's own word or a document's (注销登记).

    Window clerks and officers. An open departure of the stay is settled with it. The permit is
    not touched: continuous residence is asked at the endorsement.
    """
    raise NotImplementedError
