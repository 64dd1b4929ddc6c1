"""What was backed up comes back whole, into emptiness only, and damage is noticed."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import ConnectionHandler
from django.db.backends.base.base import BaseDatabaseWrapper

from anju.jobs.database.embedded_postgres import KEEPER, Cluster
from anju.jobs.database.keeping import BackupUnfit, restore_from, write_backup

Connect = Callable[[str], BaseDatabaseWrapper]


@pytest.fixture
def connect(throw_away_cluster: Cluster, django_db_blocker: Any) -> Iterator[Connect]:
    """Make an empty database of a name and connect to it as its owner."""
    made: list[BaseDatabaseWrapper] = []
    keeper = throw_away_cluster.conninfo(KEEPER, "postgres")

    def connected(name: str) -> BaseDatabaseWrapper:
        with psycopg.connect(keeper, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} OWNER anju")
        address = {
            "ENGINE": "django.db.backends.postgresql",
            **throw_away_cluster.address("anju"),
            "NAME": name,
        }
        made.append(ConnectionHandler({"default": address})["default"])
        return made[-1]

    with django_db_blocker.unblock():
        yield connected
    for wrapper in made:
        wrapper.close()
        with psycopg.connect(keeper, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {wrapper.settings_dict['NAME']}")


@pytest.fixture
def evidence(tmp_path: Path) -> Path:
    folder = tmp_path / "evidence"
    (folder / "52").mkdir(parents=True)
    (folder / "52" / "photo").write_bytes(os.urandom(1000))
    return folder


@pytest.fixture
def source(connect: Connect) -> BaseDatabaseWrapper:
    connection = connect("kept_source")
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE person (name text)")
        cursor.execute("ALTER TABLE person ENABLE ROW LEVEL SECURITY")
        cursor.execute("ALTER TABLE person FORCE ROW LEVEL SECURITY")
        cursor.execute("GRANT SELECT ON person TO anju_app")
        cursor.execute("INSERT INTO person SELECT '杨㮾翀' FROM generate_series(1, 100)")
    return connection


def test_backup_comes_back_whole(
    source: BaseDatabaseWrapper, connect: Connect, evidence: Path, tmp_path: Path
) -> None:
    write_backup(tmp_path / "backup", source, evidence=evidence)
    target = connect("kept_target")
    restore_from(tmp_path / "backup", target, evidence=tmp_path / "restored")
    with target.cursor() as cursor:
        cursor.execute("SELECT name, count(*) FROM person GROUP BY name")
        assert cursor.fetchall() == [("杨㮾翀", 100)]
        cursor.execute(
            "SELECT has_table_privilege('anju_app', 'person', 'SELECT'),"
            " has_table_privilege('anju_app', 'person', 'UPDATE')"
        )
        assert cursor.fetchone() == (True, False)
    assert (tmp_path / "restored" / "52" / "photo").read_bytes() == (
        evidence / "52" / "photo"
    ).read_bytes()


def test_nothing_is_restored_over_rows(
    source: BaseDatabaseWrapper, evidence: Path, tmp_path: Path
) -> None:
    write_backup(tmp_path / "backup", source, evidence=evidence)
    with pytest.raises(BackupUnfit, match="不是空的"):
        restore_from(tmp_path / "backup", source, evidence=tmp_path / "restored")


def test_damage_is_noticed_before_anything_is_written(
    source: BaseDatabaseWrapper, connect: Connect, evidence: Path, tmp_path: Path
) -> None:
    write_backup(tmp_path / "backup", source, evidence=evidence)
    dump = tmp_path / "backup" / "database.dump"
    dump.write_bytes(dump.read_bytes()[:-1])
    target = connect("kept_damaged")
    with pytest.raises(BackupUnfit, match="已损坏"):
        restore_from(tmp_path / "backup", target, evidence=tmp_path / "restored")
    with target.cursor() as cursor:
        assert target.introspection.table_names(cursor) == []


def test_an_old_backup_is_not_written_over(
    source: BaseDatabaseWrapper, evidence: Path, tmp_path: Path
) -> None:
    write_backup(tmp_path / "backup", source, evidence=evidence)
    with pytest.raises(BackupUnfit, match="已存在"):
        write_backup(tmp_path / "backup", source, evidence=evidence)
