"""The papers of a case, written from its rows as they are on that day."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from anju.access.actor import county_of
from anju.casework.act import Act
from anju.casework.cases.outcomes import Deficiency
from anju.casework.cases.steps import subject_of
from anju.casework.contents import (
    CollectionNoticeContent,
    DeficiencyNoticeContent,
    MissingItem,
    PaperKind,
    ReceiptContent,
    RefusalKind,
    RefusalNoticeContent,
    RefusalReason,
    Remedy,
)
from anju.casework.issuing import blank, freeze, office_of
from anju.casework.registrations.stay_rows import recognised_start
from anju.codes import divisions
from anju.codes.tables import table
from anju.law.application.materials import DeficiencyItem, material
from anju.law.edition import edition
from anju.law.effects.fees import FeeAct, fee
from anju.law.finding import Finding
from anju.law.text.citation_words import citations_in_words
from anju.law.time_limits import IssueLimits
from anju.reading.legal_facts import known_facts, provided
from anju.reading.masking import masked_document
from anju.records.cases.models import Case

__all__ = [
    "REMEDY",
    "SERVICES",
    "give_collection_notice",
    "give_deficiency_notice",
    "give_receipt",
    "give_refusal_notice",
    "lines",
    "names_of",
    "remedy_of",
]

SERVICES = {"first_issue": "居住证申领", "replacement": "居住证换领", "reissue": "居住证补领"}
HOW_TO_SUPPLY = "把缺少的材料带到受理的窗口，不用重新取号填表；已经收下的材料不用再交"
HOW_TO_COLLECT = "凭本回执和本人居民身份证领取；代领的，另带代领人的居民身份证"
AGENT_RULE = "可以请家人或者其他人代领，请带上双方的居民身份证"
BRING = ("受理回执", "本人居民身份证")
REMEDY = Remedy(
    review_organ="本级人民政府",
    review_within="收到本通知书之日起六十日内",
    court="有管辖权的人民法院",
    lawsuit_within="收到本通知书之日起六个月内",
    basis="《中华人民共和国行政复议法》第二十条、第二十四条，"
    "《中华人民共和国行政诉讼法》第四十六条",
)


def give_deficiency_notice(
    act: Act, act_id: int, case: Case, items: Sequence[MissingItem], *, supply_by: date, note: str
) -> str:
    """The one complete notice (一次性告知书); its number."""
    paper = blank(PaperKind.DEFICIENCY_NOTICE, agency_code=act.actor.agency_code, on=act.on)
    content = DeficiencyNoticeContent(
        number=paper.number,
        issued_on=act.on,
        service=SERVICES[case.kind],
        applicant=_name(case, act.on),
        document_number_masked=masked_document(case.person_id),
        agent=case.agent_name,
        missing=tuple(items),
        already_accepted=names_of(provided(case)),
        supply_by=supply_by,
        how_to_supply=HOW_TO_SUPPLY,
        checklist_version=edition(),
        office=office_of(act.actor.agency_code),
        clerk=act.actor.name,
        verification=paper.verification,
        note=note,
    )
    return freeze(act, act_id, paper, content, subject_of(case))


def give_receipt(act: Act, act_id: int, case: Case, limits: Finding[IssueLimits]) -> str:
    """The receipt of acceptance with both limits (受理回执); its number."""
    paper = blank(PaperKind.RECEIPT, agency_code=act.actor.agency_code, on=act.on)
    content = ReceiptContent(
        number=paper.number,
        accepted_on=act.on,
        service=SERVICES[case.kind],
        applicant=_name(case, act.on),
        document_number_masked=masked_document(case.person_id),
        agent=case.agent_name,
        received=names_of(provided(case)),
        produce_by=limits.outcome.produce_by,
        hand_over_by=limits.outcome.hand_over_by,
        basis=citations_in_words(limits.cites),
        fee=fee_words(case, act.on),
        collect_at=office_of(case.agency_code),
        how_to_collect=HOW_TO_COLLECT,
        clerk=act.actor.name,
        verification=paper.verification,
    )
    return freeze(act, act_id, paper, content, subject_of(case))


def give_collection_notice(act: Act, act_id: int, case: Case) -> str:
    """The notice that the card is ready (领证通知); its number."""
    paper = blank(PaperKind.COLLECTION_NOTICE, agency_code=case.agency_code, on=act.on)
    content = CollectionNoticeContent(
        number=paper.number,
        issued_on=act.on,
        service=SERVICES[case.kind],
        applicant=_name(case, act.on),
        document_number_masked=masked_document(case.person_id),
        accepted_on=case.accepted_on or case.submitted_on,
        ready_on=act.on,
        collect_at=office_of(case.agency_code),
        bring=BRING,
        agent_rule=AGENT_RULE,
        fee=fee_words(case, act.on),
        clerk=act.actor.name,
        verification=paper.verification,
    )
    return freeze(act, act_id, paper, content, subject_of(case))


def give_refusal_notice(
    act: Act, act_id: int, case: Case, kind: RefusalKind, *, reason_code: str, facts: str
) -> str:
    """The notice of a refusal with its reason, article and remedy; its number."""
    paper = blank(PaperKind.REFUSAL_NOTICE, agency_code=act.actor.agency_code, on=act.on)
    reason = table("refusal_reasons").find(reason_code, act.on)
    if reason is None:
        raise ValueError(f"no such reason of refusal: {reason_code}")
    content = RefusalNoticeContent(
        kind=kind,
        number=paper.number,
        decided_on=act.on,
        service=SERVICES[case.kind],
        applicant=_name(case, act.on),
        document_number_masked=masked_document(case.person_id),
        applied_on=case.submitted_on,
        facts=_facts(case, act.on) + facts,
        reasons=(
            RefusalReason(
                reason.more["sentence"], citations_in_words(reason.more["cites"].split(";"))
            ),
        ),
        what_to_do=reason.more["what_to_do"],
        remedy=remedy_of(county_of(case.area), act.on),
        office=office_of(act.actor.agency_code),
        clerk=act.actor.name,
        verification=paper.verification,
    )
    return freeze(act, act_id, paper, content, subject_of(case))


def lines(
    items: Sequence[DeficiencyItem], faulty: Sequence[Deficiency] = ()
) -> tuple[MissingItem, ...]:
    """The law's lines of a notice as the paper prints them; a paper shown in vain says why."""
    return tuple(_line(item, faulty) for item in items)


def _line(item: DeficiencyItem, faulty: Sequence[Deficiency]) -> MissingItem:
    kinds = {paper.code: paper.name for paper in item.alternatives}
    in_vain = [f"{kinds[shown.code]}：{shown.why}" for shown in faulty if shown.code in kinds]
    return MissingItem(
        what=item.what,
        why="；".join(in_vain) or item.why,
        satisfied_by=_any_of(tuple(kinds.values())),
        issued_by="、".join(dict.fromkeys(paper.issued_by for paper in item.alternatives)),
        basis=citations_in_words(item.cites),
    )


def _any_of(names: tuple[str, ...]) -> str:
    """What would do, and that one of several is enough."""
    return f"下列任一项：{'；'.join(names)}" if len(names) > 1 else "".join(names)


def _facts(case: Case, on: date) -> str:
    """What the register knows of the applicant, as a refusal begins to tell it."""
    start = recognised_start(case.registration)
    county = divisions.full_name(known_facts(case.person_id, on).hukou_division, on)
    hukou = f"您的常住户口在{county}，" if county else "您"
    return (
        f"{hukou}{_day(case.registration.registered_on)}办理暂住登记，"
        f"居住时间从{_day(start.starts_on)}起算，{_day(case.submitted_on)}提出申请。"
    )


def remedy_of(county: str, on: date) -> Remedy:
    """What can be done against a decision of the police of a county."""
    name = divisions.name_of(county, on)
    return replace(REMEDY, review_organ=f"{name}人民政府") if name else REMEDY


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def names_of(kinds: Sequence[str]) -> tuple[str, ...]:
    """What people call the papers of these kinds."""
    return tuple(found.name if (found := material(kind)) else kind for kind in kinds)


def fee_words(case: Case, on: date) -> str:
    """What is asked for the card and by what right, in words; the law says it, nobody else."""
    due = fee(act=FeeAct(case.kind), on=on)
    basis = citations_in_words(due.cites)
    if due.outcome.amount is None:
        return f"0 元（没有现行的收费标准；{basis}）"
    return f"{case.fee.normalize():f} 元（{basis}）"


def _name(case: Case, on: date) -> str:
    return known_facts(case.person_id, on).name
