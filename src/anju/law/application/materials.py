"""Which papers an application needs, what is missing, and the one notice that says all of it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from anju.law.application.agents import AgentKind, agent_may_apply
from anju.law.citation import cites
from anju.law.eligibility import Ground
from anju.law.finding import Finding, Reason, merged
from anju.law.text import typed_toml as toml

__all__ = [
    "DeficiencyItem",
    "Housing",
    "Material",
    "MaterialsCase",
    "MissingMaterials",
    "Requirement",
    "deficiency_notice",
    "material",
    "may_notify_deficiencies",
    "missing_materials",
    "required_materials",
]


class Housing(StrEnum):
    """Where an applicant lives, as far as it decides which proof of address there can be."""

    OWN_HOUSE = "own_house"
    RENTED = "rented"
    WORKPLACE = "workplace"
    WORKPLACE_AGENT = "workplace_agent"
    RELATIVE = "relative"
    STUDENT = "student"


@dataclass(frozen=True, slots=True)
class MaterialsCase:
    """What decides which papers are needed."""

    housing: Housing
    grounds: frozenset[Ground]
    is_under_age: bool
    agent: AgentKind
    limited_mobility: bool = False


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing to show, by any one of its alternatives."""

    code: str
    alternatives: tuple[str, ...]
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MissingMaterials:
    """Whether everything is there, and all that is not."""

    complete: bool
    missing: tuple[Requirement, ...]


@dataclass(frozen=True, slots=True)
class Material:
    """A paper as people know it, and who gives it out."""

    code: str
    name: str
    issued_by: str


@dataclass(frozen=True, slots=True)
class DeficiencyItem:
    """One line of the notice: what is missing, why it is needed, what would do, from whom."""

    code: str
    what: str
    why: str
    alternatives: tuple[Material, ...]
    cites: tuple[str, ...]


def material(code: str) -> Material | None:
    """What the catalogue says of a paper; nothing for an unknown code."""
    entry = toml.read("catalogues", "materials").get(code)
    if not isinstance(entry, dict):
        return None
    return Material(code, toml.text(entry, "name"), toml.text(entry, "issued_by"))


@cites("IRRP 9(1)")
def identity_and_photo(*, case: MaterialsCase) -> Finding[tuple[Requirement, ...]]:
    """The applicant's own identity card and photo.

    Law: 提交本人居民身份证、本人相片以及居住地住址、就业、就读等证明材料
    Read with: R-0020 (a child without a card shows the household register)
    """
    kind = "child" if case.is_under_age else "adult"
    needed = (
        Requirement("identity_card", _alternatives("identity", kind), ("IRRP 9(1)",)),
        Requirement("photo", ("photo",), ("IRRP 9(1)",)),
    )
    return Finding(needed, facts={"is_under_age": case.is_under_age})


@cites("IRRP 9(2)")
def proof_of_address(*, case: MaterialsCase) -> Finding[tuple[Requirement, ...]]:
    """A proof of the address, of those the way of living can give.

    Law: 居住地住址证明包括房屋租赁合同、房屋产权证明文件、购房合同或者房屋出租人、用人单位、
    就读学校出具的住宿证明等
    Read with: R-0029 (six ways of living, each with its own proofs)
    """
    needed = Requirement("address_proof", _alternatives("housing", case.housing), ("IRRP 9(2)",))
    return Finding((needed,), facts={"housing": case.housing})


@cites("IRRP 9(2)", "IRRP 2")
def proof_of_ground(*, case: MaterialsCase) -> Finding[tuple[Requirement, ...]]:
    """A proof of one ground; of several claimed, any one suffices.

    Law: 就业证明包括工商营业执照、劳动合同、
    用人单位出具的劳动关系证明或者其他能够证明有合法稳定就业的材料等；就读证明包括学生证、
    就读学校出具的其他能够证明连续就读的材料等。
    Read with: R-0023 (the ground of dwelling is proved by lease, title or purchase contract)
    """
    grounds = sorted(case.grounds or Ground)
    code = f"{grounds[0]}_proof" if len(grounds) == 1 else "ground_proof"
    proofs = merged(*(_alternatives("ground", ground) for ground in grounds))
    return Finding(
        (Requirement(code, proofs, ("IRRP 9(2)", "IRRP 2")),), facts={"grounds": tuple(grounds)}
    )


@cites("IRRP 9(3)")
def papers_of_agent(*, case: MaterialsCase) -> Finding[tuple[Requirement, ...]]:
    """What somebody who acts for the applicant shows besides.

    Law: 监护人、近亲属代为办理的，应当提供委托人、代办人的合法有效身份证件。
    Read with: R-0022 (an employer or another agent also shows the applicant's authorisation)
    """
    facts = {"agent": case.agent}
    by_employer = case.housing is Housing.WORKPLACE_AGENT
    if case.agent is AgentKind.NONE and not by_employer:
        return Finding((), facts=facts)
    identity = Requirement(
        "agent_identity_card", _alternatives("identity", "agent"), ("IRRP 9(3)",)
    )
    if case.agent is AgentKind.OTHER or (case.agent is AgentKind.NONE and by_employer):
        authorisation = Requirement("authorisation", ("authorisation",), ("IRRP 9(3)",))
        return Finding((identity, authorisation), facts=facts)
    return Finding((identity,), facts=facts)


@cites("IRRP 9(1)", "IRRP 9(2)", "IRRP 9(3)")
def required_materials(*, case: MaterialsCase) -> Finding[tuple[Requirement, ...]]:
    """Everything an application must show.

    Law: 提交本人居民身份证、本人相片以及居住地住址、就业、就读等证明材料
    """
    parts = [
        identity_and_photo(case=case),
        proof_of_address(case=case),
        proof_of_ground(case=case),
        papers_of_agent(case=case),
    ]
    facts = {key: value for part in parts for key, value in part.facts.items()}
    return Finding(merged(*(part.outcome for part in parts)), facts=facts)


@cites("IRRP 9(5)", "IRRP 9(1)", "IRRP 9(2)", "IRRP 9(3)")
def missing_materials(
    *, case: MaterialsCase, provided: Collection[str]
) -> Finding[MissingMaterials]:
    """All that is missing, at once.

    Law: 应当一次性告知申领人需要补充的材料
    """
    shown = frozenset(provided)
    required = required_materials(case=case)
    missing = tuple(r for r in required.outcome if shown.isdisjoint(r.alternatives))
    unknown = sorted(code for code in shown if material(code) is None)
    agent = agent_may_apply(
        agent=case.agent, is_under_age=case.is_under_age, limited_mobility=case.limited_mobility
    )
    return Finding(
        MissingMaterials(not missing, missing),
        facts={**required.facts, "provided_codes": tuple(sorted(shown))},
        warnings=tuple(f"unknown_material:{code}" for code in unknown)
        + tuple(reason.code for reason in agent.reasons),
    )


@cites("IRRP 9(5)")
def deficiency_notice(*, missing: Sequence[Requirement]) -> Finding[tuple[DeficiencyItem, ...]]:
    """The lines of the one notice: what, why, what would satisfy it and who issues that.

    Law: 应当一次性告知申领人需要补充的材料
    """
    return Finding(tuple(_line(requirement) for requirement in missing))


@cites("IRRP 9(5)")
def may_notify_deficiencies(*, already_notified: bool) -> Finding[bool]:
    """Whether a notice of what is missing may still be given: once.

    Law: 应当一次性告知申领人需要补充的材料
    """
    facts = {"already_notified": already_notified}
    if not already_notified:
        return Finding(True, facts=facts)
    barred = (Reason("already_notified", ("IRRP 9(5)",)),)
    return Finding(False, facts=facts, reasons=barred)


def _alternatives(kind: str, name: str) -> tuple[str, ...]:
    """The papers any one of which proves a thing."""
    return toml.texts(toml.table(toml.read("catalogues", "proofs"), kind), name)


def _line(requirement: Requirement) -> DeficiencyItem:
    entry = toml.table(toml.read("catalogues", "requirements"), requirement.code)
    found = (material(code) for code in requirement.alternatives)
    return DeficiencyItem(
        requirement.code,
        toml.text(entry, "what"),
        toml.text(entry, "why"),
        tuple(paper for paper in found if paper is not None),
        requirement.cites,
    )
