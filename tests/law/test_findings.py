"""Every rule, asked once or more: its finding is stamped and its facts are what was given."""

from collections.abc import Callable
from datetime import date
from importlib import import_module

import pytest
from tests.law.reasons import codes

from anju.law.application.agents import AgentKind, Errand
from anju.law.application.materials import Housing, MaterialsCase
from anju.law.application.outlook import Outlook, outlook
from anju.law.effects.fees import FeeAct
from anju.law.effects.retention import Subject
from anju.law.eligibility import Application, Eligibility, Ground
from anju.law.endorsement import Timing, endorsement_window
from anju.law.excluded_stays import StayKind
from anju.law.finding import Finding, Reason
from anju.law.permit import PermitEnd, Use
from anju.law.registration import Office, Party
from anju.law.replacement import Cause
from anju.law.residence_period import Stay
from anju.law.text.coverage import register_of_rules
from anju.law.text.instruments import paragraph

DAY = date(2026, 11, 23)
EARLIER = date(2026, 3, 2)
KAILI = "522601"
LIVES = Application("522622", KAILI, StayKind.ORDINARY, frozenset({Ground.DWELLING}), EARLIER)
CASE = MaterialsCase(Housing.RENTED, frozenset({Ground.DWELLING}), False, AgentKind.NONE)
WINDOW = endorsement_window(anchor_on=EARLIER, year=1).outcome
REASONS = (Reason("no_ground", ("IRRP 2",)),)

#: For each rule: what is asked, and the names of all facts its finding tells.
ASKED: dict[str, tuple[dict[str, object], str]] = {
    "calendar.period_in_days_ends_on": ({"starts_on": DAY, "days": 3}, "starts_on days"),
    "calendar.period_in_months_ends_on": ({"starts_on": DAY, "months": 3}, "starts_on months"),
    "calendar.waiting_period_is_complete_from": (
        {"starts_on": DAY, "months": 6},
        "starts_on full_on",
    ),
    "calendar.last_day_to_act": ({"ends_on": DAY}, "ends_on"),
    "territory.city_unit": ({"division": KAILI, "on": DAY}, "division on"),
    "territory.another_city": (
        {"hukou_division": "522622", "residence_division": KAILI, "on": DAY},
        "hukou_unit residence_unit on",
    ),
    "identity.document_identifies": ({"document": "111"}, "document"),
    "identity.falls_under_other_rules": ({"document": "111"}, "document"),
    "identity.age_on": ({"born_on": EARLIER, "on": DAY}, "born_on on"),
    "identity.guardian_may_apply": (
        {"born_on": EARLIER, "limited_mobility": False, "on": DAY},
        "age limited_mobility",
    ),
    "identity.guardian_must_be_adult": ({"guardian_born_on": EARLIER, "on": DAY}, "age"),
    "registration.belongs_to_floating_population": (
        {"hukou_division": "522622", "residence_division": KAILI, "on": DAY},
        "hukou_unit residence_unit on",
    ),
    "registration.must_register": (
        {"arrived_on": EARLIER, "leaves_on": DAY},
        "arrived_on leaves_on least_days",
    ),
    "registration.register_by": ({"arrived_on": EARLIER}, "ends_on"),
    "registration.registration_duty": (
        {"arrived_on": EARLIER, "leaves_on": DAY},
        "arrived_on leaves_on least_days",
    ),
    "registration.may_report": ({"party": Party.PERSON}, "party"),
    "registration.may_take_registration": (
        {"office": Office.POLICE_STATION, "is_entrusted": False},
        "office is_entrusted",
    ),
    "registration.must_report_by": ({"party": Party.LANDLORD, "began_on": DAY}, "began_on"),
    "registration.must_report_departure_by": (
        {"party": Party.PERSON, "leaves_on": DAY},
        "party leaves_on",
    ),
    "registration.must_report_new_address_by": ({"moved_on": DAY}, ""),
    "registration.lateness_is_shown_to_resident": ({"on": DAY}, "shown_to"),
    "registration.days_late": (
        {"due_on": EARLIER, "registered_on": DAY},
        "due_on registered_on",
    ),
    "registration.objection_is_open_until": ({"told_on": DAY}, "ends_on"),
    "registration.departure_may_be_entered": (
        {"party": Party.PERSON, "objection_until": None, "objected": False, "on": DAY},
        "party objection_until objected on",
    ),
    "inquiry.inquiry_is_due": ({"opened_on": DAY}, "ends_on"),
    "inquiry.may_conclude_inquiry": (
        {"result": "left", "steps": (), "on": DAY},
        "result steps on",
    ),
    "inquiry.effect_of_inquiry": ({"result": "left", "on": DAY}, "result on"),
    "excluded_stays.stay_is_excluded": ({"stay_kind": StayKind.HOTEL}, "stay_kind"),
    "excluded_stays.registering_unit": ({"stay_kind": StayKind.HOTEL}, "stay_kind"),
    "residence_period.residence_starts_on": (
        {"registered_on": DAY, "arrived_on": EARLIER, "proofs": (), "on": DAY},
        "registered_on arrived_on on",
    ),
    "residence_period.continuous_residence_starts_on": (
        {"stays": (Stay(EARLIER, None, KAILI),), "residence_division": KAILI, "on": DAY},
        "residence_division on stays_counted",
    ),
    "residence_period.stay_that_stands": (
        {"arrived_on": (EARLIER, DAY), "stands": 1},
        "arrived_on stands",
    ),
    "residence_period.half_year_residence": ({"starts_on": DAY}, "starts_on months"),
    "eligibility.lives_in_another_city": (
        {"application": LIVES, "on": DAY},
        "hukou_unit residence_unit on",
    ),
    "eligibility.stays_ordinarily": ({"application": LIVES, "on": DAY}, "stay_kind on"),
    "eligibility.has_ground": ({"application": LIVES, "on": DAY}, "grounds on"),
    "eligibility.holds_no_permit_yet": ({"application": LIVES, "on": DAY}, "holds_permit on"),
    "eligibility.lived_half_a_year": (
        {"application": LIVES, "on": DAY},
        "residence_starts_on complete_from",
    ),
    "eligibility.may_apply": (
        {"application": LIVES, "on": DAY},
        "stay_kind on hukou_unit residence_unit holds_permit grounds residence_starts_on"
        " complete_from",
    ),
    "eligibility.may_refuse": (
        {"verdict": Eligibility.NOT_ELIGIBLE, "reasons": REASONS},
        "verdict reason_codes",
    ),
    "application.agents.is_close_relative": ({"relation": "child"}, "relation"),
    "application.agents.agent_may_apply": (
        {"agent": AgentKind.NONE, "is_under_age": False, "limited_mobility": False},
        "agent is_under_age limited_mobility",
    ),
    "application.agents.may_act": (
        {
            "errand": Errand.COLLECT,
            "agent": AgentKind.OTHER,
            "is_under_age": False,
            "limited_mobility": False,
        },
        "errand agent",
    ),
    "application.materials.identity_and_photo": ({"case": CASE}, "is_under_age"),
    "application.materials.proof_of_address": ({"case": CASE}, "housing"),
    "application.materials.proof_of_ground": ({"case": CASE}, "grounds"),
    "application.materials.papers_of_agent": ({"case": CASE}, "agent"),
    "application.materials.required_materials": (
        {"case": CASE},
        "is_under_age housing grounds agent",
    ),
    "application.materials.missing_materials": (
        {"case": CASE, "provided": ["photo"]},
        "is_under_age housing grounds agent provided_codes",
    ),
    "application.materials.deficiency_notice": ({"missing": ()}, ""),
    "application.materials.may_notify_deficiencies": (
        {"already_notified": False},
        "already_notified",
    ),
    "application.outlook.outlook": (
        {"application": LIVES, "is_registered": True, "document": "111", "on": DAY},
        "stay_kind on hukou_unit residence_unit holds_permit grounds residence_starts_on"
        " complete_from is_registered",
    ),
    "time_limits.must_produce_by": ({"accepted_on": DAY}, "ends_on"),
    "time_limits.must_hand_over_by": ({"accepted_on": DAY}, "ends_on"),
    "time_limits.issue_limits": ({"accepted_on": DAY}, "accepted_on"),
    "time_limits.longest_extension_ends_on": ({"accepted_on": DAY}, "ends_on"),
    "time_limits.must_supplement_by": ({"notified_on": DAY}, "ends_on"),
    "time_limits.is_overdue": ({"due_on": EARLIER, "on": DAY}, "due_on on"),
    "permit.may_take_application": (
        {"office": Office.POLICE_STATION, "is_entrusted": False},
        "office is_entrusted",
    ),
    "permit.legacy_permit_is_valid": (
        {"issued_on": date(2015, 1, 1), "valid_until": EARLIER, "on": DAY},
        "issued_on valid_until on",
    ),
    "permit.may_issue": ({"office": Office.COUNTY_BUREAU}, "office"),
    "permit.items_on_the_face": ({}, ""),
    "permit.years_anchor": (
        {"issued_on": DAY, "residence_starts_on": EARLIER},
        "issued_on residence_starts_on",
    ),
    "permit.use_of_permit": (
        {"anchor_on": EARLIER, "endorsed_on": (), "on": DAY},
        "anchor_on endorsed_on on",
    ),
    "permit.permit_ends": ({"cause": PermitEnd.DIED, "on": DAY}, "cause on"),
    "permit.suspension_ends_permit_on": ({"suspended_from": DAY}, "suspended_from months"),
    "endorsement.endorsement_window": ({"anchor_on": EARLIER, "year": 1}, "anchor_on year"),
    "endorsement.endorsement_timing": ({"window": WINDOW, "on": DAY}, "window on"),
    "endorsement.use_is_suspended": ({"window": WINDOW, "on": DAY}, "window on"),
    "endorsement.years_are_counted_from": (
        {"anchor_on": EARLIER, "endorsed_on": DAY, "timing": Timing.LATE},
        "anchor_on endorsed_on timing",
    ),
    "endorsement.may_endorse": (
        {"window": WINDOW, "still_resides": True, "still_has_ground": True, "on": DAY},
        "window on timing still_resides",
    ),
    "replacement.may_replace": (
        {"cause": Cause.DAMAGED, "old_card_surrendered": True, "on": DAY},
        "cause on",
    ),
    "replacement.must_surrender_old_card": ({"cause": Cause.DAMAGED}, "cause"),
    "replacement.may_reissue": ({"loss_reported": True}, "loss_reported"),
    "replacement.loss_report_may_be_cancelled": ({"is_reissued": False}, "is_reissued"),
    "replacement.anchor_after_new_card": (
        {"anchor_on": EARLIER, "made_on": DAY},
        "anchor_on made_on",
    ),
    "effects.fees.first_issue_is_waived": ({"on": DAY}, "on"),
    "effects.fees.must_not_charge": ({"act": FeeAct.ENDORSEMENT, "on": DAY}, "act on"),
    "effects.fees.fee_of_new_card": ({"act": FeeAct.REISSUE, "on": DAY}, "act on"),
    "effects.fees.fee": ({"act": FeeAct.REISSUE, "on": DAY}, "act on"),
    "effects.rights.rights_by_law": ({}, ""),
    "effects.rights.public_services": ({}, ""),
    "effects.rights.conveniences": ({}, ""),
    "effects.rights.entitlements": ({}, ""),
    "effects.rights.may_be_enjoyed": ({"use": Use.USABLE}, "use"),
    "effects.rights.may_move_hukou": (
        {"meets_local_conditions": True, "own_wish": True},
        "meets_local_conditions own_wish",
    ),
    "effects.penalties.not_holding_a_permit_is_an_offence": ({"on": DAY}, "on"),
    "effects.penalties.may_fine_after_order": (
        {"order_due_on": EARLIER, "corrected_on": None, "on": DAY},
        "order_due_on corrected_on on",
    ),
    "effects.penalties.fine_after_order": (
        {"offence_code": "not_registered", "is_unit": False, "on": DAY},
        "offence_code who on",
    ),
    "effects.penalties.fine_for_abuse": (
        {"offence_code": "impersonation", "on": DAY},
        "offence_code on",
    ),
    "effects.penalties.fine_for_withholding": (
        {"on": DAY},
        "provincial_person provincial_unit",
    ),
    "effects.penalties.must_seize": ({"offence_code": "impersonation"}, "offence_code"),
    "effects.retention.must_be_kept_confidential": ({"subject": Subject.CASE}, "subject"),
    "effects.retention.kept_until": (
        {"subject": Subject.CASE, "ended_on": DAY},
        "subject ended_on",
    ),
    "effects.retention.may_be_collected": ({"item": "religion", "on": DAY}, "item on"),
}

#: What a rule does with a word it may be asked in another spelling.
OTHER_WORDS = {
    StayKind: {"ordinary", "hotel", "hospital", "relief_station"},
    Ground: {"employment", "dwelling", "schooling"},
    Eligibility: {"eligible", "not_yet", "not_eligible", "unknown"},
    Timing: {"too_early", "in_time", "late"},
    Use: {"usable", "suspended"},
    Party: {"person", "householder", "landlord", "employer"},
    Office: {"police_station", "service_centre", "county_bureau"},
    Cause: {"damaged", "lost", "particulars_changed"},
    PermitEnd: {
        "hukou_moved_in",
        "died",
        "left",
        "moved_to_another_city",
        "units_merged",
        "obtained_by_deceit",
        "own_wish",
    },
    AgentKind: {"none", "guardian", "relative", "other"},
    Errand: {"apply", "collect", "endorse"},
    Housing: {"own_house", "rented", "workplace", "workplace_agent", "relative", "student"},
    FeeAct: {"first_issue", "endorsement", "registration_slip", "replacement", "reissue"},
    Subject: {"registration", "case", "permit", "evidence"},
}


def rule_of(key: str) -> Callable[..., Finding[object]]:
    module, _, name = key.rpartition(".")
    return getattr(import_module(f"anju.law.{module}"), name)


def test_every_rule_is_asked() -> None:
    assert set(ASKED) == {rule.key for rule in register_of_rules()}


@pytest.mark.parametrize("rule", register_of_rules(), ids=lambda rule: rule.key)
def test_a_finding_is_stamped_and_tells_the_facts_it_was_given(rule) -> None:
    given, names = ASKED[rule.key]
    found = rule_of(rule.key)(**given)
    assert found.cites[: len(rule.cites)] == rule.cites
    assert found.version
    assert sorted(found.facts) == sorted(names.split())
    for name in found.facts.keys() & given.keys():
        assert found.facts[name] == given[name]
    assert all(paragraph(cite) is not None for cite in found.cites)
    assert len(codes(found)) == len(found.reasons)


@pytest.mark.parametrize("document", ["511", "516", "554"])
def test_people_under_other_rules_are_told_so(document: str) -> None:
    found = outlook(application=LIVES, is_registered=True, document=document, on=DAY)
    assert found.outcome is Outlook.OTHER_RULES
    assert found.reasons == (Reason("no_hukou", ("IRRP 2",)),)


@pytest.mark.parametrize("words", OTHER_WORDS, ids=lambda words: words.__name__)
def test_words_are_those_of_the_contract(words) -> None:
    assert {str(word) for word in words} == OTHER_WORDS[words]
