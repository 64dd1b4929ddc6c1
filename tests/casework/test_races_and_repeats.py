"""Two at once and twice the same: what was accepted is there, once."""

from collections.abc import Callable, Iterator
from datetime import date
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection
from tests.factories.cast import NIGHT, SUN, WU
from tests.factories.lives import ELIGIBLE_ON, applying, holding, registered
from tests.factories.registrations import at, entry, household, key

from anju.access.actor import Actor
from anju.access.refusals import Conflict, Refused
from anju.access.scope import scoped
from anju.casework.cases.acceptance import accept
from anju.casework.permits.endorsements import endorse
from anju.casework.reference_data import load_agencies
from anju.casework.registrations.register import register_household
from anju.casework.registrations.stays import confirm_stay
from anju.records.journal.models import JournalEntry, RememberedRequest
from anju.records.permits.models import Endorsement
from anju.records.registrations.models import Household

DAY = date(2026, 3, 3)


@pytest.fixture
def agencies(transactional_db: None) -> None:
    """The agencies, in a database two connections share."""
    load_agencies(actor=NIGHT, now=at(date(2026, 1, 2)))


def together(*acts: Callable[[], Any]) -> Iterator[Any]:
    """What each act answered or raised, all begun at the same moment on their own connections."""
    told: list[Any] = [None] * len(acts)
    ready = Barrier(len(acts))

    def run(place: int, act: Callable[[], Any]) -> None:
        try:
            ready.wait(10)
            told[place] = act()
        except Conflict as conflict:
            told[place] = conflict
        finally:
            connection.close()

    threads = [Thread(target=run, args=(place, act)) for place, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return iter(told)


def test_a_repeated_request_is_answered_the_same_and_done_once(agencies: None) -> None:
    one, request = household(entry()), key()

    def register() -> Any:
        return register_household(actor=WU, household=one, request_key=request, now=at(DAY))

    first, second = together(register, register)
    assert first == second
    assert first == register()
    with scoped(NIGHT):
        assert Household.objects.count() == 1
        assert JournalEntry.objects.filter(act="register_household").count() == 1
    assert RememberedRequest.objects.count() == 1


def test_the_same_key_with_another_request_is_a_conflict(agencies: None) -> None:
    request = key()
    register_household(actor=WU, household=household(), request_key=request, now=at(DAY))
    with pytest.raises(Conflict, match="内容不同"):
        register_household(actor=WU, household=household(), request_key=request, now=at(DAY))


def test_the_same_key_from_somebody_else_is_a_conflict(agencies: None) -> None:
    life, request = registered(), key()
    asked = {"registration_number": life.registration_number, "channel": "1"}
    confirm_stay(actor=WU, **asked, request_key=request, now=at(DAY))
    with pytest.raises(Conflict):
        confirm_stay(actor=SUN, **asked, request_key=request, now=at(DAY))


def test_two_windows_accept_one_case_and_one_of_them_does(agencies: None) -> None:
    life = applying()

    def accepting(actor: Actor) -> Callable[[], Any]:
        return lambda: accept(
            actor=actor, case_number=life.case_number, request_key=key(), now=at(ELIGIBLE_ON)
        )

    told = list(together(accepting(WU), accepting(SUN)))
    assert sorted(isinstance(one, Conflict) for one in told) == [False, True]
    with scoped(NIGHT):
        assert JournalEntry.objects.filter(act="accept").count() == 1


def test_two_endorsements_of_one_year_leave_one(agencies: None) -> None:
    life = holding()

    def endorsing() -> Any:
        try:
            return endorse(
                actor=WU,
                permit_number=life.permit_number,
                still_lives_here=True,
                request_key=key(),
                now=at(date(2027, 8, 10)),
            )
        except Refused as refused:
            return refused

    told = list(together(endorsing, endorsing))
    assert sorted(isinstance(one, Exception) for one in told) == [False, True]
    with scoped(NIGHT):
        assert Endorsement.objects.count() == 1


def test_two_windows_register_one_person_and_the_number_stands_once(agencies: None) -> None:
    one = entry()

    def registering() -> Any:
        return register_household(
            actor=WU, household=household(one), request_key=key(), now=at(DAY)
        )

    told = list(together(registering, registering))
    assert sorted(isinstance(one, Conflict) for one in told) == [False, True]
    with scoped(NIGHT):
        assert Household.objects.count() == 1
