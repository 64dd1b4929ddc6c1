"""The parser's process has little memory, no network and no keys."""

import json
import subprocess
import sys

from anju.exchange.sheets.sandbox import BARE_ENVIRONMENT, SOURCES, START

CONFINED = START.replace(
    "runpy.run_module('anju.exchange.sheets.child', run_name='__main__')",
    "from anju.exchange.confinement import confine; "
    "from anju.exchange.sheets.limits import LIMITS; "
    "confine(memory_bytes=LIMITS.memory_bytes, cpu_seconds=LIMITS.cpu_seconds); exec(sys.argv[2])",
)


def confined(statement):
    """What a statement prints inside the confined process."""
    return subprocess.run(
        [sys.executable, "-I", "-c", CONFINED, SOURCES, statement],
        env=BARE_ENVIRONMENT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_the_parser_cannot_take_more_than_its_memory():
    answer = confined("held = bytearray(600 * 1024 * 1024)")
    assert "MemoryError" in answer.stderr


def test_the_parser_writes_no_file(tmp_path):
    left = tmp_path / "left"
    answer = confined(f"open({str(left)!r}, 'w', buffering=1).write('x\\n')")
    assert "File too large" in answer.stderr
    assert left.stat().st_size == 0


def test_the_parser_sees_no_environment_of_ours():
    answer = confined("import os, json; print(json.dumps(sorted(os.environ)))")
    assert not [name for name in json.loads(answer.stdout) if "ANJU" in name or "DJANGO" in name]


def test_the_parser_loads_neither_framework_nor_driver():
    answer = confined(
        "print([name for name in ('django', 'psycopg', 'anju.records', 'anju.access')"
        " if name in sys.modules])"
    )
    assert answer.stdout.strip() == "[]"
