"""Who may act for a person, and for what."""

from enum import StrEnum

from anju.law.citation import cites
from anju.law.finding import Finding, Reason

__all__ = ["AgentKind", "Errand", "agent_may_apply", "is_close_relative", "may_act"]


class AgentKind(StrEnum):
    """Who stands at the counter."""

    NONE = "none"
    GUARDIAN = "guardian"
    RELATIVE = "relative"
    OTHER = "other"


class Errand(StrEnum):
    """For what."""

    APPLY = "apply"
    COLLECT = "collect"
    ENDORSE = "endorse"


#: The close relatives of the Civil Code, in its order.
CLOSE_RELATIVES = frozenset({"spouse", "parent", "child", "sibling", "grandparent", "grandchild"})


@cites("CC 1045(2)")
def is_close_relative(*, relation: str) -> Finding[bool]:
    """Whether a relation is that of a close relative.

    Law: 配偶、父母、子女、兄弟姐妹、祖父母、外祖父母、孙子女、外孙子女为近亲属。
    """
    return Finding(relation in CLOSE_RELATIVES, facts={"relation": relation})


@cites("IRRP 9(3)")
def agent_may_apply(
    *, agent: AgentKind, is_under_age: bool, limited_mobility: bool
) -> Finding[bool]:
    """Whether an application may be made through this agent.

    Law: 可以由其监护人、近亲属代为申领居住证
    Read with: R-0022 (others may bring papers in and collect, yet the person applies)
    """
    facts = {"agent": agent, "is_under_age": is_under_age, "limited_mobility": limited_mobility}
    if agent is AgentKind.NONE:
        return Finding(True, facts=facts)
    if agent is not AgentKind.OTHER and (is_under_age or limited_mobility):
        return Finding(True, facts=facts)
    barred = (Reason("agent_may_not_apply", ("IRRP 9(3)",)),)
    return Finding(False, facts=facts, reasons=barred)


@cites("PSD-2016 2(4)", "PSD-2016 2(5)", "IRRP 9(3)")
def may_act(
    *, errand: Errand, agent: AgentKind, is_under_age: bool, limited_mobility: bool
) -> Finding[bool]:
    """Whether an agent may apply, collect or have endorsed for a person.

    Law: 居住证持有人或代办人按照《意见》规定的时间
    Read with: R-0022
    """
    if errand is Errand.APPLY:
        return agent_may_apply(
            agent=agent, is_under_age=is_under_age, limited_mobility=limited_mobility
        )
    return Finding(True, facts={"errand": errand, "agent": agent})
