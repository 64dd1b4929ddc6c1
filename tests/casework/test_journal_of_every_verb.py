"""Each verb leaves its row in the journal, with its article and the edition of the rules."""

import ast
from datetime import date
from pathlib import Path

import pytest
from tests.factories.cast import COUNTY, NIGHT, QIAN, WANG, WU
from tests.factories.lives import accepted, applying, approved, carded, holding, registered, stocked
from tests.factories.registrations import at, entry, key

import anju.casework
from anju.access.policy import policy
from anju.access.scope import scoped
from anju.casework.cards.collection import hand_over
from anju.casework.cases.acceptance import decline_acceptance
from anju.casework.cases.applications import withdraw
from anju.casework.cases.outcomes import Collector
from anju.casework.cases.production import record_spoiled, send_to_production
from anju.casework.journal_chain import seal_blocks, verify
from anju.casework.permits.endings import cancel_permit
from anju.casework.permits.endorsements import endorse, endorse_late, lapse
from anju.casework.permits.losses import cancel_loss_report, report_loss
from anju.casework.registrations.stays import confirm_stay
from anju.records.journal.models import JournalEntry

ON = date(2026, 9, 4)
ROOMS = ("registrations", "cases", "permits", "people", "supervision")


def verbs() -> set[str]:
    """Every function of casework under `@official_act`, and the nightly ones."""
    root = Path(anju.casework.__file__).parent
    found = {"lapse", "lapse_unsupplemented"}
    for room in ROOMS:
        for module in (root / room).glob("*.py"):
            for node in ast.parse(module.read_text("utf-8")).body:
                if isinstance(node, ast.FunctionDef) and any(
                    isinstance(mark, ast.Name) and mark.id == "official_act"
                    for mark in node.decorator_list
                ):
                    found.add(node.name)
    return found


def test_every_verb_is_an_action_of_the_policy() -> None:
    assert verbs() <= policy().actions


def test_an_act_is_named_after_its_verb() -> None:
    root = Path(anju.casework.__file__).parent
    for room in ROOMS:
        for module in (root / room).glob("*.py"):
            for node in ast.parse(module.read_text("utf-8")).body:
                if not isinstance(node, ast.FunctionDef):
                    continue
                for call in ast.walk(node):
                    if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "Act":
                        assert isinstance(call.args[0], ast.Constant)
                        assert call.args[0].value == node.name


def a_whole_life() -> None:
    """Acts of every kind, one after the other."""
    life = holding()
    permit = {"actor": WU, "permit_number": life.permit_number}
    confirm_stay(
        actor=WU,
        registration_number=life.registration_number,
        channel="1",
        request_key=key(),
        now=at(date(2026, 10, 1)),
    )
    report_loss(**permit, request_key=key(), now=at(date(2026, 10, 2)))
    cancel_loss_report(**permit, request_key=key(), now=at(date(2026, 10, 3)))
    here = {**permit, "still_lives_here": True}
    endorse(**here, request_key=key(), now=at(date(2027, 8, 10)))
    lapse(actor=NIGHT, on=date(2028, 9, 6), now=at(date(2028, 9, 6)))
    endorse_late(**here, request_key=key(), now=at(date(2028, 10, 20)))
    cancel_permit(
        actor=WANG,
        permit_number=life.permit_number,
        reason="own_wish",
        request_key=key(),
        now=at(date(2028, 11, 1)),
    )


def test_the_journal_of_a_whole_life_holds() -> None:
    a_whole_life()
    with scoped(NIGHT):
        written = JournalEntry.objects.filter(county=COUNTY).count()
    before = verify(COUNTY)
    assert (before.holds, before.entries, before.unsealed) == (True, 0, written)
    seal_blocks(at(date(2028, 11, 2)))
    after = verify(COUNTY)
    assert (after.holds, after.entries, after.unsealed) == (True, written, 0)


def test_every_row_names_its_article_and_the_edition() -> None:
    a_whole_life()
    other = {"actor": WU, "request_key": key(), "now": at(date(2026, 9, 5))}
    withdrawn = applying(registered(entry(name="周乙", room="2")))
    withdraw(case_number=withdrawn.case_number, **other)
    declined = applying(registered(entry(name="周丙", room="3")))
    decline_acceptance(
        case_number=declined.case_number,
        reason_code="wrong_office",
        reason_text="",
        **{**other, "request_key": key()},
    )
    made = carded(
        approved(accepted(applying(registered(entry(name="周丁", room="4"))))),
        blank_serial="B9",
        on=ON,
    )
    hand_over(
        case_number=made.case_number,
        collector=Collector("周丁", holder_number=made.document_number),
        **{**other, "request_key": key()},
    )
    with scoped(NIGHT):
        rows = list(JournalEntry.objects.exclude(act="load_agency"))
    assert len({row.act for row in rows}) >= 18
    for row in rows:
        assert row.cites, row.act
        assert row.law_version, row.act
        assert bytes(row.leaf)
        assert row.request_key is not None or row.act == "lapse"


def test_a_spoiled_card_is_journalled_too() -> None:
    life = approved()
    stocked("B3")
    send_to_production(actor=QIAN, case_number=life.case_number, request_key=key(), now=at(ON, 14))
    record_spoiled(
        actor=QIAN,
        case_number=life.case_number,
        blank_serial="B3",
        reason="打印偏移",
        request_key=key(),
        now=at(ON, 15),
    )
    with scoped(NIGHT):
        row = JournalEntry.objects.get(act="record_spoiled")
    assert row.facts["blank_serial"] == "B3"


@pytest.mark.parametrize("verb", sorted(verbs()))
def test_a_verb_says_what_it_does_and_who_may(verb: str) -> None:
    root = Path(anju.casework.__file__).parent
    for room in ROOMS:
        for module in (root / room).glob("*.py"):
            for node in ast.parse(module.read_text("utf-8")).body:
                if isinstance(node, ast.FunctionDef) and node.name == verb:
                    said = ast.get_docstring(node) or ""
                    assert any(
                        word in said.lower()
                        for word in ("clerk", "officer", "chief", "reviewer", "maker", "nightly")
                    ), verb
                    return
    raise AssertionError(verb)
