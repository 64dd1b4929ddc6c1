"""The protocol between pages and agent, version 1: docs/operate/devices.md says it in words.

`answer` is a function from request to response: who may ask is settled before what is asked.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from anju.devices.counter import Counter
from anju.devices.faults import DeviceFault
from anju.devices.pairing import Pairing

__all__ = ["LARGEST_BODY", "PROTOCOL", "Agent", "Request", "Response", "answer", "json_response"]

PROTOCOL = 1
LARGEST_BODY = 20 * 1024 * 1024
LARGEST_JSON = 4096
JOB = re.compile(r"/v1/jobs/(?P<ref>[\w-]{1,40})(?P<page>/page)?")


@dataclass(frozen=True, slots=True)
class Request:
    """What came in. Header names are in lower case."""

    method: str
    path: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class Response:
    """What goes out."""

    status: int
    body: bytes = field(default=b"", repr=False)
    media_type: str = "application/json; charset=utf-8"
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Agent:
    """The counter's devices, who may use them, and where the agent listens.

    `own_pages` answers what lies outside /v1: the simulator's page; None for what it has not.
    """

    counter: Counter
    pairing: Pairing
    origins: frozenset[str]
    port: int
    own_pages: Callable[[Request], Response | None] | None = None

    @property
    def hosts(self) -> frozenset[str]:
        """The names this agent is asked under; any other is a name that was made to point here."""
        return frozenset(f"{name}:{self.port}" for name in ("127.0.0.1", "localhost"))


def answer(agent: Agent, request: Request) -> Response:
    """The answer to a request: first the host, then the origin, then the token, then the thing."""
    try:
        if request.headers.get("host", "").lower() not in agent.hosts:
            raise DeviceFault("foreign_host")
        if not request.path.startswith("/v1/"):
            return _own_page(agent, request)
        return _to_page(agent, request)
    except DeviceFault as fault:
        return fault_response(fault)


def json_response(content: object, status: int = 200) -> Response:
    """A value as JSON."""
    return Response(status, json.dumps(content, ensure_ascii=False).encode())


def fault_response(fault: DeviceFault) -> Response:
    """A fault as the protocol writes it."""
    told = {"fault": {"code": fault.code, "sentence": fault.sentence}}
    return json_response(told, fault.status)


def _own_page(agent: Agent, request: Request) -> Response:
    """A page of the agent itself; only it may send to itself."""
    origin = request.headers.get("origin")
    own = {f"http://{host}" for host in agent.hosts}
    if request.method != "GET" and origin not in own:
        raise DeviceFault("foreign_origin")
    shown = agent.own_pages(request) if agent.own_pages is not None else None
    if shown is None:
        raise DeviceFault("no_such_thing")
    return shown


def _to_page(agent: Agent, request: Request) -> Response:
    """An answer that the asking page, and no other, may read."""
    origin = request.headers.get("origin", "")
    if origin not in agent.origins:
        raise DeviceFault("foreign_origin")
    if request.method == "OPTIONS":
        return Response(204, headers=_allowed(origin) | _preflight())
    try:
        told = _v1(agent, request)
    except DeviceFault as fault:
        told = fault_response(fault)
    return Response(told.status, told.body, told.media_type, {**told.headers, **_allowed(origin)})


def _allowed(origin: str) -> dict[str, str]:
    return {"Access-Control-Allow-Origin": origin, "Vary": "Origin", "Cache-Control": "no-store"}


def _preflight() -> dict[str, str]:
    """What a browser wants to know before it lets a page speak to a private network."""
    return {
        "Access-Control-Allow-Methods": "GET, POST",
        "Access-Control-Allow-Headers": "Authorization, Content-Type, X-Copies",
        "Access-Control-Allow-Private-Network": "true",
        "Access-Control-Max-Age": "600",
    }


def _v1(agent: Agent, request: Request) -> Response:
    is_paired = agent.pairing.knows(_token(request))
    match request.method, request.path:
        case "GET", "/v1/hello":
            return json_response({"agent": "anju", "protocol": PROTOCOL, "paired": is_paired})
        case "POST", "/v1/pair":
            return json_response({"token": agent.pairing.exchange(_word(request, "code"))})
    if not is_paired:
        raise DeviceFault("not_paired")
    match request.method, request.path:
        case "GET", "/v1/state":
            counter = agent.counter
            return json_response({"counter": counter.name, "devices": counter.states()})
        case "POST", "/v1/card":
            return json_response(agent.counter.read_card())
        case "POST", "/v1/scan":
            return json_response(agent.counter.start_scan().as_json(), 202)
        case "POST", "/v1/print":
            job = agent.counter.start_print(request.body, _copies(request))
            return json_response(job.as_json(), 202)
    return _job(agent, request)


def _job(agent: Agent, request: Request) -> Response:
    """How a job goes, or the page it scanned."""
    named = JOB.fullmatch(request.path)
    if request.method != "GET" or named is None:
        raise DeviceFault("no_such_thing")
    if named["page"]:
        return Response(200, agent.counter.jobs.take_page(named["ref"]), "image/jpeg")
    return json_response(agent.counter.jobs.find(named["ref"]).as_json())


def _token(request: Request) -> str:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def _word(request: Request, name: str) -> str:
    """One text of a small JSON object."""
    if len(request.body) > LARGEST_JSON:
        raise DeviceFault("too_large")
    try:
        sent = json.loads(request.body)
    except ValueError:
        raise DeviceFault("not_understood") from None
    word = sent.get(name) if isinstance(sent, dict) else None
    if not isinstance(word, str):
        raise DeviceFault("not_understood")
    return word


def _copies(request: Request) -> int:
    text = request.headers.get("x-copies", "1")
    if not text.isascii() or not text.isdigit() or len(text) > 1:
        raise DeviceFault("not_understood")
    return int(text)
