"""The embedded server keeps what it acknowledged, and outlives none of its users."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from tests.jobs.walkable import walkable_folder

from anju.jobs.database import unprivileged
from anju.jobs.database.embedded_postgres import KEEPER, Cluster
from anju.jobs.database.provision import DangerousSettings, provision, refuse_dangerous_settings
from anju.jobs.database.unprivileged import Account, binaries_for


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    """A cluster nobody has made yet."""
    with walkable_folder() as folder:
        yield Cluster(home=folder / "database")


def test_committed_rows_are_there_when_the_server_was_killed(cluster: Cluster) -> None:
    with cluster.in_use():
        provision(cluster)
        with psycopg.connect(cluster.conninfo("anju")) as connection:
            connection.execute("CREATE TABLE kept AS SELECT generate_series(1, 10000) AS number")
        process = cluster.server_process()
        assert process is not None
        os.kill(process, signal.SIGKILL)
        cluster.start()
        with psycopg.connect(cluster.conninfo("anju")) as connection:
            row = connection.execute("SELECT count(*) FROM kept").fetchone()
        assert row == (10000,)


def test_server_stays_while_another_process_uses_it(cluster: Cluster) -> None:
    with cluster.in_use():
        first = cluster.server_process()
        with cluster.in_use():
            assert cluster.server_process() == first
        assert cluster.answers()
    assert not cluster.answers()
    assert cluster.server_process() is None


def test_only_the_owner_of_the_password_comes_in(cluster: Cluster) -> None:
    with cluster.in_use():
        assert cluster.passwords.stat().st_mode & 0o777 == 0o600
        assert cluster.files.stat().st_mode & 0o777 == 0o700
        stranger = psycopg.conninfo.make_conninfo(
            host=str(cluster.socket), user=KEEPER, dbname="postgres", password="guess"
        )
        with pytest.raises(psycopg.OperationalError, match="password"):
            psycopg.connect(stranger)


def test_long_path_gets_a_short_socket_folder(tmp_path: Path) -> None:
    deep = Cluster(home=tmp_path / ("很长的文件夹名" * 6))
    assert len(os.fsencode(deep.socket)) <= 90


def test_application_is_no_way_round_row_security(cluster: Cluster) -> None:
    with cluster.in_use():
        provision(cluster)
        provision(cluster)
        with psycopg.connect(cluster.conninfo("anju_app")) as connection:
            row = connection.execute(
                "SELECT rolsuper, rolbypassrls, rolcreatedb"
                " FROM pg_roles WHERE rolname = current_user"
            ).fetchone()
            assert row == (False, False, False)
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute("CREATE TABLE mine (number int)")


def test_trigrams_of_chinese_names_exist(cluster: Cluster) -> None:
    with cluster.in_use():
        provision(cluster)
        with psycopg.connect(cluster.conninfo("anju")) as connection:
            row = connection.execute("SELECT cardinality(show_trgm('张三'))").fetchone()
    assert row is not None
    assert row[0] > 0


def test_start_is_refused_when_the_server_could_lose_rows(throw_away_cluster: Cluster) -> None:
    with (
        psycopg.connect(throw_away_cluster.conninfo(KEEPER, "postgres")) as connection,
        pytest.raises(DangerousSettings, match="fsync"),
    ):
        refuse_dangerous_settings(connection)


def test_server_is_not_run_by_root(cluster: Cluster) -> None:
    with cluster.in_use():
        process = cluster.server_process()
        owner = subprocess.run(
            ["ps", "-o", "uid=", "-p", str(process)], capture_output=True, text=True, check=True
        )
        assert int(owner.stdout) != 0


def test_a_forked_child_leaves_the_server_to_its_parent(cluster: Cluster) -> None:
    program = (
        "import os, sys\nfrom pathlib import Path\n"
        "from anju.jobs.database.embedded_postgres import Cluster\n"
        f"cluster = Cluster(home=Path({str(cluster.home)!r}))\n"
        "parent = os.getpid()\n"
        "try:\n"
        "    with cluster.in_use():\n"
        "        if os.fork() == 0:\n"
        "            sys.exit()\n"
        "        os.wait()\n"
        "        print(cluster.answers())\n"
        "finally:\n"
        "    if os.getpid() == parent:\n"
        "        print(cluster.answers())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["True", "False"]


def test_files_go_where_the_account_can_walk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unprivileged, "SYSTEM_HOME", tmp_path / "system")
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    stranger = Account(user=os.getuid() + 1, group=os.getgid() + 1, changes=True)
    assert stranger.place(closed / "database").parent == tmp_path / "system"
    assert closed.stat().st_mode & 0o777 == 0o700
    oneself = Account(user=os.getuid(), group=os.getgid(), changes=False)
    assert oneself.place(closed / "database") == closed / "database" / "server"


def test_programs_are_copied_with_their_libraries(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unprivileged, "SYSTEM_HOME", tmp_path / "system")
    package = tmp_path / "closed" / "embedded_postgres"
    programs, libraries = package / "pginstall" / "bin", tmp_path / "closed/embedded_postgres.libs"
    for folder in (programs, libraries):
        folder.mkdir(parents=True)
        folder.chmod(0o700)
    (programs / "initdb").touch(mode=0o700)
    (libraries / "libpq.so").touch(mode=0o600)
    monkeypatch.setattr(unprivileged, "_package", lambda: package)
    stranger = Account(user=os.getuid() + 1, group=os.getgid() + 1, changes=True)
    bin_folder = binaries_for(stranger)
    binaries_for.cache_clear()
    assert (bin_folder / "initdb").stat().st_mode & 0o777 == 0o755
    library = bin_folder.parents[2] / "embedded_postgres.libs" / "libpq.so"
    assert library.stat().st_mode & 0o777 == 0o644
    assert bin_folder.stat().st_mode & 0o777 == 0o755
