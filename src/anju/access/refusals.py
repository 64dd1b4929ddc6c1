"""The three ways an act or a question is refused, each shown to people in its own way."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from django.apps import apps
from django.db import IntegrityError, OperationalError
from django.db.models import BaseConstraint
from psycopg import errors

from anju.law.finding import Finding

__all__ = [
    "BY_THE_COUNTY",
    "Conflict",
    "NotYours",
    "Refused",
    "conflicts",
    "constraint_sentences",
]

BUSY = "别的窗口正在办理同一件事，请稍后再试"
ALREADY_THERE = "同样的记录已经存在，请刷新后再办"
#: The same for a protected file and for two windows at one new person: it tells of neither.
BY_THE_COUNTY = (
    "这次登记本窗口办不完：请先打电话与县公安局户政部门联系，由县公安局办理；"
    "别的窗口刚刚登记的，请刷新后再办"
)
STILL_REFERRED_TO = "还有别的记录与它相连，不能这样改"
# Keys that are no declared constraint of a model and so have no place for a sentence there.
KEY_SENTENCES = {
    "people_identitykey_pkey": BY_THE_COUNTY,
    "registrations_currentresidence_pkey": "此人现在已有一处居住登记",
    "journal_rememberedrequest_pkey": "这项请求正在办理或者已经办理",
}


class Refused(Exception):
    """The law says no; the finding says why, and by which article."""

    def __init__(self, finding: Finding[Any]) -> None:
        self.finding = finding
        super().__init__("; ".join(reason.code for reason in finding.reasons))


class NotYours(Exception):
    """Not this post's to do, not this territory's to see, or not there: the three look alike."""


class Conflict(Exception):
    """The record has moved on, or a constraint spoke; the sentence is for the clerk."""

    def __init__(self, sentence: str, constraint: str = "") -> None:
        self.sentence = sentence
        self.constraint = constraint
        super().__init__(sentence)


@contextmanager
def conflicts() -> Iterator[None]:
    """Turn what the database refuses into a `Conflict` with the constraint's own sentence.

    It stands outside the transaction: a constraint that has spoken ends it.
    """
    try:
        yield
    except IntegrityError as error:
        raise _conflict(error) from error
    except OperationalError as error:
        if isinstance(error.__cause__, errors.LockNotAvailable | errors.DeadlockDetected):
            raise Conflict(BUSY) from error
        raise


def _conflict(error: IntegrityError) -> Exception:
    """The sentence of the constraint that was broken, or the error where it is our mistake."""
    cause = error.__cause__
    name = (cause.diag.constraint_name or "") if isinstance(cause, errors.Error) else ""
    sentence = constraint_sentences().get(name)
    if sentence:
        return Conflict(sentence, name)
    match cause:
        case errors.UniqueViolation() | errors.ExclusionViolation():
            return Conflict(ALREADY_THERE, name)
        case errors.RestrictViolation():
            return Conflict(STILL_REFERRED_TO, name)
        case _:
            return error


@cache
def constraint_sentences() -> dict[str, str]:
    """What each constraint of the records says to the clerk when it is broken, by its name."""
    declared = {
        constraint.name: str(constraint.violation_error_message)
        for model in apps.get_models()
        for constraint in model._meta.constraints
        if constraint.violation_error_message != BaseConstraint.default_violation_error_message
    }
    return declared | KEY_SENTENCES
