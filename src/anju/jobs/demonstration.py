"""`anju demo`: database, tables, made-up people, pages and background jobs by one command."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import NoReturn

import click

from anju.jobs.installation import close_connections, open_installation, unapplied_migrations

__all__ = ["demo"]

COMMAND = Path(sys.executable).with_name("anju")
DEVICES_PORT = 47810
PORTS_TRIED = 20
PATIENCE_SECONDS = 120.0
PAUSE_SECONDS = 0.2
SHORTEST_LIFE_SECONDS = 10.0
STOPPING_SECONDS = 25.0


class ChildLost(click.ClickException):
    """A child process ended again as soon as it was started."""


@dataclass(slots=True)
class Child:
    """One process of the demo and how to start it again."""

    title: str
    arguments: tuple[str, ...]
    process: "subprocess.Popen[bytes]"
    started_at: float

    @classmethod
    def start(cls, title: str, *arguments: str) -> "Child":
        """Start a subcommand in a process group of its own, which Ctrl-C does not reach."""
        command = [sys.executable, str(COMMAND), *arguments]
        process = subprocess.Popen(command, process_group=0)
        return cls(title, arguments, process, time.monotonic())

    def revive(self) -> None:
        """Start it again if it ended; give up if it did not live long enough to be of use."""
        if self.process.poll() is None:
            return
        if time.monotonic() - self.started_at < SHORTEST_LIFE_SECONDS:
            raise ChildLost(f"{self.title}一启动就结束了（退出码 {self.process.returncode}）")
        click.echo(f"{self.title}意外结束，正在重新启动。", err=True)
        again = Child.start(self.title, *self.arguments)
        self.process, self.started_at = again.process, again.started_at


@click.command()
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1024, 65535))
def demo(port: int) -> None:
    """看全貌：启动数据库，准备示范数据，打开网页和后台任务。Ctrl-C 停止。"""
    started = time.monotonic()
    tell("启动数据库")
    with open_installation():
        bring_up_to_date()
        accounts = load_data()
        close_connections()
        free, devices = free_port(port), free_port(DEVICES_PORT)
        os.environ["ANJU_DEVICES_PORT"] = str(devices)  # where the pages look for them
        tell("启动网页、后台任务和窗口设备的模拟")
        with running(*children_of(free, devices)) as processes:
            wait_until_answering(free, processes)
            announce(free, devices, seconds=time.monotonic() - started)
            click.echo("\n".join(accounts))
            watch(processes)


def children_of(port: int, devices: int) -> tuple[tuple[str, ...], ...]:
    """The processes of the demo: title, subcommand and its options."""
    origins = (f"--origin=http://{host}:{port}" for host in ("localhost", "127.0.0.1"))
    return (
        ("网页", "serve", f"--bind=127.0.0.1:{port}"),
        ("后台任务", "worker"),
        ("窗口设备的模拟", "devices", "--simulator", f"--port={devices}", *origins),
    )


def bring_up_to_date() -> None:
    """Bring the tables to the present version, as their owner, in a process of its own."""
    missing = unapplied_migrations()
    if missing:
        tell(f"更新数据表（{len(missing)} 项）")
        close_connections()
        command = [sys.executable, str(COMMAND), "migrate", "--quiet"]
        if subprocess.run(command, check=False).returncode != 0:
            raise click.ClickException("数据表没有更新成功，请看上面的信息")


def load_data() -> list[str]:
    """Load what the demonstration shows; the lines that say who can sign in."""
    from anju.jobs.demo_data import load_demo_data

    tell("装载机构、人员和示范数据")
    return list(load_demo_data())


@contextmanager
def running(*wanted: tuple[str, ...]) -> Iterator[list[Child]]:
    """Have the named subcommands running inside the block, and all ended after it."""
    children: list[Child] = []
    try:
        for title, *arguments in wanted:
            children.append(Child.start(title, *arguments))
        yield children
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        tell("正在停止")
        stop(children)
        signal.signal(signal.SIGINT, signal.default_int_handler)


def stop(children: list[Child]) -> None:
    """Ask every child to finish what it does; end those that do not within the time."""
    for child in children:
        child.process.terminate()
    give_up_at = time.monotonic() + STOPPING_SECONDS
    for child in children:
        try:
            child.process.wait(timeout=max(0.1, give_up_at - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.process.kill()
            child.process.wait()


def watch(children: list[Child]) -> NoReturn:
    """Keep every child alive until Ctrl-C."""
    while True:
        time.sleep(PAUSE_SECONDS)
        for child in children:
            child.revive()


def free_port(wanted: int) -> int:
    """The wanted port, or the next one nobody listens on."""
    for port in range(wanted, wanted + PORTS_TRIED):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise click.ClickException(
        f"端口 {wanted} 至 {wanted + PORTS_TRIED - 1} 都被占用，请用 --port 另选"
    )


def wait_until_answering(port: int, children: list[Child]) -> None:
    """Wait until the pages answer."""
    give_up_at = time.monotonic() + PATIENCE_SECONDS
    while (status := status_of_home(port)) is None:
        if time.monotonic() > give_up_at:
            raise click.ClickException("网页服务没有按时应答")
        for child in children:
            child.revive()
        time.sleep(PAUSE_SECONDS)
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise click.ClickException(f"网页服务出错（{status}），请看上面的信息")


def status_of_home(port: int) -> int | None:
    """How the public home is answered, or None while nobody listens."""
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status
    except (OSError, HTTPException):
        return None
    finally:
        connection.close()


def announce(port: int, devices: int, *, seconds: float) -> None:
    """Say where everything is."""
    click.echo()
    click.secho(f"安居已就绪（{seconds:.0f} 秒）。按 Ctrl-C 停止。", bold=True)
    click.echo(f"  公众页面  http://localhost:{port}/")
    click.echo(f"  工作人员  http://localhost:{port}/counter/")
    click.echo(f"  窗口设备  http://127.0.0.1:{devices}/（模拟读卡器、打印机、扫描仪）")


def tell(line: str) -> None:
    """One line of progress."""
    click.echo(f"[demo] {line} …", err=True)
