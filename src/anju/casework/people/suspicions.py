"""Records that look like one human being are noted: while one is made, at night, or by a clerk."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from anju.access.actor import Actor
from anju.access.refusals import Conflict
from anju.access.scope import scoped
from anju.casework.act import Act, Subject, official_act
from anju.casework.locking import locked
from anju.casework.numbers import reference
from anju.casework.registration_form import RegistrationValues
from anju.law.workflow import DUPLICATE
from anju.reading.duplicates.candidates import candidates
from anju.reading.duplicates.likeness import Level, Likeness, Traits, judge, likeness_digest
from anju.reading.duplicates.similar import InHand, in_county
from anju.reading.duplicates.traits import traits_of
from anju.records.people.models import DuplicatePair, Person

__all__ = ["PairSuspected", "find_duplicates", "note_similar", "suspect_duplicate"]

SAVING, NIGHTLY = "saving", "nightly"
AT_ONCE = 500
Sides = tuple[int, int]


@dataclass(frozen=True, slots=True)
class PairSuspected:
    """A pair somebody asks to be compared."""

    pair_ref: str
    state: str


@official_act
def suspect_duplicate(
    *, actor: Actor, person_ref: str, other_ref: str, request_key: UUID, now: datetime
) -> PairSuspected:
    """Ask for two records to be compared. Window clerks, officers and chiefs.

    A pair already noted is answered as it stands; one kept apart is opened anew, because somebody
    now has a reason to ask.
    """
    act = Act("suspect_duplicate", actor, request_key, now)
    first, second = sorted((person_ref, other_ref))
    people = sorted((locked(act, Person, ref=ref) for ref in (first, second)), key=_id)
    earlier, later = people
    if later.pk in {earlier.pk, earlier.merged_into_id}:
        raise Conflict("这两个编号已经是同一份档案")
    if earlier.merged_into_id or later.merged_into_id:
        raise Conflict("其中一份档案已经并入另一份，请从现在的档案办起")
    pair = DuplicatePair.objects.filter(person=later, other_id=earlier.pk).first()
    if pair is not None and pair.state != "apart":
        return PairSuspected(pair.ref, pair.state)
    to = act.step(DUPLICATE, pair.state if pair else "")
    ref = pair.ref if pair else reference()
    act_id = act.journal(Subject("person", later.ref, later.area, later.pk), to, other=earlier.ref)
    sides = traits_of([later.pk, earlier.pk])
    alike = judge(sides[later.pk], sides[earlier.pk])
    DuplicatePair.objects.update_or_create(
        person=later,
        other_id=earlier.pk,
        defaults={
            **_found(alike or Likeness(Level.POSSIBLE, ("asked",)), sides.values(), now),
            "ref": ref,
            "area": later.area,
            "found_by": actor.staff_number,
            "state": to.outcome,
            "act_id": act_id,
        },
    )
    return PairSuspected(ref, to.outcome)


def note_similar(act: Act, person: Person, values: RegistrationValues) -> int:
    """Note, in the act that makes a record, which records of the county it may repeat."""
    in_hand = InHand(
        name=values.name,
        born_on=values.born_on,
        sex=values.sex,
        hukou_division=values.hukou_division,
        document_kind=values.document_kind,
        document_number=values.document_number,
        phone=values.phone,
    )
    alike = [one for one in in_county(in_hand) if one.person_id < person.pk]
    DuplicatePair.objects.bulk_create(
        DuplicatePair(
            ref=reference(),
            person=person,
            area=person.area,
            other_id=one.person_id,
            level=one.likeness.level,
            reasons=list(one.likeness.reasons),
            likeness="",
            found_by=SAVING,
            found_at=act.now,
        )
        for one in alike
    )
    return len(alike)


def find_duplicates(*, actor: Actor, county: str, now: datetime) -> int:
    """Compare all records of a county, as a set, and note what is new; gives how many pairs.

    The nightly work. A pair kept apart comes back when one of its sides has changed; an open pair
    whose sides are no longer alike is closed.
    """
    territory = Actor.system(actor.name, county)
    with scoped(territory, durable=True):
        alike = _alike()
        known = {
            (row.person_id, row.other_id): row
            for row in DuplicatePair.objects.select_for_update().filter(
                other_id__in=Person.objects.values("id")
            )
        }
        new = _write_new(
            {sides: found for sides, found in alike.items() if sides not in known}, now
        )
        back = sum(_settle(row, alike.get(sides), now) for sides, row in known.items())
    return new + back


def _alike() -> dict[Sides, tuple[Likeness, str]]:
    """Every pair of the territory that a rule finds alike, with the digest of what was compared."""
    pairs = list(candidates())
    traits = traits_of({person_id for pair in pairs for person_id in pair})
    found = {}
    for later, earlier in pairs:
        one, other = traits.get(later), traits.get(earlier)
        alike = judge(one, other) if one and other else None
        if alike and one and other:
            found[later, earlier] = (alike, likeness_digest((one, other)))
    return found


def _write_new(found: Mapping[Sides, tuple[Likeness, str]], now: datetime) -> int:
    areas = dict(
        Person.objects.filter(id__in={later for later, _ in found}).values_list("id", "area")
    )
    rows = [
        DuplicatePair(
            ref=reference(),
            person_id=later,
            area=areas[later],
            other_id=earlier,
            level=alike.level,
            reasons=list(alike.reasons),
            likeness=digest,
            found_by=NIGHTLY,
            found_at=now,
        )
        for (later, earlier), (alike, digest) in found.items()
    ]
    DuplicatePair.objects.bulk_create(rows, batch_size=AT_ONCE)
    return len(rows)


def _settle(row: DuplicatePair, found: tuple[Likeness, str] | None, now: datetime) -> bool:
    """Bring a known pair up to date; whether it came back to be decided."""
    if row.state in {"merged", "verifying"}:
        return False
    if found is None:
        if row.state == "open" and row.found_by in {SAVING, NIGHTLY}:
            row.state, row.decided_by, row.decided_at = "apart", NIGHTLY, now
            row.save(update_fields=["state", "decided_by", "decided_at"])
        return False
    alike, digest = found
    comes_back = row.state == "apart" and digest != row.likeness
    if row.state == "apart" and not comes_back:
        return False
    if comes_back:
        row.state, row.decided_by, row.decided_at, row.found_at = "open", "", None, now
    row.level, row.reasons, row.likeness = alike.level, list(alike.reasons), digest
    row.save()
    return comes_back


def _found(alike: Likeness, sides: Iterable[Traits], now: datetime) -> dict[str, object]:
    return {
        "level": alike.level,
        "reasons": list(alike.reasons),
        "likeness": likeness_digest(sides),
        "found_at": now,
    }


def _id(person: Person) -> int:
    return person.pk
