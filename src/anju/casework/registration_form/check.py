"""The judgement on the registration form: the same for the page and for a workbook's row."""

from datetime import date

from anju.casework.registration_form.entry import (
    Checked,
    CheckedHousehold,
    FormContext,
    HouseholdEntry,
    RegistrationEntry,
)

__all__ = ["check_household", "check_registration"]


def check_registration(entry: RegistrationEntry, *, on: date, context: FormContext) -> Checked:
    """Whether one person's lines can stand on the day: typed values, and every problem at once."""
    raise NotImplementedError


def check_household(
    household: HouseholdEntry, *, on: date, context: FormContext
) -> CheckedHousehold:
    """Whether a household can be registered: each person, and what only all together show.

    A person under 16 needs a guardian in the same form or typed; the householder stands once;
    a document stands once; whoever reports for others says who they are.
    """
    raise NotImplementedError
