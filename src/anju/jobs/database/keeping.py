"""Backups: the database as one consistent dump and the evidence files, with digests of both.

The keys are not in a backup. Whoever finds it reads no citizen number; whoever restores it needs
the key that was in force, kept elsewhere.
"""

import json
import os
import subprocess
import tarfile
from collections.abc import Mapping
from hashlib import file_digest
from pathlib import Path
from typing import TYPE_CHECKING

import click

from anju.jobs.database.unprivileged import account_for_server, binaries_for
from anju.jobs.installation import open_installation
from anju.kit.clock import SHANGHAI, now

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

__all__ = ["backup", "restore", "restore_from", "write_backup"]

DUMP = "database.dump"
EVIDENCE = "evidence.tar"
MANIFEST = "manifest.json"


class BackupUnfit(click.ClickException):
    """The backup or its target cannot be used; the sentence says why."""


@click.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path))
def backup(folder: Path | None) -> None:
    """备份数据库和材料文件到 FOLDER（默认在数据目录的 backups 下）。"""
    with open_installation(as_owner=True):
        from django.conf import settings
        from django.db import connection

        stamp = now().astimezone(SHANGHAI).strftime("%Y%m%d-%H%M%S")
        target = folder or settings.ANJU_DATA / "backups" / stamp
        write_backup(target, connection, evidence=Path(settings.MEDIA_ROOT))
        click.echo(f"备份已写入 {target}。密钥不在其中，请另行保管。")


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def restore(folder: Path) -> None:
    """把 FOLDER 里的备份恢复到空数据库。"""
    with open_installation(as_owner=True):
        from django.conf import settings
        from django.db import connection

        restore_from(folder, connection, evidence=Path(settings.MEDIA_ROOT))
        click.echo("恢复完成。")


def write_backup(target: Path, connection: "BaseDatabaseWrapper", *, evidence: Path) -> None:
    """Write a backup beside its final name and rename it when it is whole and on the disk."""
    if target.exists():
        raise BackupUnfit(f"{target} 已存在，不覆盖旧备份")
    draft = target.with_name(f".{target.name}.draft{os.getpid()}")
    draft.mkdir(parents=True, mode=0o700)
    _run_tool("pg_dump", connection, "--format=custom", f"--file={draft / DUMP}")
    with tarfile.open(draft / EVIDENCE, "w") as archive:
        if evidence.is_dir():
            archive.add(evidence, arcname=".")
    digests = {name: _digest(draft / name) for name in (DUMP, EVIDENCE)}
    (draft / MANIFEST).write_text(json.dumps(digests, indent=2), encoding="utf-8")
    for written in (*draft.iterdir(), draft):
        _sync(written)
    draft.rename(target)
    _sync(target.parent)


def restore_from(folder: Path, connection: "BaseDatabaseWrapper", *, evidence: Path) -> None:
    """Put a backup into an empty database and an empty evidence folder, whole or not at all."""
    _refuse_damaged(folder)
    with connection.cursor() as cursor:
        if connection.introspection.table_names(cursor):
            raise BackupUnfit("数据库不是空的；恢复只能进行到空数据库")
    if evidence.is_dir() and any(evidence.iterdir()):
        raise BackupUnfit(f"{evidence} 不是空的；恢复只能进行到空目录")
    connection.close()
    # Comments would only be those of extensions, which may belong to the server's superuser.
    whole = ("--single-transaction", "--exit-on-error", "--no-owner", "--no-comments")
    _run_tool("pg_restore", connection, *whole, "--dbname=", str(folder / DUMP))
    evidence.mkdir(parents=True, exist_ok=True)
    with tarfile.open(folder / EVIDENCE) as archive:
        archive.extractall(evidence, filter="data")


def _refuse_damaged(folder: Path) -> None:
    """Stop when a file of the backup is not the one that was written."""
    try:
        digests: Mapping[str, str] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BackupUnfit(f"{folder} 不是完整的备份：没有可读的 {MANIFEST}") from error
    for name in (DUMP, EVIDENCE):
        if digests.get(name) != _digest(folder / name):
            raise BackupUnfit(f"{name} 与备份时不同，备份已损坏")


def _run_tool(program: str, connection: "BaseDatabaseWrapper", *arguments: str) -> None:
    """Run one of PostgreSQL's own tools on the database Django is signed in to."""
    command = [str(binaries_for(account_for_server()) / program), *arguments]
    environment = {**os.environ, **_libpq(connection)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise BackupUnfit(f"{program} 没有完成：{done.stderr.strip()}")


def _libpq(connection: "BaseDatabaseWrapper") -> dict[str, str]:
    """Django's address of the database as the variables that PostgreSQL's tools read."""
    address = connection.settings_dict
    passfile = address["OPTIONS"].get("passfile")
    named = {
        "PGHOST": address["HOST"],
        "PGPORT": str(address["PORT"]),
        "PGUSER": address["USER"],
        "PGDATABASE": address["NAME"],
        "PGPASSWORD": address["PASSWORD"],
        "PGPASSFILE": str(passfile) if passfile else "",
        "PGSSLMODE": address["OPTIONS"].get("sslmode", ""),
    }
    return {name: value for name, value in named.items() if value}


def _digest(file: Path) -> str:
    with file.open("rb") as opened:
        return file_digest(opened, "sha256").hexdigest()


def _sync(path: Path) -> None:
    """Have a file or folder on the disk before it is called written."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
