"""A registration made by mistake a moment ago is taken back, as long as nothing hangs on it.

Nothing is removed: what the act wrote is superseded, what it had superseded is stated anew, its
papers are void. Only what leads to a person by their number goes with a file that the act began,
so that the number is free for the one it belongs to.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Max

from anju.access.actor import Actor
from anju.access.refusals import Conflict
from anju.casework.act import Act, Subject, official_act
from anju.casework.locking import locked
from anju.casework.people.territory import move_file
from anju.casework.registrations.register import reaching
from anju.casework.registrations.stay_rows import current_facts, live_here, recognised_start
from anju.casework.two_axes import restate, supersede
from anju.law.workflow import REGISTRATION
from anju.reading.legal_facts import known_facts, person_ids
from anju.records.issued.models import Paper
from anju.records.journal.models import JournalEntry
from anju.records.people.models import (
    Contact,
    IdentityDocument,
    IdentityKey,
    Person,
    PersonFacts,
    Relation,
    ResidentSearch,
)
from anju.records.registrations.models import (
    CurrentResidence,
    Household,
    RecognisedStart,
    RegistrationFacts,
    ResidenceRegistration,
    StayConfirmation,
)

__all__ = ["TAKE_BACK_WITHIN", "TakenBack", "take_back_household"]

TAKE_BACK_WITHIN = timedelta(minutes=10)
VOID = "登记撤回"
TOO_LATE = "登记超过十分钟，或者不是您登记的，不能撤回；写错的请办更正，已离开的请办注销"
GONE_ON = "登记以后又办了别的事，不能撤回；写错的请办更正，已离开的请办注销"
#: What a registration writes about a person on two time axes.
FACTS: tuple[type[Any], ...] = (
    RegistrationFacts,
    RecognisedStart,
    PersonFacts,
    Contact,
    Relation,
)


@dataclass(frozen=True, slots=True)
class TakenBack:
    """A household whose registration no longer stands, and the papers to be handed back."""

    household_ref: str
    people: int
    void_papers: tuple[str, ...]


@official_act
def take_back_household(
    *, actor: Actor, household_ref: str, request_key: UUID, now: datetime
) -> TakenBack:
    """Take back the registration of a household made less than ten minutes ago by oneself.

    Window clerks, officers, chiefs and field collectors, whoever registered it.
    Refused once anything else was done about one of its people. A stay that had ended with it
    goes on, a file that had come from elsewhere goes back, the papers are void.
    """
    act = Act("take_back_household", actor, request_key, now)
    household = locked(act, Household, ref=household_ref)
    done = _entries_of(act, household)
    stays = list(
        ResidenceRegistration.objects.select_for_update()
        .filter(household_id=household.pk)
        .order_by("id")
    )
    _need_nothing_since(stays, done)
    papers = tuple(_void_papers(act, stays))
    for stay in stays:
        entry = next(one for one in done if one.subject_ref == stay.number)
        _take_back(act, stay, [one.pk for one in done], entry)
    return TakenBack(household.ref, len(stays), papers)


def _entries_of(act: Act, household: Household) -> list[JournalEntry]:
    """What the registering act journalled here, if the actor did it a moment ago."""
    first = JournalEntry.objects.filter(pk=household.act_id).first()
    mine = first is not None and first.actor_number == act.actor.staff_number
    if first is None or not mine or act.now - first.at > TAKE_BACK_WITHIN:
        raise Conflict(TOO_LATE)
    return list(JournalEntry.objects.filter(act=first.act, at=first.at, pk__gte=first.pk).filter(
        request_key=first.request_key
    ))  # fmt: skip


def _need_nothing_since(
    stays: Sequence[ResidenceRegistration], done: Sequence[JournalEntry]
) -> None:
    """Nothing may have been done about these people after the registration."""
    people = [stay.person_id for stay in stays]
    since = JournalEntry.objects.filter(person_id__in=people, pk__gt=max(one.pk for one in done))
    if since.exists():
        raise Conflict(GONE_ON)


def _void_papers(act: Act, stays: Iterable[ResidenceRegistration]) -> Iterable[str]:
    """Void the slips and the form; their numbers."""
    rows = Paper.objects.filter(
        subject_kind="registration",
        subject_ref__in=[stay.number for stay in stays],
        person_id__in=[stay.person_id for stay in stays],
        voided_at__isnull=True,
    )
    numbers = list(rows.order_by("id").values_list("number", flat=True))
    rows.update(voided_at=act.now, voided_reason=VOID)
    return numbers


def _take_back(
    act: Act, stay: ResidenceRegistration, act_ids: Sequence[int], entry: JournalEntry
) -> None:
    """One person's registration: nothing of it stands, and what stood before stands again."""
    to = act.step(REGISTRATION, stay.state, name="take_back")
    came_from = str(entry.facts.get("came_from_area", ""))
    is_new = bool(entry.facts.get("is_new_file"))
    with reaching(act, *([came_from] if came_from else [])) as looked:
        subject = Subject("registration", stay.number, stay.area, stay.person_id)
        act_id = act.journal(subject, to, **looked)
        stay.state = to.outcome
        stay.save(update_fields=["state"])
        CurrentResidence.objects.filter(registration_id=stay.pk, person_id=stay.person_id).delete()
        _state_as_before(act, act_id, stay.person_id, act_ids, leave_out=is_new)
        if is_new:
            _forget_number(act, act_id, stay.person_id, act_ids)
        _live_where_before(act, stay, came_from)


def _state_as_before(
    act: Act, act_id: int, person_id: int, act_ids: Sequence[int], *, leave_out: bool
) -> None:
    """Supersede what the act wrote and state anew what it had superseded.

    A file the act began keeps its name: somebody may hold the void paper and ask.
    """
    for model in FACTS:
        if leave_out and model is PersonFacts:
            continue
        rows = model._default_manager.filter(person_id=person_id)
        written = rows.filter(act_id__in=act_ids, superseded_by_act_id__isnull=True)
        before = rows.filter(superseded_by_act_id__in=act_ids).exclude(act_id__in=act_ids)
        earlier = list(before)
        supersede(list(written), act_id=act_id, at=act.now)
        for row in earlier:
            restate(row, act_id=act_id, at=act.now)


def _forget_number(act: Act, act_id: int, person_id: int, act_ids: Sequence[int]) -> None:
    """Free the number of a file the act began: nobody is found by it any more."""
    documents = IdentityDocument.objects.filter(
        person_id=person_id, act_id__in=act_ids, superseded_by_act_id__isnull=True
    )
    supersede(list(documents), act_id=act_id, at=act.now)
    IdentityKey.objects.filter(person_id=person_id).delete()
    ResidentSearch.objects.filter(person_id=person_id).delete()


def _live_where_before(act: Act, stay: ResidenceRegistration, came_from: str) -> None:
    """The file goes back where it came from, and the stay that had ended goes on."""
    ids = person_ids(stay.person_id)
    if came_from:
        person = Person.objects.get(pk=stay.person_id)
        act.journal(Subject("person", person.ref, person.area, person.pk), moved_to=came_from)
        move_file(ids, came_from)
    open_stays = RegistrationFacts.objects.known_now().filter(
        person_id__in=ids, valid__upper_inf=True
    )
    open_stay = open_stays.exclude(registration_id=stay.pk).first()
    if open_stay is None:
        return
    earlier = ResidenceRegistration.objects.get(pk=open_stay.registration_id)
    earlier.state, earlier.left_on, earlier.deregistration_reason = "registered", None, ""
    earlier.save(update_fields=["state", "left_on", "deregistration_reason"])
    _live_there(earlier, act)


def _live_there(earlier: ResidenceRegistration, act: Act) -> None:
    """Keep the earlier home as where the person lives, seen last when it was."""
    live_here(
        Person.objects.get(pk=earlier.person_id),
        earlier,
        current_facts(earlier),
        hukou_division=known_facts(earlier.person_id, act.on).hukou_division,
        starts_on=recognised_start(earlier).starts_on,
        on=act.on,
    )
    seen = StayConfirmation.objects.filter(
        registration_id=earlier.pk, person_id=earlier.person_id
    ).aggregate(last=Max("confirmed_on"))["last"]
    CurrentResidence.objects.filter(person_id=earlier.person_id).update(
        last_confirmed_on=seen or earlier.registered_on
    )
