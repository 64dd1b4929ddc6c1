"""A scratch installation for a bench; by itself with a server of a small office's size."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from anju.jobs.database.embedded_postgres import Cluster
from anju.jobs.database.provision import provision
from anju.jobs.installation import open_installation

__all__ = ["SETTINGS", "scratch_installation"]

COMMAND = Path(sys.executable).with_name("anju")
#: The log is kept short while millions of rows are made; what is acknowledged is stored as ever.
SETTINGS = {
    "shared_buffers": "2GB",
    "effective_cache_size": "8GB",
    "maintenance_work_mem": "1GB",
    "max_wal_size": "8GB",
    "checkpoint_timeout": "1h",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "autovacuum": "off",
}


@contextmanager
def scratch_installation(
    folder: Path | None, *, settings: Mapping[str, str] = SETTINGS
) -> Iterator[Cluster]:
    """Tables and Django ready in a folder of their own; one that was named stays, to go on with."""
    with tempfile.TemporaryDirectory(prefix="anju-bench-") as temporary:
        data = (folder or Path(temporary)).resolve()
        data.mkdir(parents=True, exist_ok=True)
        data.chmod(0o755)  # a server started by root runs as somebody else
        os.environ.pop("ANJU_DATABASE_URL", None)
        os.environ.pop("ANJU_DATABASE_OWNER_URL", None)
        os.environ["ANJU_DATA"] = str(data)
        with Cluster(data / "database", settings).in_use(first=provision):
            subprocess.run([sys.executable, str(COMMAND), "migrate", "--quiet"], check=True)
            with open_installation():
                yield Cluster.under(data)
