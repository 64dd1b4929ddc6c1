"""`anju devices`: the device agent of this computer, or the simulator in its place."""

import os
import sys
from pathlib import Path

import click

from anju.devices.configuration import (
    PORT,
    Configuration,
    ConfigurationFaulty,
    equipped,
    is_origin,
    read_configuration,
)
from anju.devices.pairing import CODE_SECONDS, Pairing
from anju.devices.protocol import Agent
from anju.devices.server import LOOPBACK, AgentServer

__all__ = ["devices"]

DEMO_ORIGINS = ("http://localhost:8000", "http://127.0.0.1:8000")


@click.command()
@click.option("--config", type=click.Path(dir_okay=False, path_type=Path), help="配置文件（TOML）")
@click.option("--port", type=click.IntRange(1024, 65535), help=f"本机端口，默认 {PORT}")
@click.option("--origin", "origins", multiple=True, help="哪个网址的网页可以用，可写多次")
@click.option("--simulator", is_flag=True, help="没有设备也能用：模拟读卡器、打印机、扫描仪")
@click.option("--pair", is_flag=True, help="再给一个浏览器配对：显示一个新的配对码")
@click.option("--forget", is_flag=True, help="取消以前的全部配对")
def devices(
    config: Path | None,
    port: int | None,
    origins: tuple[str, ...],
    simulator: bool,
    pair: bool,
    forget: bool,
) -> None:
    """设备助手：让本机的网页用读卡器、打印机和扫描仪。Ctrl-C 停止。"""
    configuration = _configured(config, port, origins, simulator=simulator)
    pairing = Pairing(None if simulator else _tokens_path())
    if forget:
        pairing.forget_all()
    server = _listening(configuration.port, quiet=simulator)
    server.agent = _agent(configuration, pairing, simulator=simulator)
    click.echo(f"设备助手：http://{LOOPBACK}:{configuration.port}")
    if pair or not pairing.is_paired:
        show_code(pairing.new_code())
    with server:
        server.serve_forever()


def show_code(code: str) -> None:
    """The code to type at the counter."""
    minutes = int(CODE_SECONDS // 60)
    click.secho(f"配对码 {code}（{minutes} 分钟内有效，只用一次）", bold=True)


def _configured(
    config: Path | None, port: int | None, origins: tuple[str, ...], *, simulator: bool
) -> Configuration:
    """The file with what the command line says on top."""
    try:
        told = read_configuration(config) if config else Configuration()
    except ConfigurationFaulty as faulty:
        raise click.ClickException(str(faulty)) from None
    wrong = [origin for origin in origins if not is_origin(origin)]
    if wrong:
        raise click.ClickException(f"--origin 应形如 https://名称，不能是 {wrong[0]}")
    allowed = (*told.origins, *origins) or (DEMO_ORIGINS if simulator else ())
    if not allowed:
        raise click.ClickException("请用 --origin 或者配置文件写明哪个网址的网页可以用设备")
    return Configuration(
        told.counter, port or told.port, allowed, told.reader, told.printer, told.scanner
    )


def _listening(port: int, *, quiet: bool) -> AgentServer:
    try:
        return AgentServer(port, lambda line: None if quiet else click.echo(line, err=True))
    except OSError:
        raise click.ClickException(
            f"端口 {port} 被占用：设备助手可能已经在运行，或者用 --port 另选"
        ) from None


def _agent(configuration: Configuration, pairing: Pairing, *, simulator: bool) -> Agent:
    origins = frozenset(configuration.origins)
    if simulator:
        from anju.devices.simulator.devices import Table, counter_on
        from anju.devices.simulator.pages import pages_of

        table = Table()
        own = pages_of(table, pairing, show_code)
        return Agent(counter_on(table), pairing, origins, configuration.port, own)
    try:
        counter = equipped(configuration)
    except ConfigurationFaulty as faulty:
        raise click.ClickException(str(faulty)) from None
    return Agent(counter, pairing, origins, configuration.port)


def _tokens_path() -> Path:
    """Where the digests of tokens are kept: the user's own folder for settings."""
    if sys.platform == "win32":
        home = Path(os.environ.get("LOCALAPPDATA", Path.home()))
    else:
        home = Path(os.environ.get("XDG_CONFIG_HOME", Path.home() / ".config"))
    return home / "anju-devices" / "paired.json"
