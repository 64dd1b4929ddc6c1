"""What starts by itself: the worker runs these at their time, and each is a thin call.

The worker counts in UTC; 16:00 there is midnight in China. Two of a kind never run at once.
"""

from procrastinate.contrib.django import app

from anju.access.actor import Actor, sealed_side
from anju.access.objects import forget_old_drafts
from anju.casework.cases.lapses import lapse_unsupplemented
from anju.casework.cases.orphans import list_orphans
from anju.casework.forgetting import forget_requests
from anju.casework.journal_chain import seal_blocks
from anju.casework.people.suspicions import find_duplicates
from anju.casework.permits.endorsements import lapse
from anju.casework.reference_data import PROVINCE
from anju.casework.registrations.drafts import forget_old_drafts as forget_old_sheets
from anju.casework.supervision.protection import end_due_protections
from anju.kit.clock import day_of, now
from anju.reading.duplicates.lists import counties

__all__ = [
    "end_protections",
    "find_duplicate_people",
    "forget_drafts",
    "forget_old_requests",
    "lapse_cases",
    "lapse_permits",
    "list_orphaned_work",
    "seal_journal",
]


#: Whoever works at night works on both sides, one after the other: the protected files have terms
#: to run out as well.
NIGHT = tuple(Actor.system("夜间处理", area) for area in (PROVINCE, sealed_side(PROVINCE)))


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="seal_journal", lock="seal_journal")
def seal_journal(timestamp: int) -> int:
    """Seal the journal's waiting entries every minute; gives how many."""
    return seal_blocks(now())


@app.periodic(cron="10 16 * * *")
@app.task(queueing_lock="lapse_permits", lock="lapse_permits")
def lapse_permits(timestamp: int) -> int:
    """Record after midnight which permits' window passed unused (IRRP 10(3)); gives how many."""
    return sum(_lapse_permits(actor) for actor in NIGHT)


def _lapse_permits(actor: Actor) -> int:
    at = now()
    suspended, after = 0, 0
    while True:
        done = lapse(actor=actor, on=day_of(at), after=after, now=at)
        suspended += done.suspended
        after = done.cursor
        if done.finished:
            return suspended


@app.periodic(cron="20 16 * * *")
@app.task(queueing_lock="lapse_cases", lock="lapse_cases")
def lapse_cases(timestamp: int) -> int:
    """Close after midnight the cases nothing was brought in for (IRRP 9(5)); gives how many."""
    return sum(_lapse_cases(actor) for actor in NIGHT)


def _lapse_cases(actor: Actor) -> int:
    at = now()
    closed, after = 0, 0
    while True:
        done = lapse_unsupplemented(actor=actor, on=day_of(at), after=after, now=at)
        closed += done.closed
        after = done.cursor
        if done.finished:
            return closed


@app.periodic(cron="30 16 * * *")
@app.task(queueing_lock="end_protections", lock="end_protections")
def end_protections(timestamp: int) -> int:
    """Open the protected files whose last day has passed; gives how many."""
    at = now()
    _, sealed = NIGHT
    return end_due_protections(actor=sealed, on=day_of(at), now=at)


@app.periodic(cron="40 16 * * *")
@app.task(queueing_lock="list_orphaned_work", lock="list_orphaned_work")
def list_orphaned_work(timestamp: int) -> int:
    """Put open work that nobody on duty would find before somebody; gives how much there is."""
    return list_orphans(actor=Actor.system("夜间处理", PROVINCE), now=now()).found


@app.periodic(cron="0 17 * * *")
@app.task(queueing_lock="find_duplicate_people", lock="find_duplicate_people")
def find_duplicate_people(timestamp: int) -> int:
    """Compare at night the records of each county with each other; gives how many pairs are new."""
    actor = Actor.system("夜间比对", PROVINCE)
    at = now()
    return sum(find_duplicates(actor=actor, county=county, now=at) for county in counties())


@app.periodic(cron="30 18 * * *")
@app.task(queueing_lock="forget_old_requests", lock="forget_old_requests")
def forget_old_requests(timestamp: int) -> int:
    """Let go of request keys after their days; gives how many."""
    return forget_requests(now())


@app.periodic(cron="45 * * * *")
@app.task(queueing_lock="forget_drafts", lock="forget_drafts")
def forget_drafts(timestamp: int) -> int:
    """Remove files that were handed in and never used, and old sheets; gives how many."""
    at = now()
    return forget_old_drafts(at) + forget_old_sheets(Actor.system("清理草稿", PROVINCE), at)
