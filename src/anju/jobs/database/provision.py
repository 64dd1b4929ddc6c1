"""Make a database ready for migrations: two roles, one database, its rights and extensions.

The owner `anju` migrates and backs up and sees every row. The application `anju_app` owns
nothing and cannot go round row-level security. Doing all this twice changes nothing.
"""

import click
import psycopg
from psycopg import sql

from anju.jobs.database.embedded_postgres import DATABASE, KEEPER, Cluster

__all__ = [
    "DangerousSettings",
    "prepare_template",
    "provision",
    "refuse_dangerous_settings",
]

OWNER = "anju"
APPLICATION = "anju_app"
EXTENSIONS = ("btree_gist", "pg_trgm")
MUST_BE_ON = ("fsync", "full_page_writes", "synchronous_commit")


class DangerousSettings(click.ClickException):
    """The server could lose what it acknowledged; the sentence names the settings."""


def provision(cluster: Cluster) -> None:
    """Give the running embedded cluster its roles and its database."""
    with psycopg.connect(cluster.conninfo(KEEPER, "postgres"), autocommit=True) as connection:
        make_roles(connection, cluster)
        named = connection.execute(
            "SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]
        ).fetchone()
        if named is None:
            connection.execute(
                sql.SQL("CREATE DATABASE {} OWNER {}").format(
                    sql.Identifier(DATABASE), sql.Identifier(OWNER)
                )
            )
    with psycopg.connect(cluster.conninfo(OWNER), autocommit=True) as connection:
        prepare_database(connection)


def prepare_template(cluster: Cluster) -> None:
    """Make the roles, and let every database made from now on be born prepared (for tests)."""
    with psycopg.connect(cluster.conninfo(KEEPER, "template1"), autocommit=True) as connection:
        make_roles(connection, cluster)
        prepare_database(connection)


def make_roles(connection: psycopg.Connection, cluster: Cluster) -> None:
    """Make the owner and the application, or set their rights and passwords anew."""
    rights = {
        OWNER: "LOGIN NOSUPERUSER CREATEDB NOCREATEROLE BYPASSRLS",
        APPLICATION: "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS",
    }
    for role, words in rights.items():
        known = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone()
        connection.execute(
            sql.SQL("{verb} ROLE {role} {rights} PASSWORD {word}").format(
                verb=sql.SQL("CREATE" if known is None else "ALTER"),
                role=sql.Identifier(role),
                rights=sql.SQL(words),
                word=sql.Literal(cluster.password(role)),
            )
        )
    connection.execute(
        sql.SQL("GRANT {} TO {}").format(sql.Identifier(APPLICATION), sql.Identifier(OWNER))
    )


def prepare_database(connection: psycopg.Connection) -> None:
    """Give a database its extensions and the application its rights to come."""
    for extension in EXTENSIONS:
        connection.execute(
            sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(extension))
        )
    connection.execute("GRANT USAGE ON SCHEMA public TO anju_app")
    # Tables to come are named one by one in the migrations of `anju.access`, never all at once.
    connection.execute(
        sql.SQL(
            "ALTER DEFAULT PRIVILEGES FOR ROLE {} IN SCHEMA public GRANT USAGE ON SEQUENCES TO {}"
        ).format(sql.Identifier(OWNER), sql.Identifier(APPLICATION))
    )


def refuse_dangerous_settings(connection: psycopg.Connection) -> None:
    """Stop a start on a server that acknowledges what a power cut would take back."""
    off = [name for name in MUST_BE_ON if _setting(connection, name) == "off"]
    if off:
        raise DangerousSettings(
            "数据库会丢失已确认的数据，拒绝启动。请打开这些设置：" + "、".join(off)
        )


def _setting(connection: psycopg.Connection, name: str) -> str:
    row = connection.execute("SELECT current_setting(%s)", [name]).fetchone()
    return str(row[0]) if row else ""
