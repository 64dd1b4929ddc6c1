"""The protocol over a socket of the loopback address."""

import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from anju.devices.faults import DeviceFault
from anju.devices.protocol import LARGEST_BODY, Agent, Request, Response, answer, fault_response

__all__ = ["LOOPBACK", "AgentServer"]

LOOPBACK = "127.0.0.1"
SENDING_SECONDS = 15
Tell = Callable[[str], None]


class AgentServer(ThreadingHTTPServer):
    """Listens on the loopback address and nowhere else."""

    daemon_threads = True

    def __init__(self, port: int, tell: Tell) -> None:
        super().__init__((LOOPBACK, port), _Conversation)
        self.agent: Agent | None = None
        self.tell = tell


class _Conversation(BaseHTTPRequestHandler):
    """One request and its answer. The log has the way and the outcome, never the content."""

    protocol_version = "HTTP/1.1"
    server_version = "anju-devices"
    sys_version = ""
    timeout = SENDING_SECONDS
    server: AgentServer

    def do_GET(self) -> None:
        self._converse()

    def do_POST(self) -> None:
        self._converse()

    def do_OPTIONS(self) -> None:
        self._converse()

    def log_message(self, format: str, *args: object) -> None:
        """The server's own lines would hold addresses as they were sent."""

    def _converse(self) -> None:
        began = time.monotonic()
        request, agent = self._request(), self.server.agent
        if request is None or agent is None:
            told = fault_response(DeviceFault("too_large" if agent else "broken"))
        else:
            told = _safely(agent, request)
        self._send(told)
        way = "/".join(self.path.split("?")[0].split("/")[:3])  # without a job's reference
        took = time.monotonic() - began
        self.server.tell(f"{self.command} {way} {told.status} {took:.2f}s")

    def _request(self) -> Request | None:
        """What was sent; nothing when it is too large or of unknown length."""
        length = self.headers.get("Content-Length", "0")
        if not length.isascii() or not length.isdigit() or int(length) > LARGEST_BODY:
            return None
        headers = {name.lower(): value for name, value in self.headers.items()}
        return Request(self.command, self.path, headers, self.rfile.read(int(length)))

    def _send(self, told: Response) -> None:
        self.send_response(told.status)
        self.send_header("Content-Type", told.media_type)
        self.send_header("Content-Length", str(len(told.body)))
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Connection", "close")  # no thread waits for a page that has gone
        for name, value in told.headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(told.body)


def _safely(agent: Agent, request: Request) -> Response:
    """The answer; whatever a driver raises becomes words, and its message goes nowhere."""
    try:
        return answer(agent, request)
    except Exception:  # noqa: BLE001  # a message of a driver may hold what stood on a card
        return fault_response(DeviceFault("broken"))
