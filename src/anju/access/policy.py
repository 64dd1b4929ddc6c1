"""One table says who may do what; what it does not name is denied.

The table is ``policy.toml`` beside this file. It is read once; a word in it that is no post,
relation, action or field stops the start.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from anju.access.actor import COUNTY_DIGITS, Actor, Post, is_sealed, open_side
from anju.access.refusals import NotYours

__all__ = [
    "Policy",
    "Relation",
    "Rule",
    "allowed_fields",
    "may",
    "policy",
    "relation_of",
    "require",
    "require_wider",
]

REACH = {"county": COUNTY_DIGITS, "prefecture": 4, "province": 2}


class Relation(StrEnum):
    """How the agency that keeps a record stands to the actor's."""

    OWN_AGENCY = "own_agency"
    UNDER_ME = "under_me"
    OWN_COUNTY = "own_county"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Rule:
    """A grant. Without states it holds in every state."""

    posts: frozenset[Post]
    relations: frozenset[Relation]
    actions: frozenset[str]
    states: frozenset[str]
    fields: frozenset[str]

    def grants(self, post: str, relation: Relation, action: str, state: str | None) -> bool:
        """Whether the rule lets the post do the action."""
        return (
            post in self.posts
            and relation in self.relations
            and action in self.actions
            and (not self.states or state in self.states)
        )


@dataclass(frozen=True, slots=True)
class Policy:
    """The whole table."""

    actions: frozenset[str]
    fields: frozenset[str]
    rules: tuple[Rule, ...]
    wider: Mapping[str, str]
    sealed: frozenset[str]


def require(
    actor: Actor, action: str, *, area: str | None = None, state: str | None = None
) -> None:
    """Refuse with `NotYours` unless the table lets the actor do the action.

    ``area`` is that of the record, ``state`` its state; without an area it is the actor's own.
    """
    if not may(actor, action, area=area, state=state):
        raise NotYours(action)


def may(actor: Actor, action: str, *, area: str | None = None, state: str | None = None) -> bool:
    """Whether the table lets the actor do the action: for showing only what can be done."""
    return bool(_granting(actor, action, area, state))


def allowed_fields(
    actor: Actor, action: str, *, area: str | None = None, state: str | None = None
) -> frozenset[str]:
    """The groups of fields the action shows to the actor; none where it is denied."""
    rules = _granting(actor, action, area, state)
    return frozenset().union(*(rule.fields for rule in rules))


def require_wider(actor: Actor, action: str, area: str) -> None:
    """Refuse unless the action may reach a record kept at ``area`` for this actor."""
    require(actor, action)
    reach = policy().wider.get(action)
    if reach is None:
        raise NotYours(action)
    here, there = open_side(actor.area), open_side(area)
    if there[: REACH[reach]] != here[: REACH[reach]]:
        raise NotYours(action)


def relation_of(actor: Actor, area: str) -> Relation:
    """How a record kept at ``area`` stands to the actor."""
    if is_sealed(area) != actor.is_sealed:
        return Relation.OTHER
    if area == actor.area:
        return Relation.OWN_AGENCY
    if area.startswith(actor.area):
        return Relation.UNDER_ME
    if len(open_side(actor.area)) > COUNTY_DIGITS and open_side(area).startswith(actor.county):
        return Relation.OWN_COUNTY
    return Relation.OTHER


def _granting(actor: Actor, action: str, area: str | None, state: str | None) -> list[Rule]:
    """The rules that let the actor do the action; an unknown action is a mistake of ours."""
    table = policy()
    if action not in table.actions:
        raise ValueError(f"the policy knows no action {action!r}")
    if actor.is_at_centre and action not in actor.entrusted_with:
        return []
    if actor.is_sealed and action not in table.sealed:
        return []
    relation = relation_of(actor, actor.area if area is None else area)
    return [rule for rule in table.rules if rule.grants(actor.post, relation, action, state)]


@cache
def policy() -> Policy:
    """The table, read and checked."""
    table = tomllib.loads(files("anju.access").joinpath("policy.toml").read_text("utf-8"))
    actions, fields = frozenset(table["actions"]), frozenset(table["fields"])
    rules = tuple(_rule(row, actions, fields) for row in table["rules"])
    wider = dict(table["wider"])
    sealed = frozenset(table["sealed"]["actions"])
    if not actions >= sealed:
        raise ValueError("policy.toml: [sealed] names an unknown action")
    if not (actions >= wider.keys() and REACH.keys() >= set(wider.values())):
        raise ValueError("policy.toml: [wider] names an unknown action or reach")
    return Policy(actions, fields, rules, wider, sealed)


def _rule(row: Mapping[str, list[str]], actions: frozenset[str], fields: frozenset[str]) -> Rule:
    """One rule of the table, each of its words known."""
    rule = Rule(
        posts=frozenset(Post(post) for post in row["posts"]),
        relations=frozenset(Relation(relation) for relation in row["relations"]),
        actions=frozenset(row["actions"]),
        states=frozenset(row.get("states", [])),
        fields=frozenset(row.get("fields", [])),
    )
    if not (rule.actions <= actions and rule.fields <= fields):
        unknown = (rule.actions - actions) | (rule.fields - fields)
        raise ValueError(f"policy.toml: unknown {', '.join(sorted(unknown))}")
    return rule
