"""What a command needs before it can speak of records: the database running and Django set up."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import click
import django
from django.conf import settings

from anju.jobs.database.embedded_postgres import Cluster
from anju.jobs.database.provision import provision, refuse_dangerous_settings

__all__ = ["close_connections", "open_installation", "refuse_unmigrated", "unapplied_migrations"]


@contextmanager
def open_installation(*, as_owner: bool = False) -> Iterator[None]:
    """Have the database running and Django ready inside the block.

    Only commands that change tables or must see every row sign in as the owner.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "anju.settings.main")
    if as_owner:
        os.environ["ANJU_DATABASE_AS"] = "owner"
    _refuse_missing_owner(as_owner=as_owner)
    with ExitStack() as stack:
        if settings.ANJU.database_url is None:
            stack.enter_context(Cluster.under(settings.ANJU_DATA).in_use(first=provision))
        django.setup()
        stack.callback(close_connections)
        _refuse_dangerous_server()
        yield


def unapplied_migrations() -> list[str]:
    """The migrations the code has and the database has not, in order."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [str(migration) for migration, _backwards in plan]


def refuse_unmigrated() -> None:
    """Stop a process whose database is older than its code."""
    missing = unapplied_migrations()
    if missing:
        raise click.ClickException(
            f"数据库还缺 {len(missing)} 项更新（{missing[0]} …），请先运行 ./anju migrate"
        )


def close_connections() -> None:
    """Give back every connection and close the pool, so that a process can fork or end."""
    from django.db import connections

    for connection in connections.all(initialized_only=True):
        connection.close()
        close_pool = getattr(connection, "close_pool", None)
        if close_pool is not None:
            close_pool()


def _refuse_missing_owner(*, as_owner: bool) -> None:
    known = settings.ANJU
    if as_owner and known.database_url is not None and known.database_owner_url is None:
        raise click.ClickException(
            "这条命令要以所有者身份登录数据库，请设置 ANJU_DATABASE_OWNER_URL"
        )


def _refuse_dangerous_server() -> None:
    from django.db import connection

    connection.ensure_connection()
    refuse_dangerous_settings(connection.connection)
    close_connections()
