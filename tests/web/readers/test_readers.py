"""What was corrected after reading is counted, once, without anybody's data; and the report."""

import json
from uuid import uuid4

import pytest
from django.http import QueryDict
from tests.web.four_lines import assert_four_lines
from tests.web.staff_desks import ADMINISTRATOR, CHIEF, CLERK, OTHER_CLERK, actor, at_desk

from anju.access.scope import scoped
from anju.casework.devices.readings import CardRead, note_card_readings
from anju.kit.clock import now
from anju.records.journal.models import CardReading
from anju.web.card_readings import count_card_readings, readings_sent

READER = "3号窗口 · 05.01"


def sent(*readings: object, **fields: str) -> QueryDict:
    data = QueryDict(mutable=True)
    data.setlist(
        "card_reading", [one if isinstance(one, str) else json.dumps(one) for one in readings]
    )
    data.update(fields)
    return data


def reading(**read: str) -> dict[str, object]:
    return {
        "reader": READER,
        "kind": "citizen",
        "read": {name.replace("__", "-"): value for name, value in read.items()},
    }


@pytest.mark.parametrize(
    ("read", "saved", "corrected"),
    [
        ("潘晓兰", "潘晓兰", ()),
        ("潘晓兰", "潘小兰", ("name",)),
        ("潘晓兰", "", ("name",)),
        ("买买提·吐尔逊", "买买提•吐尔逊", ()),
        ("潘晓兰", " 潘晓兰 ", ()),
        ("1990-03-07", "19900307", ()),
        ("1990-03-07", "19900308", ("name",)),
        ("99010119900307002x", "99010119900307002X", ()),
    ],
)  # fmt: skip
def test_a_field_is_corrected_when_it_says_something_else(
    read: str, saved: str, corrected: tuple[str, ...]
) -> None:
    (found,) = readings_sent(sent(reading(p0__name=read), **{"p0-name": saved}))
    assert (found.reader, found.card_kind, found.corrected) == (READER, "citizen", corrected)


def test_each_person_of_a_household_has_their_card() -> None:
    data = sent(
        reading(p0__name="潘晓兰"), reading(p1__name="潘小满", p1__born_on="2016-09-01"),
        **{"p0-name": "潘晓兰", "p1-name": "潘满", "p1-born_on": "20160902"},
    )  # fmt: skip
    assert [one.corrected for one in readings_sent(data)] == [(), ("born_on", "name")]


def test_a_field_taken_off_the_sheet_is_not_a_correction() -> None:
    assert readings_sent(sent(reading(p1__name="潘小满")))[0].corrected == ()


@pytest.mark.parametrize(
    "rubbish",
    [
        "",
        "[]",
        "{",
        "null",
        '{"reader": 1}',
        '{"reader": "", "kind": "", "read": {}}',
        '{"reader": "x", "kind": "y", "read": {"a": 1}}',
        '{"reader": "x", "kind": "y", "read": 3}',
        '{"reader": "x\\u0000", "kind": "y", "read": {}}',
        "x" * 5000,
    ],
)
def test_a_field_no_script_of_ours_wrote_counts_nothing(rubbish: str) -> None:
    assert readings_sent(sent(rubbish)) == ()


# ---------------------------------------------------------------- kept


@pytest.mark.usefixtures("house")
def test_a_form_sent_twice_is_counted_once_and_nobody_is_named() -> None:
    clerk = actor(CLERK)
    key = str(uuid4())
    form = sent(reading(p0__name="潘晓兰"), request_key=key, **{"p0-name": "潘小兰"})
    count_card_readings(clerk, form, now=now())
    count_card_readings(clerk, form, now=now())
    form["p0-name"] = "潘晓兰"
    count_card_readings(clerk, form, now=now())
    count_card_readings(clerk, sent(), now=now())
    with scoped(clerk):
        (row,) = CardReading.objects.all()
    assert (row.area, row.reader, row.corrected) == (clerk.area, READER, ["name"])
    assert "潘" not in str(row.__dict__)


@pytest.mark.usefixtures("house")
def test_a_saved_form_counts_its_cards_and_a_refused_one_hands_them_back() -> None:
    clerk = at_desk(CLERK)
    kept = json.dumps(reading(p0__name="潘晓兰"), ensure_ascii=False)
    refused = clerk.post("/counter/register/", {"card_reading": kept, "act": "save", "person": "0"})
    assert "潘晓兰" in refused.content.decode()
    assert "data-reading" in refused.content.decode()
    with scoped(actor(CLERK)):
        assert not CardReading.objects.exists()


# ---------------------------------------------------------------- the report


@pytest.fixture
def read_cards(house: None) -> None:
    clerk = actor(CLERK)
    for corrected in ((), (), ("name",), ("name", "born_on")):
        note_card_readings(
            actor=clerk,
            readings=[CardRead(READER, "citizen", corrected)],
            request_key=uuid4(),
            now=now(),
        )


@pytest.mark.usefixtures("read_cards")
def test_the_four_lines() -> None:
    assert_four_lines("/readers/", right=CHIEF, wrong=CLERK, elsewhere=OTHER_CLERK)
    assert at_desk(ADMINISTRATOR).get("/readers/").status_code == 200
    area = actor(CLERK).area
    there = f"/readers/corrected/?area={area}&reader={READER}"
    assert_four_lines(there, right=CHIEF, wrong=CLERK, elsewhere=OTHER_CLERK)
    assert at_desk(CHIEF).get("/readers/corrected/?area=99").status_code == 404


@pytest.mark.usefixtures("read_cards")
def test_every_number_has_its_list() -> None:
    chief = at_desk(CHIEF)
    page = chief.get("/readers/").content.decode()
    assert READER in page
    assert "50.0" in page
    area = actor(CLERK).area
    lines = {
        field: chief.get("/readers/corrected/", {"area": area, "reader": READER, "field": field})
        .content.decode()
        .count("居民身份证</td>")
        for field in ("", "name", "born_on", "sex")
    }
    assert lines == {"": 2, "name": 2, "born_on": 1, "sex": 0}


@pytest.mark.usefixtures("read_cards")
@pytest.mark.parametrize("days", ["7", "30", "90", "", "x", "\x00"])
def test_rubbish_does_not_break_the_report(days: str) -> None:
    assert at_desk(CHIEF).get("/readers/", {"days": days}).status_code == 200


@pytest.mark.usefixtures("house")
def test_without_a_reading_the_report_says_so() -> None:
    assert "没有用读卡器" in at_desk(CHIEF).get("/readers/").content.decode()
