"""Legal numbers by date: each with its citation, each open one marked 待确认."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from anju.law.text import typed_toml as toml

__all__ = [
    "DatedValue",
    "NotInForce",
    "Parameter",
    "WrongKind",
    "amount",
    "choice",
    "every_parameter",
    "exists",
    "number",
    "number_for",
    "parameter",
    "possible_number",
    "source",
    "switch",
]

NO_LIMIT = "none"
TO_BE_CONFIRMED = "待确认"


class NotInForce(LookupError):
    """No value of this number was in force on the day asked about."""


class WrongKind(TypeError):
    """The number is not of the kind it was asked for."""


@dataclass(frozen=True, slots=True)
class DatedValue:
    """One value, from its first day until the next value's first day."""

    value: str | int | bool
    in_force_from: date
    cites: str


@dataclass(frozen=True, slots=True)
class Parameter:
    """One legal number with all its values in time."""

    key: str
    title: str
    unit: str
    to_be_confirmed: bool
    reading: str
    values: tuple[DatedValue, ...]

    def on(self, day: date) -> DatedValue:
        """The value in force on a day."""
        current = [value for value in self.values if value.in_force_from <= day]
        if not current:
            raise NotInForce(f"{self.key}: no value in force on {day.isoformat()}")
        return max(current, key=lambda value: value.in_force_from)


@cache
def parameter(key: str) -> Parameter:
    """The number written `<subject>.<name>`."""
    subject, name = key.split(".")
    return _parameter(key, toml.table(toml.read("parameters", subject), name))


def exists(key: str) -> bool:
    """Whether a number of that name is written at all."""
    subject, name = key.split(".")
    return name in toml.read("parameters", subject)


def every_parameter() -> tuple[Parameter, ...]:
    """All numbers of all subjects."""
    return tuple(
        parameter(f"{subject}.{name}")
        for subject in toml.names("parameters")
        for name in toml.read("parameters", subject)
    )


def number(key: str, on: date) -> int:
    """A whole number in force on a day."""
    value = parameter(key).on(on).value
    if isinstance(value, bool) or not isinstance(value, int):
        raise WrongKind(f"{key}: whole number expected, found {value!r}")
    return value


def possible_number(key: str, on: date) -> int | None:
    """A whole number in force on a day, or None where the law sets no limit."""
    return None if parameter(key).on(on).value == NO_LIMIT else number(key, on)


def switch(key: str, on: date) -> bool:
    """A choice between two readings in force on a day."""
    value = parameter(key).on(on).value
    if not isinstance(value, bool):
        raise WrongKind(f"{key}: true or false expected, found {value!r}")
    return value


def choice(key: str, on: date) -> str:
    """A choice among named readings in force on a day."""
    value = parameter(key).on(on).value
    if not isinstance(value, str):
        raise WrongKind(f"{key}: text expected, found {value!r}")
    return value


def amount(key: str, on: date) -> Decimal | None:
    """An amount of money in force on a day, or None where no rate is in force."""
    try:
        return Decimal(choice(key, on))
    except NotInForce:
        return None


def number_for(key: str, fact_on: date) -> int:
    """A whole number for a fact that may lie before the law that now asks about it.

    A stay begun in 2015 is counted by the number of 2016, when permits first asked for it.
    """
    return number(key, max(fact_on, min(value.in_force_from for value in parameter(key).values)))


def source(key: str, on: date) -> str:
    """Where the value in force on a day is written."""
    return parameter(key).on(on).cites


def _parameter(key: str, written: toml.Table) -> Parameter:
    return Parameter(
        key=key,
        title=toml.text(written, "title"),
        unit=toml.text(written, "unit"),
        to_be_confirmed=written.get("state") == TO_BE_CONFIRMED,
        reading=toml.text(written, "reading", ""),
        values=tuple(_dated_value(value) for value in toml.tables(written, "values")),
    )


def _dated_value(written: toml.Table) -> DatedValue:
    value = written.get("value")
    if not isinstance(value, str | int):
        raise WrongKind(f"value: text, number or truth value expected, found {value!r}")
    return DatedValue(value, toml.whole_date(written, "in_force_from"), toml.text(written, "cites"))
