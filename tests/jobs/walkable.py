"""Temporary folders that the database account can walk to; pytest's own it cannot, under root."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

__all__ = ["walkable_folder"]


@contextmanager
def walkable_folder() -> Iterator[Path]:
    """A folder that others may pass through but not list, gone after the block."""
    folder = Path(tempfile.mkdtemp(prefix="anju-test-"))
    folder.chmod(0o711)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
