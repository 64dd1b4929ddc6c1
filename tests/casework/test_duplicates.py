"""Two records of one human being: found, merged field by field, undone exactly, kept apart."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import models
from tests.casework.pairs import (
    CHEN,
    DAY,
    NOW,
    merged,
    pair_of,
    registered_at,
    suspected,
    twice,
    unmerged,
)
from tests.factories.cast import COUNTY, FENG, LI, NIGHT, SUN, WANG, WU, ZHENG
from tests.factories.lives import holding, registered
from tests.factories.registrations import at, entry, key

from anju.access.refusals import Conflict, NotYours
from anju.access.scope import scoped
from anju.casework.people.merges import UNDO_DAYS
from anju.casework.people.notices_of_merge import object_to_merge, uphold_merge
from anju.casework.people.pairs import ask_to_verify, keep_apart, report_verification
from anju.casework.people.suspicions import find_duplicates
from anju.casework.people.territory import OF_A_PERSON
from anju.casework.registrations.stays import Amendment, amend_registration
from anju.reading.person_file import person_file
from anju.records.journal.time_axes import TwoTimeAxes
from anju.records.people.models import DuplicatePair, MergeNotice, Person

ALL_OF_A_PERSON = tuple(model for model in OF_A_PERSON if model is not DuplicatePair)
WHEN_RECORDED = {"id", "recorded", "act_id", "superseded_by_act_id"}


def all_rows() -> Counter[tuple[Any, ...]]:
    """Every row that hangs on a person, as it is known now."""
    found: Counter[tuple[Any, ...]] = Counter()
    with scoped(NIGHT):
        for model in (*ALL_OF_A_PERSON, Person):
            for row in known_now(model):
                names = [
                    field.attname
                    for field in model._meta.concrete_fields
                    if not issubclass(model, TwoTimeAxes) or field.attname not in WHEN_RECORDED
                ]
                found[model.__name__, *(repr(comparable(row, name)) for name in names)] += 1
    return found


def known_now(model: type[models.Model]) -> models.QuerySet[Any]:
    rows = model._default_manager.all()
    return rows.filter(recorded__upper_inf=True) if issubclass(model, TwoTimeAxes) else rows


def comparable(row: models.Model, name: str) -> object:
    value = getattr(row, name)
    return bytes(value) if isinstance(value, memoryview) else value


def pair(ref: str) -> DuplicatePair:
    with scoped(NIGHT):
        return DuplicatePair.objects.get(ref=ref)


# ---------------------------------------------------------------- found


def test_a_second_record_with_another_paper_is_noted_in_saving() -> None:
    earlier, later, ref = twice()
    found = pair(ref)
    assert (found.level, found.state, found.found_by) == ("same", "open", "saving")
    assert found.reasons[0] == "same_number"
    with scoped(NIGHT):
        assert found.person.ref == later.person_ref
        assert Person.objects.get(pk=found.other_id).ref == earlier.person_ref


def test_the_same_sound_and_birthday_at_another_station_of_the_county_is_noted() -> None:
    registered_at(name="周阿妹")
    registered_at(FENG, name="周阿美")
    with scoped(FENG):
        found = DuplicatePair.objects.get()
    assert found.level == "possible"
    assert found.area.startswith(FENG.area)
    assert "same_sound" in found.reasons
    with scoped(LI):
        assert not DuplicatePair.objects.exists()


def test_somebody_else_is_not_noted() -> None:
    registered_at(name="周阿妹")
    registered_at(name="吴小龙")
    with scoped(NIGHT):
        assert not DuplicatePair.objects.exists()


def test_the_night_finds_pairs_once_and_does_not_bring_back_what_was_decided() -> None:
    registered_at(name="周阿妹")
    later = registered_at(name="周阿美", room="603")
    with scoped(NIGHT):
        DuplicatePair.objects.update(found_by="nightly")
    assert find_duplicates(actor=NIGHT, county=COUNTY, now=NOW) == 0
    keep_apart(actor=LI, pair_ref=pair_of(), request_key=key(), now=NOW)
    assert find_duplicates(actor=NIGHT, county=COUNTY, now=at(DAY, 20)) == 0
    assert pair(pair_of()).state == "apart"
    amend_registration(
        actor=WU,
        registration_number=later.registration_number,
        amendment=Amendment(since=DAY, phone="13800138000"),
        request_key=key(),
        now=at(DAY, 21),
    )
    assert find_duplicates(actor=NIGHT, county=COUNTY, now=at(DAY, 22)) == 1
    assert pair(pair_of()).state == "open"


# ---------------------------------------------------------------- merged, and two again

CHOICES: dict[str, dict[str, Any]] = {
    "nothing taken": {},
    "name and hukou taken": {"taken": ("name", "hukou_division", "hukou_address")},
    "telephone taken": {"taken": ("phone",)},
    "every field taken": {
        "taken": (
            "name", "former_name", "sex", "born_on", "ethnic_group", "hukou_division",
            "hukou_address", "hukou_kind", "education", "marital_status", "phone",
        )
    },
    "a day of leaving": {"left_on": date(2026, 4, 5)},
}  # fmt: skip
DIFFERENT = {"name": "周阿美", "hukou_division": "522632", "phone": "13800138000"}


@pytest.mark.parametrize("keeps", ["earlier", "later"])
@pytest.mark.parametrize("choice", CHOICES)
@pytest.mark.parametrize("station", ["one station", "two stations"])
def test_merging_and_undoing_leaves_every_row_as_it_was(
    keeps: str, choice: str, station: str
) -> None:
    later_actor = FENG if station == "two stations" else WU
    earlier, later, ref = twice(later_actor=later_actor, **DIFFERENT)
    before = all_rows()
    decides = CHEN if later_actor is FENG else LI
    kept, absorbed = (earlier, later) if keeps == "earlier" else (later, earlier)
    merged(ref, kept, decides, **CHOICES[choice])
    assert all_rows() != before
    unmerged(absorbed, WANG)
    assert all_rows() == before
    assert pair(ref).state == "apart"


def test_of_two_open_stays_the_later_goes_on_and_the_other_ends_the_day_before() -> None:
    earlier, later, ref = twice()
    merged(ref, earlier)
    file = person_file(WU, earlier.person_ref, now=NOW)
    stays = {stay.number: stay for stay in file.registrations}
    assert stays[earlier.registration_number].left_on == date(2026, 3, 31)
    assert stays[later.registration_number].state == "registered"
    # The stay of the other record leads up to it: residence counts from there (IRRP 2).
    assert stays[later.registration_number].starts_on == date(2026, 3, 3)
    assert stays[later.registration_number].basis == "continued"


def test_the_officer_may_say_the_other_stay_goes_on() -> None:
    earlier, later, ref = twice()
    merged(ref, later, stands=earlier.registration_number)
    file = person_file(WU, later.person_ref, now=NOW)
    states = {stay.number: (stay.state, stay.left_on) for stay in file.registrations}
    assert states[earlier.registration_number] == ("registered", None)
    assert states[later.registration_number] == ("deregistered", date(2026, 4, 1))


@pytest.mark.parametrize("left_on", [date(2026, 3, 1), DAY + timedelta(days=1)])
def test_the_other_stay_ends_neither_before_it_began_nor_in_the_future(left_on: date) -> None:
    earlier, _, ref = twice()
    with pytest.raises(Conflict, match="离开日期"):
        merged(ref, earlier, left_on=left_on)


def test_chosen_fields_come_from_the_other_record() -> None:
    earlier, _, ref = twice(**DIFFERENT)
    merged(ref, earlier, taken=("name", "phone"))
    file = person_file(WU, earlier.person_ref, now=NOW)
    assert file.name == "周阿美"
    assert file.masked_phone.endswith("8000")
    assert file.hukou_division == "522631"


def test_a_third_record_follows_into_the_living_one_and_comes_out_again() -> None:
    first, second, ref = twice()
    merged(ref, second)
    third = registered(entry(name="周阿妹", room="604", arrived_on="2026-02-20"))
    suspicion = suspected(second, third)
    before = all_rows()
    merged(suspicion, third)
    assert person_file(WU, first.person_ref, now=NOW).person_ref == third.person_ref
    unmerged(second)
    assert all_rows() == before
    assert person_file(WU, first.person_ref, now=NOW).person_ref == second.person_ref


def test_two_permits_are_not_merged() -> None:
    one = holding(blank_serial="B1")
    other = holding(blank_serial="B2")
    with pytest.raises(Conflict, match="都有有效的居住证"):
        merged(suspected(one, other), one)


def test_what_was_changed_since_is_not_undone_behind_anybodys_back() -> None:
    earlier, later, ref = twice()
    merged(ref, earlier)
    amend_registration(
        actor=WU,
        registration_number=later.registration_number,
        amendment=Amendment(since=DAY, reason="2"),
        request_key=key(),
        now=at(DAY, 11),
    )
    with pytest.raises(Conflict, match="合并以后档案又有变更"):
        unmerged(later)


def test_after_thirty_days_a_merge_stands() -> None:
    earlier, later, ref = twice()
    merged(ref, earlier)
    with pytest.raises(Conflict, match="超过 30 天"):
        unmerged(later, on=DAY + timedelta(days=UNDO_DAYS + 1))
    unmerged(later, on=DAY + timedelta(days=UNDO_DAYS))


def test_a_decided_pair_is_not_decided_again() -> None:
    earlier, _, ref = twice()
    merged(ref, earlier)
    for again in (lambda: merged(ref, earlier), lambda: apart(ref)):
        with pytest.raises(Conflict):
            again()


@pytest.mark.parametrize("actor", [WU, ZHENG, WANG])
def test_clerks_collectors_and_reviewers_merge_nobody(actor: Any) -> None:
    earlier, _, ref = twice()
    with pytest.raises(NotYours):
        merged(ref, earlier, actor)


def test_another_station_decides_nothing_about_the_pair() -> None:
    earlier, _, ref = twice()
    with pytest.raises(NotYours):
        merged(ref, earlier, CHEN)
    with pytest.raises(NotYours):
        apart(ref, CHEN)


# ---------------------------------------------------------------- verified, objected to


def apart(ref: str, actor: Any = SUN) -> Any:
    return keep_apart(actor=actor, pair_ref=ref, request_key=key(), now=NOW)


def test_a_visit_answers_and_the_officer_decides() -> None:
    _, _, ref = twice()
    ask = {"pair_ref": ref, "request_key": key(), "now": NOW}
    assert ask_to_verify(actor=LI, asked="问本人有几本户口簿", **ask).state == "verifying"
    answer = {"pair_ref": ref, "now": NOW}
    with pytest.raises(Conflict, match="请写明核实的情况"):
        report_verification(actor=ZHENG, answer="", request_key=key(), **answer)
    told = report_verification(actor=ZHENG, answer="是双胞胎", request_key=key(), **answer)
    assert told.state == "open"
    assert pair(ref).answered_by == ZHENG.staff_number
    assert apart(ref).state == "apart"


def notice() -> MergeNotice:
    with scoped(NIGHT):
        return MergeNotice.objects.get()


def test_the_other_station_is_told_and_may_object_and_the_county_decides() -> None:
    _, later, ref = twice(later_actor=FENG)
    merged(ref, later, CHEN, reason="证件号码相同")
    told = notice()
    assert told.area.startswith(WU.area)
    assert (told.state, told.absorbed_name) == ("told", "周阿妹")
    asked = {"notice_ref": told.ref, "request_key": key(), "now": NOW}
    with pytest.raises(NotYours):
        object_to_merge(actor=CHEN, objection="不是同一人", **asked)
    with pytest.raises(Conflict, match="写明理由"):
        object_to_merge(actor=LI, objection="", **asked)
    asked["request_key"] = key()
    assert object_to_merge(actor=LI, objection="不是同一人", **asked).state == "objected"
    asked["request_key"] = key()
    upheld = uphold_merge(actor=WANG, answer="指纹相同", **asked)
    assert upheld.state == "upheld"


def test_undoing_a_merge_settles_its_notices() -> None:
    earlier, later, ref = twice(later_actor=FENG)
    merged(ref, later, CHEN)
    unmerged(earlier, CHEN)
    assert notice().state == "undone"
    assert person_file(WU, earlier.person_ref, now=NOW).person_ref == earlier.person_ref


def test_within_one_station_nobody_else_is_told() -> None:
    earlier, _, ref = twice()
    merged(ref, earlier)
    with scoped(NIGHT):
        assert not MergeNotice.objects.exists()
