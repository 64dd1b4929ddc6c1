"""The command line starts fast, and every line of its table leads somewhere."""

import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from anju.jobs.command_line import SUBCOMMANDS, anju


@pytest.mark.parametrize("name", SUBCOMMANDS)
def test_each_subcommand_is_there_and_explains_itself(name: str) -> None:
    done = CliRunner().invoke(anju, [name, "--help"])
    assert done.exit_code == 0, done.output
    assert done.output.startswith("Usage:")


def test_help_imports_no_subcommand() -> None:
    program = (
        "import sys\nfrom anju.jobs.command_line import anju\n"
        "anju.main(['--help'], standalone_mode=False)\n"
        "print([name for name in sys.modules if name.startswith('gunicorn')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert done.stdout.endswith("[]\n"), done.stderr
    for subcommand in SUBCOMMANDS.values():
        assert subcommand.summary in done.stdout


def test_an_unknown_subcommand_is_refused() -> None:
    done = CliRunner().invoke(anju, ["no-such-thing"])
    assert done.exit_code == click.UsageError.exit_code
