"""Where the rows are: Django's DATABASES from a server address or the embedded cluster."""

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from anju.jobs.database.embedded_postgres import Cluster
from anju.settings.env import Environment

__all__ = ["database"]

STATEMENT_MILLISECONDS = 60_000


def database(environment: Environment, *, as_owner: bool) -> dict[str, Any]:
    """Django's settings of the one database, signed in as the owner or as the application.

    The application's role owns nothing and cannot go round row-level security; only
    migrations, backups and restores sign in as the owner.
    """
    url = environment.database_owner_url if as_owner else environment.database_url
    if url is not None:
        address = _from_url(url)
    else:
        address = Cluster.under(environment.data).address("anju" if as_owner else "anju_app")
    options = address.pop("OPTIONS", {})
    if as_owner:
        options["options"] = "-c lock_timeout=10s"
    else:
        options["pool"] = {"min_size": 1, "max_size": environment.database_pool, "timeout": 10}
        options["options"] = (
            f"-c statement_timeout={STATEMENT_MILLISECONDS} "
            "-c lock_timeout=10s -c idle_in_transaction_session_timeout=60s"
        )
    return {"ENGINE": "django.db.backends.postgresql", **address, "OPTIONS": options}


def _from_url(url: str) -> dict[str, Any]:
    """The parts of a server address under the names Django uses."""
    parts = urlsplit(url)
    return {
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": dict(parse_qsl(parts.query)),
    }
