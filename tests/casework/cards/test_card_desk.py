"""The card desk by its verbs: blanks, batches, spoiled cards, boxes, notices, the right hand."""

from datetime import timedelta
from typing import Any

import pytest
from tests.casework.test_races_and_repeats import agencies, together  # noqa: F401
from tests.factories.cast import FENG, LI, QIAN, STATION_A, STATION_B, WU
from tests.factories.lives import (
    ELIGIBLE_ON,
    Life,
    accepted,
    applying,
    approved,
    registered,
    stocked,
)
from tests.factories.registrations import at, entry, key, made_up_number

from anju.access.actor import Actor
from anju.access.refusals import Conflict, NotYours
from anju.access.scope import scoped
from anju.casework.cards.batches import BatchOpened, close_batch, open_batch
from anju.casework.cards.boxes import receive_cards, send_to_station
from anju.casework.cards.collection import give_second_notices, hand_over, notify_ready
from anju.casework.cards.serials import run_of, the_one_meant
from anju.casework.cards.stock import receive_blanks, send_back_blanks
from anju.casework.cases.outcomes import Collector
from anju.casework.cases.production import (
    ReadBack,
    record_produced,
    record_spoiled,
    send_to_production,
)
from anju.records.permits.models import BlankCard, Card, HandOverList, ProductionBatch

ON = ELIGIBLE_ON
#: A second maker of the county.
ZHAO = Actor("zhao", "赵刚", QIAN.post, QIAN.agency_code, QIAN.area)


def doing(**more: Any) -> dict[str, Any]:
    return {"actor": QIAN, "request_key": key(), "now": at(ON, 15), **more}


def approved_people(count: int) -> list[Life]:
    return [
        approved(accepted(applying(registered(entry(name=f"周{n}", room=str(n))))))
        for n in "甲乙丙丁戊"[:count]
    ]


def opened(people: int, blanks: int) -> tuple[list[Life], BatchOpened]:
    lives = approved_people(people)
    stocked("KL0001", f"KL{blanks:04d}")
    return lives, open_batch(**doing())


def books() -> tuple[int, int, int, int]:
    """Taken, good, spoiled and unused of the one batch, which the blanks themselves bear out."""
    with scoped(QIAN):
        batch = ProductionBatch.objects.get()
        blanks = BlankCard.objects.filter(batch=batch)
        counted = {
            state: blanks.filter(state=state).count() for state in ("good", "spoiled", "taken")
        }
    assert (batch.good, batch.spoiled, batch.unused) == tuple(counted.values())
    assert batch.taken == batch.good + batch.spoiled + batch.returned + batch.unused
    return batch.taken, batch.good, batch.spoiled, batch.unused


def lying() -> int:
    with scoped(QIAN):
        return BlankCard.objects.filter(state="in_stock").count()


# ---------------------------------------------------------------- serials


def test_a_run_of_serials_has_both_ends() -> None:
    assert run_of("KL0098", "KL0101") == ("KL0098", "KL0099", "KL0100", "KL0101")
    assert run_of("B1", "B1") == ("B1",)


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("KL0002", "KL0001", "止号不能小于起号"),
        ("KL0001", "KM0002", "字头、位数要相同"),
        ("KL001", "KL0002", "字头、位数要相同"),
        ("KL", "KL", "末尾是数字"),
        ("KL00001", "KL99999", "最多入库"),
    ],
)
def test_a_mistyped_run_says_what_is_wrong(first: str, last: str, said: str) -> None:
    with pytest.raises(Conflict, match=said):
        run_of(first, last)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("01", "KL0001"), ("kl0001", "KL0001"), ("1", "KL0001"), ("03", "KL0003"), ("99", None),
        ("", None), ("0", None),
    ],
)  # fmt: skip
def test_the_last_digits_name_the_blank(typed: str, meant: str | None) -> None:
    assert the_one_meant(typed, ("KL0001", "KL0003", "KL0010", "KL0020")) == meant


# ---------------------------------------------------------------- stock


@pytest.mark.django_db
def test_a_blank_comes_once_and_goes_back_from_the_stock_alone() -> None:
    stocked("KL0001", "KL0010")
    with pytest.raises(Conflict, match="KL0005 已经入过库"):
        receive_blanks(**doing(first_serial="KL0005", last_serial="KL0020"))
    back = {"first_serial": "KL0009", "last_serial": "KL0010", "reason": "整版偏色"}
    assert send_back_blanks(**doing(**back)).quantity == 2
    with pytest.raises(Conflict, match="KL0009 不在库存里"):
        send_back_blanks(**doing(**back))
    assert lying() == 8


@pytest.mark.django_db
@pytest.mark.parametrize("actor", [WU, LI, FENG])
def test_only_makers_keep_blanks_and_batches(actor: Actor) -> None:
    stocked("KL0001", "KL0002")
    ends = {"first_serial": "KL0003", "last_serial": "KL0004"}
    for verb, asked in (
        (receive_blanks, ends),
        (send_back_blanks, {**ends, "reason": "x"}),
        (open_batch, {}),
        (close_batch, {"batch_number": "Z1"}),
        (send_to_station, {"agency_code": STATION_A}),
    ):
        with pytest.raises(NotYours):
            verb(**doing(actor=actor, **asked))


# ---------------------------------------------------------------- batches


@pytest.mark.django_db
def test_a_batch_takes_as_many_blanks_as_people_and_every_blank_is_accounted_for() -> None:
    lives, batch = opened(3, 10)
    assert batch.cards == 3
    assert books() == (3, 0, 0, 3)
    one, two, three = (life.case_number for life in lives)
    record_produced(**doing(case_number=one, blank_serial="KL0001"))
    assert books() == (3, 1, 0, 2)
    spoiled = record_spoiled(**doing(case_number=two, blank_serial="KL0002", reason="印歪"))
    assert spoiled.card_state == "ordered"
    assert books() == (4, 1, 1, 2), "the stock gave one more for the same applicant"
    record_produced(**doing(case_number=two, blank_serial="KL0004"))
    closed = close_batch(**doing(batch_number=batch.number))
    assert (closed.good, closed.spoiled, closed.returned) == (2, 1, 1)
    assert lying() == 7
    with scoped(QIAN):
        assert Card.objects.get(state="ordered").batch_id is None
    again = open_batch(**doing())
    assert again.cards == 1, "who was left over comes into the next batch"
    record_produced(**doing(case_number=three, blank_serial="KL0003"))


@pytest.mark.django_db
def test_a_good_card_found_bad_counts_as_spoiled() -> None:
    (life,), _ = opened(1, 2)
    made = {"case_number": life.case_number, "blank_serial": "KL0001"}
    record_produced(**doing(**made))
    record_spoiled(**doing(**made, reason="卡面划伤"))
    assert books() == (2, 0, 1, 1)


@pytest.mark.django_db
def test_without_a_blank_left_the_applicant_waits_for_the_next_batch() -> None:
    (life,), _ = opened(1, 1)
    record_spoiled(**doing(case_number=life.case_number, blank_serial="KL0001", reason="印歪"))
    assert books() == (1, 0, 1, 0)
    with pytest.raises(Conflict, match="库存里没有空白卡"):
        open_batch(**doing())
    stocked("KL0002")
    assert open_batch(**doing()).cards == 1


@pytest.mark.django_db
def test_a_batch_is_as_large_as_the_stock() -> None:
    _, batch = opened(3, 2)
    assert batch.cards == 2


@pytest.mark.django_db
def test_nobody_waits() -> None:
    stocked("KL0001")
    with pytest.raises(Conflict, match="没有可以制证的办件"):
        open_batch(**doing())


@pytest.mark.django_db
def test_only_a_blank_of_the_batch_will_do() -> None:
    (life,), batch = opened(1, 3)
    case = {"case_number": life.case_number}
    with pytest.raises(Conflict, match="KL0002 不是给这一批领的"):
        record_produced(**doing(**case, blank_serial="KL0002"))
    with pytest.raises(Conflict, match="KL0009 没有入过库"):
        record_produced(**doing(**case, blank_serial="KL0009"))
    differs = ReadBack(was_read=True, differs=("name",))
    with pytest.raises(Conflict, match="读回的内容和登记的不一样"):
        record_produced(**doing(**case, blank_serial="KL0001", read_back=differs))
    assert books() == (1, 0, 0, 1)
    same = doing(**case, blank_serial="KL0001", read_back=ReadBack(was_read=True))
    assert record_produced(**same) == record_produced(**same)
    with scoped(QIAN):
        assert Card.objects.get(state="produced").compared_by == "read_back"
    close_batch(**doing(batch_number=batch.number))
    with pytest.raises(Conflict, match="已经结束"):
        close_batch(**doing(batch_number=batch.number))


@pytest.mark.django_db(transaction=True)
def test_two_makers_make_one_card_and_one_of_them_does(agencies: None) -> None:  # noqa: F811
    (life,), _ = opened(1, 2)

    def making(actor: Actor) -> Any:
        case = {"case_number": life.case_number, "blank_serial": "KL0001"}
        return lambda: record_produced(**doing(actor=actor, **case))

    told = list(together(making(QIAN), making(ZHAO)))
    assert sorted(isinstance(one, Conflict) for one in told) == [False, True]
    assert books() == (1, 1, 0, 0)


@pytest.mark.django_db(transaction=True)
def test_two_batches_at_once_share_out_people_and_blanks(agencies: None) -> None:  # noqa: F811
    approved_people(2)
    stocked("KL0001", "KL0005")
    told = list(
        together(
            lambda: open_batch(**doing(most=1)), lambda: open_batch(**doing(actor=ZHAO, most=1))
        )
    )
    assert [one.cards for one in told if isinstance(one, BatchOpened)] == [1, 1]
    with scoped(QIAN):
        assert Card.objects.filter(batch_id__isnull=False).count() == 2
        assert BlankCard.objects.filter(state="taken").count() == 2


# ---------------------------------------------------------------- boxes


def boxed(people: int = 2) -> tuple[list[Life], str]:
    lives, _ = opened(people, people)
    for n, life in enumerate(lives, 1):
        record_produced(**doing(case_number=life.case_number, blank_serial=f"KL{n:04d}"))
    return lives, send_to_station(**doing(agency_code=STATION_A)).code


@pytest.mark.django_db
def test_a_box_is_signed_for_at_both_ends_and_arriving_tells_the_holders() -> None:
    lives, code = boxed()
    case = {"case_number": lives[0].case_number}
    with pytest.raises(Conflict, match="还在移交的路上"):
        notify_ready(**doing(actor=WU, **case))
    with pytest.raises(Conflict, match="没有等着移交的卡"):
        send_to_station(**doing(agency_code=STATION_A))
    with pytest.raises(NotYours):
        receive_cards(**doing(actor=FENG, code=code))
    with pytest.raises(NotYours):
        receive_cards(**doing(code=code))
    missing = (lives[1].case_number,)
    told = receive_cards(**doing(actor=WU, code=code, missing=missing))
    assert (told.arrived, told.missing, len(told.notices)) == (1, 1, 1)
    later = receive_cards(**doing(actor=WU, code=code))
    assert (later.arrived, later.missing) == (1, 0)
    with pytest.raises(Conflict, match="已经全部签收"):
        receive_cards(**doing(actor=WU, code=code))
    with scoped(WU):
        box = HandOverList.objects.get()
        assert (box.sent_by, box.arrived_by) == ("qian", "wu")
        assert {card.state for card in Card.objects.all()} == {"ready"}


@pytest.mark.django_db
def test_an_empty_box_is_not_signed_for() -> None:
    lives, code = boxed()
    nothing = tuple(life.case_number for life in lives)
    with pytest.raises(Conflict, match="一张也没有到"):
        receive_cards(**doing(actor=WU, code=code, missing=nothing))
    bad = {"case_number": lives[0].case_number, "blank_serial": "KL0001", "reason": "印歪"}
    with pytest.raises(Conflict, match="已经移交派出所"):
        record_spoiled(**doing(**bad))


# ---------------------------------------------------------------- notices and the right hand


def ready() -> Life:
    (life,), code = boxed(1)
    receive_cards(**doing(actor=WU, code=code))
    return life


@pytest.mark.django_db
def test_a_second_notice_is_given_once_after_thirty_days() -> None:
    case = (ready().case_number,)
    early, late = ON + timedelta(30), ON + timedelta(31)
    given = [
        len(give_second_notices(**doing(actor=WU, case_numbers=case, now=at(day))).notices)
        for day in (early, late, late)
    ]
    assert given == [0, 1, 0]


AGENT = {"name": "吴小龙", "is_agent": True, "relation": "spouse"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("shown", "place", "said"),
    [
        ({"holder_number": ""}, "holder_number", "请核对持证人的身份证件"),
        ({"holder_number": "0000"}, "holder_number", "不是持证人的"),
        ({"holder_number": made_up_number()}, "holder_number", "不是持证人的"),
        ({**AGENT, "name": ""}, "agent_name", "请填写代领人姓名"),
        ({**AGENT, "number": "123"}, "agent_number", "代领人身份证号不对"),
        ({**AGENT, "number": "own"}, "agent_number", "按本人领取办理"),
        ({**AGENT, "number": made_up_number(), "relation": ""}, "relation", "什么人"),
        ({**AGENT, "number": made_up_number(), "relation": "other"}, "has_mandate", "委托书"),
    ],
)
def test_the_wrong_person_gets_nothing(shown: dict[str, Any], place: str, said: str) -> None:
    life = ready()
    ends = {"name": "周阿妹", "holder_number": life.document_number[-4:]}
    number = life.document_number if shown.get("number") == "own" else shown.get("number", "")
    collector = Collector(**{**ends, **shown, "number": number})
    with pytest.raises(Conflict, match=said) as refused:
        hand_over(**doing(actor=WU, case_number=life.case_number, collector=collector))
    assert refused.value.constraint == place


@pytest.mark.django_db
@pytest.mark.parametrize("relation", ["spouse", "other"])
def test_an_agent_with_both_documents_gets_the_card(relation: str) -> None:
    life = ready()
    number = made_up_number()
    collector = Collector(
        **{**AGENT, "relation": relation}, number=number, holder_number=life.document_number,
        has_mandate=relation == "other",
    )  # fmt: skip
    asked = doing(actor=WU, case_number=life.case_number, collector=collector)
    assert hand_over(**asked) == hand_over(**asked)
    with scoped(WU):
        card = Card.objects.get()
    assert (card.collected_by, card.collector_relation) == ("吴小龙", relation)
    assert number.encode() not in bytes(card.collector_number_encrypted or b"")


@pytest.mark.django_db
def test_a_card_of_another_station_is_not_there() -> None:
    life = ready()
    collector = Collector("周阿妹", holder_number=life.document_number)
    with pytest.raises(NotYours):
        hand_over(**doing(actor=FENG, case_number=life.case_number, collector=collector))
    with pytest.raises(NotYours):
        hand_over(**doing(case_number=life.case_number, collector=collector))
    with pytest.raises(Conflict, match="没有等着移交的卡"):
        send_to_station(**doing(agency_code=STATION_B))


@pytest.mark.django_db(transaction=True)
def test_one_card_is_handed_over_once(agencies: None) -> None:  # noqa: F811
    life = ready()
    collector = Collector("周阿妹", holder_number=life.document_number)

    def giving(actor: Actor) -> Any:
        case = {"case_number": life.case_number, "collector": collector}
        return lambda: hand_over(**doing(actor=actor, **case))

    told = list(together(giving(WU), giving(LI)))
    assert sorted(isinstance(one, Conflict) for one in told) == [False, True]


@pytest.mark.django_db
def test_a_card_ordered_singly_is_made_on_a_blank_of_the_stock() -> None:
    life = approved()
    stocked("KL0001")
    case = {"case_number": life.case_number}
    send_to_production(**doing(**case))
    record_produced(**doing(**case, blank_serial="KL0001"))
    assert lying() == 0
