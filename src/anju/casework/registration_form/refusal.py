"""The refusal of a form that cannot stand, with every problem for its field."""

from anju.access.refusals import Refused
from anju.casework.registration_form.entry import CheckedHousehold, Severity
from anju.law.finding import Finding, Reason

__all__ = ["FormRefused", "unsettled"]


class FormRefused(Refused):
    """The form cannot be saved; `verdict` says what to put right, person by person."""

    def __init__(self, verdict: CheckedHousehold) -> None:
        self.verdict = verdict
        every = [*verdict.problems, *(p for person in verdict.people for p in person.problems)]
        codes = dict.fromkeys(found.code for found in every if found.severity != Severity.HINT)
        reasons = tuple(Reason(code) for code in codes)
        super().__init__(Finding(False, ("PSD-2016 2(2)",), reasons=reasons))


def unsettled(verdict: CheckedHousehold, confirmed: frozenset[str]) -> bool:
    """Whether an error stands in the way, or something nobody has looked into yet."""
    if not verdict.may_be_saved:
        return True
    every = [*verdict.problems, *(p for person in verdict.people for p in person.problems)]
    return any(p.severity is Severity.CHECK and p.code not in confirmed for p in every)
