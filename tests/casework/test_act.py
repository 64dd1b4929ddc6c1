"""The frame of an act: what is remembered reads back the same; work follows what happened."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.factories.cast import WU
from tests.factories.registrations import at, entry, household, key

from anju.access.scope import scoped
from anju.casework.act import Act
from anju.casework.answers import digest, plain, restored

NOW = at(date(2026, 3, 3))


@dataclass(frozen=True)
class Part:
    """A part of an answer."""

    on: date
    note: str | None


@dataclass(frozen=True)
class Answer:
    """An answer with everything answers are made of."""

    number: str
    due_on: date | None
    parts: tuple[Part, ...]
    done: bool = False


def test_an_answer_reads_back_as_it_was_given() -> None:
    given = Answer("S1", None, (Part(date(2026, 3, 3), None), Part(date(2026, 3, 4), "补")), True)
    assert restored(Answer, plain(given)) == given


def test_a_digest_is_the_same_for_the_same_request_and_no_other() -> None:
    one = household(entry(document_number="x"), confirmed=frozenset({"DT-OLD", "ID-DIV"}))
    same = household(entry(document_number="x"), confirmed=frozenset({"ID-DIV", "DT-OLD"}))
    assert digest(["register", {"household": one}]) == digest(["register", {"household": same}])
    other = household(entry(document_number="y"), confirmed=one.confirmed)
    assert digest([one]) != digest([other])


def test_work_follows_an_act_in_its_own_transaction() -> None:
    act = Act("confirm_stay", WU, key(), NOW)
    with scoped(WU):
        act.follow("tell_person", person_ref="ABC", on=date(2026, 3, 3))
    job = ProcrastinateJob.objects.get(task_name="tell_person")
    assert job.args == {"person_ref": "ABC", "on": "2026-03-03"}


def test_work_does_not_follow_an_act_that_failed() -> None:
    act = Act("confirm_stay", WU, UUID(int=1), NOW)
    with transaction.atomic():
        act.follow("tell_person", person_ref="ABC")
        transaction.set_rollback(True)
    assert not ProcrastinateJob.objects.exists()
