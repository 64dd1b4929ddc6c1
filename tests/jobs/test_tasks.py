"""What the worker does by itself, and when."""

from datetime import timedelta
from uuid import uuid4

import pytest

from anju.access.actor import Actor
from anju.access.scope import scoped
from anju.casework.forgetting import REQUESTS_KEPT, forget_requests
from anju.casework.journal import write_entry
from anju.casework.journal_chain import verify
from anju.kit.clock import now
from anju.records.journal.models import RememberedRequest

pytestmark = pytest.mark.django_db


def remembered(age: timedelta) -> RememberedRequest:
    return RememberedRequest.objects.create(
        key=uuid4(), actor_number="wu", act="accept", digest=b"", result={}, at=now() - age
    )


def test_requests_are_remembered_for_seven_days_and_then_forgotten() -> None:
    kept = remembered(timedelta(days=7))
    remembered(REQUESTS_KEPT + timedelta(minutes=1))
    assert forget_requests(now()) == 1
    assert RememberedRequest.objects.get() == kept


def test_every_task_has_its_time_and_its_lock() -> None:
    from procrastinate.contrib.django import app

    from anju.jobs import tasks

    crons = {
        name.rpartition(".")[2]: (periodic.cron, periodic.task.queueing_lock)
        for (name, _), periodic in app.periodic_registry.periodic_tasks.items()
    }
    assert crons == {
        "seal_journal": ("* * * * *", "seal_journal"),
        "lapse_permits": ("10 16 * * *", "lapse_permits"),
        "lapse_cases": ("20 16 * * *", "lapse_cases"),
        "end_protections": ("30 16 * * *", "end_protections"),
        "find_duplicate_people": ("0 17 * * *", "find_duplicate_people"),
        "list_orphaned_work": ("40 16 * * *", "list_orphaned_work"),
        "forget_old_requests": ("30 18 * * *", "forget_old_requests"),
        "forget_drafts": ("45 * * * *", "forget_drafts"),
    }
    assert set(crons) == set(tasks.__all__)


def test_the_worker_seals_what_waits_and_lapses_nothing_where_there_is_nothing() -> None:
    from anju.jobs.tasks import lapse_cases, lapse_permits, seal_journal

    clerk = Actor("wu", "吴", "window_clerk", "52260102", "52260102")
    with scoped(clerk):
        write_entry(
            clerk, act="accept", subject_kind="case", subject_ref="S1", area="52260102", at=now()
        )
    assert seal_journal(timestamp=0) == 1
    assert verify("522601").unsealed == 0
    assert lapse_permits(timestamp=0) == 0
    assert lapse_cases(timestamp=0) == 0
