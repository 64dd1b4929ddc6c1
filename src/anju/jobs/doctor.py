"""Say what this machine lacks, each with the line that helps; change nothing."""

import platform
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from anju.jobs.installation import open_installation, unapplied_migrations

__all__ = ["doctor"]

GIGABYTE = 1024**3
ENOUGH_GIGABYTES = 2


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing looked at: whether it is well, what was found, what helps."""

    subject: str
    well: bool
    found: str
    advice: str = ""


@click.command()
def doctor() -> int:
    """检查这台机器缺什么。"""
    signs = [*look_at_machine(), *look_at_database()]
    for sign in signs:
        click.secho(f"{'✓' if sign.well else '✗'} {sign.subject}：{sign.found}", fg=_colour(sign))
        if not sign.well:
            click.echo(f"    {sign.advice}")
    return 0 if all(sign.well for sign in signs) else 1


def look_at_machine() -> Iterator[Sign]:
    """Python, disk, browser and fonts."""
    yield Sign("Python", sys.version_info >= (3, 11), platform.python_version(), "需要 3.11 以上")
    free = shutil.disk_usage(Path.cwd()).free / GIGABYTE
    advice = f"至少留出 {ENOUGH_GIGABYTES} GB"
    yield Sign("磁盘", free >= ENOUGH_GIGABYTES, f"剩余 {free:.0f} GB", advice)
    browser = shutil.which("chromium") or shutil.which("chromium-browser")
    install = "sudo apt-get install -y --no-install-recommends chromium fonts-noto-cjk"
    found = browser or "没有 Chromium（只影响浏览器测试）"
    yield Sign("浏览器", browser is not None, found, install)


def look_at_database() -> Iterator[Sign]:
    """Whether the database starts, with safe settings and the newest tables."""
    try:
        with open_installation():
            from django.db import connection

            with connection.cursor() as cursor:
                cursor.execute("SELECT current_setting('server_version')")
                yield Sign("数据库", True, f"PostgreSQL {cursor.fetchone()[0]}")
            missing = unapplied_migrations()
            found = f"缺 {len(missing)} 项更新" if missing else "已是最新"
            yield Sign("数据表", not missing, found, "./anju migrate")
    except Exception as error:  # noqa: BLE001 - whatever is wrong with it is what we were asked
        yield Sign("数据库", False, str(error).strip(), "见 docs/operate/install.md")


def _colour(sign: Sign) -> str:
    return "green" if sign.well else "red"
