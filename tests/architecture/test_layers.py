"""Imports point downwards only: the contracts of pyproject.toml hold."""

import subprocess
import sys
from pathlib import Path

from tests.architecture.source import ROOT, SOURCE

FROM_BELOW = ("django", "psycopg", "procrastinate", "requests", "httpx")


def test_contracts_are_kept() -> None:
    tool = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run([tool], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_pure_rooms_import_without_the_framework() -> None:
    rooms = [room for room in ("kit", "codes", "law") if (SOURCE / room / "__init__.py").exists()]
    program = (
        "import importlib, pkgutil, sys\n"
        f"for room in {rooms!r}:\n"
        "    package = importlib.import_module(f'anju.{room}')\n"
        "    for found in pkgutil.walk_packages(package.__path__, f'anju.{room}.'):\n"
        "        importlib.import_module(found.name)\n"
        f"print(*[name for name in {FROM_BELOW!r} if name in sys.modules])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == []
