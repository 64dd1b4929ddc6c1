"""Registering a household: the people of one home in one act, with a slip each."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from anju.access.actor import Actor
from anju.casework.registration_form import HouseholdEntry

__all__ = ["HouseholdRegistered", "PersonRegistered", "register_household"]


@dataclass(frozen=True, slots=True)
class PersonRegistered:
    """One person of the household: the file, the registration and the slip (none for a report)."""

    person_ref: str
    registration_number: str
    slip_number: str
    moved_from_elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class HouseholdRegistered:
    """What a household's registration led to: one receipt, one slip for each person."""

    household_ref: str
    form_number: str
    state: str
    people: tuple[PersonRegistered, ...]


def register_household(
    *, actor: Actor, household: HouseholdEntry, request_key: UUID, now: datetime
) -> HouseholdRegistered:
    """Register everybody of a household at once and give each their slip, free of charge.

    Window clerks and officers register; what a field collector brings stands as "submitted" until
    the counter confirms it. Refused with the form's problems (`FormRefused`) when an entry cannot
    stand. A document already on file is recognised: registered in this dwelling → refused with
    ID-DUP-HERE (use `confirm_stay`); registered elsewhere → the old stay ends the day before the
    arrival here, the file moves to this area, and both are journalled.
    """
    raise NotImplementedError
