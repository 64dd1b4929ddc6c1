"""What a correction would change beside the fact itself, asked of the law before approval."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from anju.law.excluded_stays import StayKind
from anju.law.identity import guardian_may_apply
from anju.law.registration import days_late, register_by
from anju.law.residence_period import half_year_residence
from anju.law.territory import another_city
from anju.reading.legal_facts import known_facts, person_ids, stay_kind
from anju.records.cases.models import Correction
from anju.records.permits.models import ResidencePermit
from anju.records.registrations.models import (
    CurrentResidence,
    RegistrationFacts,
    ResidenceRegistration,
)

__all__ = ["Effect", "effects_of"]

Answer = date | int | bool | None


@dataclass(frozen=True, slots=True)
class Effect:
    """One answer of the law before and after: of what, and whether it is about a permit held."""

    of: str
    before: Answer
    after: Answer

    @property
    def changes(self) -> bool:
        """Whether the correction makes a difference here."""
        return self.before != self.after


def effects_of(row: Correction, on: date) -> tuple[Effect, ...]:
    """Every legal answer that hangs on the corrected facts, as it is and as it would be."""
    after: Mapping[str, str] = row.after
    found: list[Effect] = []
    if after.keys() & {"starts_on", "hukou_division"}:
        found += _on_residence(row, on)
    if "arrived_on" in after:
        found += _on_arrival(row)
    if "born_on" in after:
        found += _on_age(row, on)
    return tuple(found)


def _on_residence(row: Correction, on: date) -> list[Effect]:
    """First day to apply, and whether the stay is in another city at all."""
    ids = person_ids(row.person_id)
    residence = CurrentResidence.objects.filter(person_id__in=ids).first()
    if residence is None or row.state != "proposed":
        return []
    kind = _stay_kind(residence, on)
    hukou = row.after.get("hukou_division", residence.hukou_division)
    starts_on = _day(row.after.get("starts_on")) or residence.starts_on
    elsewhere = (
        _elsewhere(residence.hukou_division, residence.division, on),
        _elsewhere(hukou, residence.division, on),
    )
    found = [
        Effect("another_city", *elsewhere),
        Effect(
            "eligible_from",
            _eligible_from(kind, residence.starts_on, is_elsewhere=elsewhere[0]),
            _eligible_from(kind, starts_on, is_elsewhere=elsewhere[1]),
        ),
    ]
    if ResidencePermit.objects.filter(person_id__in=ids, ended_on__isnull=True).exists():
        found.append(Effect("permit_has_ground", *elsewhere))
    return found


def _on_arrival(row: Correction) -> list[Effect]:
    """The last day to register, and how late the registration was."""
    stay = ResidenceRegistration.objects.get(pk=row.subject_id)
    days = [_day(row.before["arrived_on"]), _day(row.after["arrived_on"])]
    due = [register_by(arrived_on=day).outcome for day in days if day]
    late = [days_late(due_on=day, registered_on=stay.registered_on).outcome for day in due]
    return [Effect("register_by", due[0], due[1]), Effect("days_late", late[0], late[1])]


def _on_age(row: Correction, on: date) -> list[Effect]:
    """Whether a guardian applies for the person."""
    answers = [
        guardian_may_apply(born_on=day, limited_mobility=False, on=on).outcome
        for day in (known_facts(row.person_id, on).born_on, _day(row.after["born_on"]))
        if day
    ]
    return [Effect("guardian_applies", answers[0], answers[1])]


def _eligible_from(kind: StayKind, starts_on: date, *, is_elsewhere: bool | None) -> date | None:
    if not is_elsewhere or kind is not StayKind.ORDINARY:
        return None
    return half_year_residence(starts_on=starts_on).outcome.complete_from


def _elsewhere(hukou_division: str, residence_division: str, on: date) -> bool | None:
    return another_city(
        hukou_division=hukou_division, residence_division=residence_division, on=on
    ).outcome


def _stay_kind(residence: CurrentResidence, on: date) -> StayKind:
    facts = RegistrationFacts.objects.known_now().filter(
        registration_id=residence.registration_id, valid__upper_inf=True
    )
    row = facts.first()
    return stay_kind(row.place_kind, on) if row else StayKind.ORDINARY


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
