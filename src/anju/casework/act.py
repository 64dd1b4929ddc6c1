"""The frame every official act stands in.

`official_act` wraps a verb: one durable transaction in the actor's scope; a request key answers a
repeated request the same, once; a constraint that speaks becomes a sentence. Inside, `Act` is what
the verb asks and writes with: policy, step of the life, journal row, work that follows.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from typing import Any, ParamSpec, TypeVar, get_type_hints
from uuid import UUID

from django.db import connection

from anju.access import policy
from anju.access.actor import Actor
from anju.access.refusals import Conflict, NotYours, conflicts
from anju.access.scope import scoped
from anju.casework.answers import digest, plain, restored
from anju.casework.journal import write_entry
from anju.kit.clock import day_of
from anju.law.finding import Finding
from anju.law.workflow import Workflow, state_after
from anju.records.journal.models import RememberedRequest

__all__ = ["Act", "Subject", "official_act"]

P = ParamSpec("P")
R = TypeVar("R")
NO_FACTS: Mapping[str, object] = {}


@dataclass(frozen=True, slots=True)
class Subject:
    """What an act is about: kind and outward number of the record, whose, in which area."""

    kind: str
    ref: str
    area: str
    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """One act in progress: its name, who does it, under which request, at which moment."""

    name: str
    actor: Actor
    request_key: UUID | None
    now: datetime

    @property
    def on(self) -> date:
        """The civil day of the act."""
        return day_of(self.now)

    def allow(self, *, area: str | None = None, state: str | None = None) -> None:
        """Let the act go on only if the actor's post may do it there, in that state."""
        policy.require(self.actor, self.name, area=area, state=state)

    def step(self, workflow: Workflow, state: str, *, name: str = "") -> Finding[str]:
        """The state the act leads to by the table of steps, with the articles it rests on."""
        found = state_after(
            workflow=workflow, step=name or self.name, state=state, post=self.actor.post
        )
        if found.outcome is not None:
            return Finding(found.outcome, found.cites, found.version, found.facts)
        if found.reasons[0].code == "wrong_post":
            raise NotYours
        raise Conflict("这件事已经往前办了，请刷新后再看")

    def journal(self, subject: Subject, *findings: Finding[Any], **facts: object) -> int:
        """Write the act into the journal, with every article its findings rest on; its id."""
        cites = tuple(dict.fromkeys(cite for found in findings for cite in found.cites))
        return write_entry(
            self.actor,
            act=self.name,
            subject_kind=subject.kind,
            subject_ref=subject.ref,
            area=subject.area,
            person_id=subject.person_id,
            cites=cites,
            law_version=next((found.version for found in findings if found.version), ""),
            facts=plain(facts),
            request_key=self.request_key,
            at=self.now,
        )

    def follow(self, job: str, **arguments: object) -> None:
        """Ask for work to be done after the act, by the job's name, in this very transaction."""
        from procrastinate.contrib.django import app

        app.configure_task(job, allow_unknown=True).defer(**plain(arguments))


def official_act(verb: Callable[P, R]) -> Callable[P, R]:
    """Make a verb an act: all of it happens, once, or nothing does.

    1. Open a durable transaction in the actor's scope and queue up behind the same request key.
    2. A key answered before gives that answer again; with another request it is a `Conflict`.
    3. Do the verb and remember its answer under the key.
    """
    answer = get_type_hints(verb)["return"]

    @wraps(verb)
    def performed(*args: P.args, **kwargs: P.kwargs) -> R:
        request = _Request.of(verb.__name__, kwargs)
        with conflicts(), scoped(request.actor, durable=True):
            remembered = request.answer_before()
            if remembered is not None:
                before: R = restored(answer, remembered)
                return before
            result = verb(*args, **kwargs)
            request.remember(result)
            return result

    return performed


@dataclass(frozen=True, slots=True)
class _Request:
    """A request as the key remembers it."""

    act: str
    actor: Actor
    key: UUID
    now: datetime
    digest: bytes

    @classmethod
    def of(cls, act: str, arguments: Mapping[str, Any]) -> "_Request":
        """The request that a verb's arguments make; who and when are not part of what is asked."""
        asked = {k: v for k, v in arguments.items() if k not in {"actor", "request_key", "now"}}
        key: UUID = arguments["request_key"]
        return cls(act, arguments["actor"], key, arguments["now"], digest([act, asked]))

    def answer_before(self) -> Any:
        """What this key was answered before, or nothing; waits for a twin still under way."""
        with connection.cursor() as cursor:
            lock = int.from_bytes(self.key.bytes[:8], "big", signed=True)
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [lock])
        known = RememberedRequest.objects.filter(key=self.key).first()
        if known is None:
            return None
        same_actor = known.actor_number == self.actor.staff_number
        if not same_actor or bytes(known.digest) != self.digest:
            raise Conflict("这个提交编号已经用过，内容不同，请重新打开页面再办")
        return known.result

    def remember(self, result: object) -> None:
        """Keep the answer, so that a repeated request gets it again."""
        RememberedRequest.objects.create(
            key=self.key,
            actor_number=self.actor.staff_number,
            act=self.act,
            digest=self.digest,
            result=plain(result),
            at=self.now,
        )
