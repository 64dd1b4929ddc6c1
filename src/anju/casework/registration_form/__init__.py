"""The registration form: what may be written into it, and what is said when it cannot stand.

One source for the page and for workbooks: `check_registration` judges one person's entry and
`check_household` what only the entries of one household together can show. Both are pure: what
the register knows comes in as a `FormContext`.
"""

from anju.casework.registration_form.check import check_household, check_registration
from anju.casework.registration_form.entry import (
    Checked,
    CheckedHousehold,
    FormContext,
    HouseholdEntry,
    KnownStay,
    Problem,
    RegistrationEntry,
    RegistrationValues,
    Severity,
)
from anju.casework.registration_form.messages import MESSAGES
from anju.casework.registration_form.refusal import FormRefused, unsettled

__all__ = [
    "MESSAGES",
    "Checked",
    "CheckedHousehold",
    "FormContext",
    "FormRefused",
    "HouseholdEntry",
    "KnownStay",
    "Problem",
    "RegistrationEntry",
    "RegistrationValues",
    "Severity",
    "check_household",
    "check_registration",
    "unsettled",
]
