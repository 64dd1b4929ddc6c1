"""Since when residence will count if the sheet is saved as it stands, and what follows from it."""

from dataclasses import dataclass
from datetime import date, timedelta

from anju.access.actor import Actor
from anju.access.scope import scoped
from anju.casework.people.identities import holders
from anju.casework.registration_form import RegistrationEntry
from anju.casework.registration_form.lines import meant_by
from anju.casework.registration_form.stay import DAY_OF_PROOF
from anju.casework.registrations.context import document_of
from anju.casework.registrations.members import earlier_stays
from anju.casework.registrations.stay_papers import basis_text, may_apply_note
from anju.casework.registrations.stay_rows import start_of
from anju.codes import divisions, typed_dates
from anju.codes.tables import table
from anju.law.excluded_stays import StayKind
from anju.law.residence_period import Proof, Stay, half_year_residence
from anju.law.territory import another_city
from anju.reading.legal_facts import stay_kind
from anju.records.people.models import Person

__all__ = ["Outlook", "outlook"]


#: The place kind that excludes nothing, while none is chosen yet.
OTHER_PLACE = "7"


@dataclass(frozen=True, slots=True)
class Outlook:
    """The day residence counts from, on which basis; when a permit can be had, or why never."""

    starts_on: date
    basis: str
    may_apply_from: date | None
    note: str


def outlook(actor: Actor, entry: RegistrationEntry, *, on: date) -> Outlook | None:
    """The law's answer for one person's lines; nothing until the arrival can be read."""
    arrived_on = typed_dates.read(entry.arrived_on, on).day
    if arrived_on is None or arrived_on > on:
        return None
    division = entry.township[:6] or actor.county
    start = start_of(
        registered_on=on,
        arrived_on=arrived_on,
        division=division,
        earlier=_stays_before(actor, entry, until=arrived_on - timedelta(days=1)),
        proofs=_proofs(entry, on),
    ).outcome
    hukou = divisions.normalised(entry.hukou_division) if entry.hukou_division else ""
    place_kind = meant_by(entry.place_kind.strip(), ("place_kinds",), on) or ""
    first_day = _first_day(hukou, division, place_kind, start.starts_on, on)
    note = "" if first_day else _why_never(hukou, place_kind, on)
    return Outlook(start.starts_on, basis_text(start.basis), first_day, note)


def _stays_before(actor: Actor, entry: RegistrationEntry, *, until: date) -> list[Stay]:
    """The stays on file of the document's holder, as far as they lie in the territory."""
    document = document_of(entry)
    with scoped(actor):
        holder = holders([document]).get(document) if document[1] else None
        person = Person.objects.filter(pk=holder.person_id).first() if holder else None
        return earlier_stays(person, until=until) if person else []


def _proofs(entry: RegistrationEntry, on: date) -> tuple[Proof, ...]:
    reason = table("stay_reasons").find(entry.reason.strip(), on) if entry.reason.strip() else None
    kind = reason.more["start_proof"] if reason and entry.proof_seen else ""
    dated_on = typed_dates.read(getattr(entry, DAY_OF_PROOF[kind]), on).day if kind else None
    return (Proof(kind, dated_on, recognised=True),) if dated_on else ()


def _first_day(
    hukou: str, division: str, place_kind: str, starts_on: date, on: date
) -> date | None:
    """From when a permit can be applied for; never where hukou or place lead to none."""
    if not hukou or (place_kind and stay_kind(place_kind, on) is not StayKind.ORDINARY):
        return None
    other = another_city(hukou_division=hukou, residence_division=division, on=on).outcome
    return half_year_residence(starts_on=starts_on).outcome.complete_from if other else None


def _why_never(hukou: str, place_kind: str, on: date) -> str:
    if not hukou:
        return ""
    return may_apply_note(None, hukou_division=hukou, place_kind=place_kind or OTHER_PLACE, on=on)
