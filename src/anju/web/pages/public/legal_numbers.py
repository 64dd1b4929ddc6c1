"""The numbers of the law that public pages speak of, read for the day of the visit."""

from dataclasses import dataclass
from datetime import date

from anju.law.text import parameters

__all__ = ["LegalNumbers", "legal_numbers"]


@dataclass(frozen=True, slots=True)
class LegalNumbers:
    """Days, months and years of age as the sentences of the pages need them."""

    stay_that_obliges: int
    report_within: int
    half_year: int
    produce_within: int
    hand_over_within: int
    endorsement_window: int
    applies_alone_from: int


def legal_numbers(on: date) -> LegalNumbers:
    """The numbers in force on a day."""
    return LegalNumbers(
        stay_that_obliges=parameters.number("registration.stay_that_obliges", on),
        report_within=parameters.number("registration.report_within", on),
        half_year=parameters.number("residence.half_year", on),
        produce_within=parameters.number("time_limits.produce_within", on),
        hand_over_within=parameters.number("time_limits.hand_over_within", on),
        endorsement_window=parameters.number("endorsement.window", on),
        applies_alone_from=parameters.number("identity.applies_alone_from", on),
    )
