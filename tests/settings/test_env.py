"""The environment is read once, and everything wrong with it is said at once."""

from pathlib import Path

import pytest

from anju.settings.env import EnvironmentFaulty, read_environment


def test_demo_makes_its_own_secrets_once(tmp_path: Path) -> None:
    variables = {"ANJU_DATA": str(tmp_path)}
    first, second = read_environment(variables), read_environment(variables)
    assert first == second
    assert len(first.master_key) == 32
    kept = sorted((tmp_path / "keys").iterdir())
    assert [path.name for path in kept] == ["master_key", "secret_key"]
    assert {path.stat().st_mode & 0o777 for path in kept} == {0o600}


def test_secret_key_and_master_key_differ(tmp_path: Path) -> None:
    environment = read_environment({"ANJU_DATA": str(tmp_path)})
    assert environment.secret_key != environment.master_key.hex()


def test_every_fault_is_named_at_once(tmp_path: Path) -> None:
    variables = {
        "ANJU_DATA": str(tmp_path),
        "ANJU_STAGE": "production",
        "ANJU_DATABASE_POOL": "-1",
        "ANJU_DATABASE_URL": "mysql://somewhere/anju",
        "ANJU_SECRET_KEY": "short",
    }
    with pytest.raises(EnvironmentFaulty) as caught:
        read_environment(variables)
    named = "\n".join(caught.value.faults)
    for name in (
        "ANJU_DATABASE_POOL",
        "ANJU_DATABASE_URL",
        "ANJU_SECRET_KEY",
        "ANJU_HOSTS",
        "ANJU_MASTER_KEY",
    ):
        assert name in named


def test_production_makes_no_secret_of_its_own(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFaulty):
        read_environment({"ANJU_DATA": str(tmp_path), "ANJU_STAGE": "production"})
    assert not (tmp_path / "keys").exists()


def test_secret_is_read_from_the_file_that_is_named(tmp_path: Path) -> None:
    file = tmp_path / "master"
    file.write_text("ab" * 32 + "\n")
    environment = read_environment(
        {"ANJU_DATA": str(tmp_path), "ANJU_MASTER_KEY_FILE": str(file), "ANJU_HOSTS": "a.cn, b.cn"}
    )
    assert environment.master_key == b"\xab" * 32
    assert environment.hosts == ("a.cn", "b.cn")


def test_a_missing_secret_file_is_a_fault(tmp_path: Path) -> None:
    variables = {"ANJU_DATA": str(tmp_path), "ANJU_SECRET_KEY_FILE": str(tmp_path / "nowhere")}
    with pytest.raises(EnvironmentFaulty, match="ANJU_SECRET_KEY_FILE"):
        read_environment(variables)
