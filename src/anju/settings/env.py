"""Every variable of the environment, read once into one frozen object.

A fault does not stop the reading: all of them are named together in one `EnvironmentFaulty`.
A secret `NAME` may also be given as `NAME_FILE`, the path of a file that holds it.
"""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

__all__ = ["Environment", "EnvironmentFaulty", "read_environment"]

Stage = Literal["demo", "production"]
KEY_BYTES = 32
DEVICES_PORT = 47810  # where the device agent of each counter's computer listens; 0 for none
CHECKOUT = Path(__file__).resolve().parents[3]


class EnvironmentFaulty(ImproperlyConfigured):
    """What is wrong with the environment, all of it."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = faults
        super().__init__("环境变量有误：\n" + "\n".join(f"  · {fault}" for fault in faults))


@dataclass(frozen=True, slots=True)
class Environment:
    """What the installation was told.

    `database_url` is None for the embedded server; `devices_port` is 0 where counters have no
    device agent.
    """

    stage: Stage
    data: Path
    hosts: tuple[str, ...]
    database_url: str | None
    database_owner_url: str | None
    database_pool: int
    secret_key: str
    master_key: bytes
    devices_port: int

    @property
    def is_production(self) -> bool:
        """Whether real people's data may be kept here."""
        return self.stage == "production"


def read_environment(variables: Mapping[str, str]) -> Environment:
    """The environment the variables describe, or every fault in them at once."""
    reader = _Reader(variables)
    environment = Environment(
        stage=reader.stage(),
        data=reader.data(),
        hosts=reader.hosts(),
        database_url=reader.database_url("ANJU_DATABASE_URL"),
        database_owner_url=reader.database_url("ANJU_DATABASE_OWNER_URL"),
        database_pool=reader.number("ANJU_DATABASE_POOL", default=8, at_least=1),
        secret_key=reader.secret("ANJU_SECRET_KEY", shortest=50),
        master_key=reader.key("ANJU_MASTER_KEY"),
        devices_port=reader.number("ANJU_DEVICES_PORT", default=DEVICES_PORT, at_least=0),
    )
    if environment.is_production:
        reader.demand("ANJU_DATABASE_URL", "ANJU_HOSTS", "ANJU_SECRET_KEY", "ANJU_MASTER_KEY")
    if reader.faults:
        raise EnvironmentFaulty(reader.faults)
    return environment


class _Reader:
    """Reads one variable a call and remembers what was wrong with it."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        self.variables = variables
        self.faults: list[str] = []

    def text(self, name: str) -> str:
        """The value of NAME, or the content of the file that NAME_FILE names; empty if neither."""
        path = self.variables.get(f"{name}_FILE", "")
        if not path:
            return self.variables.get(name, "").strip()
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except OSError as error:
            self.faults.append(f"{name}_FILE 无法读取：{error.strerror}")
            return ""

    def demand(self, *names: str) -> None:
        """Complain about each name that is not set."""
        for name in names:
            if not (self.variables.get(name) or self.variables.get(f"{name}_FILE")):
                self.faults.append(f"生产环境必须设置 {name}")

    def stage(self) -> Stage:
        """`demo` unless production is asked for by name."""
        match self.text("ANJU_STAGE"):
            case "production":
                return "production"
            case "" | "demo":
                return "demo"
            case other:
                self.faults.append(f"ANJU_STAGE 只能是 demo 或 production，不能是 {other}")
                return "production"

    def data(self) -> Path:
        """Where keys, uploaded files and the embedded database are kept."""
        named = self.text("ANJU_DATA")
        if named:
            return Path(named).expanduser().resolve()
        if (CHECKOUT / "pyproject.toml").exists():
            return CHECKOUT / "var"
        return Path.home() / ".local" / "share" / "anju"

    def hosts(self) -> tuple[str, ...]:
        """The host names that pages are served under."""
        named = tuple(host.strip() for host in self.text("ANJU_HOSTS").split(",") if host.strip())
        return named or ("localhost", "127.0.0.1", "[::1]")

    def number(self, name: str, *, default: int, at_least: int) -> int:
        """A whole number not below a bound."""
        text = self.text(name)
        if not text:
            return default
        if not text.isascii() or not text.isdigit() or int(text) < at_least:
            self.faults.append(f"{name} 应为不小于 {at_least} 的整数")
            return default
        return int(text)

    def database_url(self, name: str) -> str | None:
        """The address of a PostgreSQL server, if one is named."""
        url = self.text(name)
        if not url:
            return None
        parts = urlsplit(url)
        if parts.scheme not in {"postgresql", "postgres"} or not parts.path.strip("/"):
            self.faults.append(f"{name} 应形如 postgresql://用户:口令@主机:5432/库名")
        return url

    def secret(self, name: str, *, shortest: int) -> str:
        """A secret text; the demo makes its own on first use and keeps it."""
        text = self.text(name) or self._kept(name)
        if text and len(text) < shortest:
            self.faults.append(f"{name} 至少需要 {shortest} 个字符")
        return text

    def key(self, name: str) -> bytes:
        """A key of 32 bytes written as 64 hexadecimal digits."""
        text = self.text(name) or self._kept(name)
        try:
            key = bytes.fromhex(text)
        except ValueError:
            key = b""
        if text and len(key) != KEY_BYTES:
            self.faults.append(f"{name} 应为 64 位十六进制数字（32 字节）")
        return key

    def _kept(self, name: str) -> str:
        """The demo's own secret, made once by a link that only the first process wins."""
        if self.variables.get("ANJU_STAGE") == "production":
            return ""
        path = self.data() / "keys" / name.removeprefix("ANJU_").lower()
        try:
            return path.read_text(encoding="ascii").strip()
        except FileNotFoundError:
            pass
        except OSError as error:
            self.faults.append(f"{path} 无法读取：{error.strerror}")
            return ""
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = path.with_name(f".{path.name}.{os.getpid()}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_hex(KEY_BYTES))
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, path)
        except FileExistsError:
            pass  # another process was first; its secret is the one to use
        finally:
            draft.unlink()
        return path.read_text(encoding="ascii").strip()
