"""The pages in processes of their own, on the rows and files of a test, to be killed.

As `anju serve` runs them, but for its look at the database's settings: the database of a test
may forget what it was told once the run is over.
"""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from django.db import connection
from tests.web.register.sheets import ADDRESS
from tests.web.staff_desks import at_desk

from anju.jobs.demonstration import free_port, status_of_home

if TYPE_CHECKING:
    from anju.jobs.database.embedded_postgres import Cluster

__all__ = ["Answer", "Desk", "RealServer", "real_server"]

PATIENCE_SECONDS = 60.0
PAUSE_SECONDS = 0.05
FIRST_PORT = 18_600
ROLE = "anju_app"
PROGRAM = """
import sys
import django
django.setup()
from anju.jobs.serving import PageServer
options = {"bind": sys.argv[1], "workers": 1, "threads": 4, "worker_class": "gthread"}
PageServer(options | {"loglevel": "critical", "control_socket_disable": True}).run()
"""
BLOCKED = """
SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = database
 WHERE NOT granted AND datname = current_database()
"""
AT_WORK = """
SELECT count(*) FROM pg_stat_activity
 WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'
"""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    text: str

    @classmethod
    def of(cls, response: HTTPResponse) -> "Answer":
        """Read it to the end."""
        text = response.read().decode()
        return cls(response.status, dict(response.headers), text)


@dataclass(frozen=True, slots=True)
class Unheard:
    """A request whose answer nobody has listened to."""

    line: HTTPConnection

    def lost(self) -> bool:
        """Whether no answer ever came."""
        try:
            self.line.getresponse().close()
        except (OSError, HTTPException):
            return True
        finally:
            self.line.close()
        return False


@dataclass(slots=True)
class Desk:
    """A browser at the server, signed in."""

    port: int
    cookies: dict[str, str]
    token: str = ""

    def get(self, address: str) -> Answer:
        """A page, with the token for what is sent next."""
        line = self._line()
        line.request("GET", address, headers=self._headers())
        response = line.getresponse()
        for cookie in response.headers.get_all("Set-Cookie") or ():
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        answer = Answer.of(response)
        line.close()
        found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', answer.text)
        self.token = found[1] if found else self.token
        return answer

    def begin(self, address: str, fields: Mapping[str, Any]) -> Unheard:
        """Send a form and do not listen."""
        line = self._line()
        sent = urlencode({**fields, "csrfmiddlewaretoken": self.token}, doseq=True)
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        line.request("POST", address, sent, self._headers() | form)
        return Unheard(line)

    def post(self, address: str, fields: Mapping[str, Any]) -> Answer:
        """Send a form."""
        unheard = self.begin(address, fields)
        answer = Answer.of(unheard.line.getresponse())
        unheard.line.close()
        return answer

    def _line(self) -> HTTPConnection:
        return HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_SECONDS)

    def _headers(self) -> dict[str, str]:
        return {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}


@dataclass(slots=True)
class RealServer:
    """The server: started, killed at any moment, started again at the same port."""

    environment: dict[str, str]
    port: int = field(default_factory=lambda: free_port(FIRST_PORT))
    process: "subprocess.Popen[bytes] | None" = None

    def start(self) -> None:
        """Start it and wait until it answers."""
        self.process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, f"127.0.0.1:{self.port}"],
            env=self.environment,
            process_group=0,
        )
        self.wait_until(lambda: status_of_home(self.port) == 200)

    def kill(self) -> None:
        """End all its processes at once, as a power cut does."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None

    def signed_in(self, number: str) -> Desk:
        """Somebody's browser, on the sheet."""
        session = at_desk(number).cookies["sessionid"].value
        desk = Desk(self.port, {"sessionid": session})
        assert desk.get(ADDRESS).status == 200
        return desk

    def wait_until(self, is_so: Callable[[], bool]) -> None:
        """Wait for something to become true."""
        give_up_at = time.monotonic() + PATIENCE_SECONDS
        while not is_so():
            assert time.monotonic() < give_up_at, "it never came about"
            time.sleep(PAUSE_SECONDS)

    def wait_until_blocked(self) -> None:
        """Wait until what the server writes waits for a lock."""
        self.wait_until(lambda: counted(BLOCKED) > 0)

    def wait_until_forgotten(self) -> None:
        """Wait until the database has noticed that the server is dead."""
        self.wait_until(lambda: counted(AT_WORK) == 0)


def counted(question: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(question)
        (found,) = cursor.fetchone()
    return int(found)


def real_server(cluster: "Cluster", settings: Any, data: Path) -> RealServer:
    """A server on the database of the test and on its folder; not started yet."""
    name = connection.settings_dict["NAME"]
    place = f"postgresql://{ROLE}@{quote(str(cluster.socket), safe='')}/{quote(str(name))}"
    return RealServer(
        {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "anju.settings.main",
            "PYTHONWARNINGS": "ignore",
            "ANJU_DATA": str(data),
            "ANJU_DATABASE_URL": f"{place}?passfile={cluster.passwords}",
            "ANJU_MASTER_KEY": settings.ANJU.master_key.hex(),
            "ANJU_SECRET_KEY": settings.SECRET_KEY,
        }
    )
