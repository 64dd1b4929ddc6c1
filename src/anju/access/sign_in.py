"""Signing in: staff number, password and a code from the second factor, or one and the same no.

Failures are counted for each number, whether anybody has it or not, and from the fifth on each
further try must wait, twice as long every time up to an hour: some thirty tries a day at most.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.http import HttpRequest
from django_otp import match_token

from anju.records.agencies.models import SignInFailures, Staff

__all__ = ["MustWait", "SignInRefused", "StaffBackend", "sign_in"]

FREE_TRIES = 5
LONGEST_WAIT = timedelta(hours=1)


class SignInRefused(Exception):
    """Number, password or code is wrong; which of them is not said."""


@dataclass(frozen=True, slots=True)
class MustWait(Exception):
    """Too many failures under this number: nothing is looked at before this moment."""

    until: datetime


class StaffBackend(BaseBackend):
    """Finds the signed-in person of a session again; signing in itself is `sign_in`."""

    def authenticate(self, request: HttpRequest | None, **credentials: object) -> None:
        """Nobody signs in past the second factor."""
        return

    def get_user(self, user_id: int) -> Staff | None:
        """The staff member of a session, unless struck off meanwhile."""
        return Staff.objects.filter(pk=user_id, is_active=True).first()


def sign_in(*, number: str, password: str, code: str, now: datetime) -> Staff:
    """The staff member whose number, password and code these are.

    1. Wait for other tries under the same number and refuse while it must wait.
    2. Check the password, at the same cost when nobody has the number, then the code.
    3. Count a failure or forget the earlier ones, and only then answer.
    """
    with transaction.atomic():
        failures = _failures_under(number[:32], now)
        if failures.waits_until is not None and failures.waits_until > now:
            raise MustWait(failures.waits_until)
        staff = _known(number, password, code)
        _count(failures, failed=staff is None, now=now)
    if staff is None:
        raise SignInRefused
    return staff


def waiting_time(failures: int) -> timedelta:
    """How long the next try must wait after so many failures in a row."""
    if failures < FREE_TRIES:
        return timedelta()
    minutes = 1 << min(failures - FREE_TRIES, 10)
    return min(timedelta(minutes=minutes), LONGEST_WAIT)


def _failures_under(number: str, now: datetime) -> SignInFailures:
    """The count of a number, its row locked."""
    SignInFailures.objects.bulk_create(
        [SignInFailures(number=number, last_failed_at=now)], ignore_conflicts=True
    )
    return SignInFailures.objects.select_for_update().get(number=number)


def _known(number: str, password: str, code: str) -> Staff | None:
    """The staff member, if both factors are right."""
    staff = Staff.objects.filter(number=number, is_active=True).first()
    if staff is None:
        make_password(password)  # as long as a check, so that time does not tell who exists
        return None
    if not staff.check_password(password):
        return None
    return staff if match_token(staff, code) else None


def _count(failures: SignInFailures, *, failed: bool, now: datetime) -> None:
    """Add a failure and the wait that follows from it, or begin anew."""
    failures.failures = failures.failures + 1 if failed else 0
    wait = waiting_time(failures.failures)
    failures.waits_until = now + wait if wait else None
    if failed:
        failures.last_failed_at = now
    failures.save(update_fields=["failures", "waits_until", "last_failed_at"])
