"""Run every check and every test, quickest first, and sum up: `anju check` and `anju test`."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

__all__ = ["check", "test"]

ROOT = Path(__file__).resolve().parents[3]
TOOLS = Path(sys.executable).parent
WITHOUT_DJANGO = ("law", "codes", "kit", "architecture")
SYSTEM_PACKAGES = ("chromium", "fonts-noto-cjk")
NOTHING_COLLECTED = 5
LOCKS = ("base", "dev", "bench")


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to run; `good` are the exit codes that mean all is well."""

    title: str
    command: tuple[str, ...]
    good: tuple[int, ...] = (0,)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a step ended."""

    step: Step
    passed: bool
    seconds: float


@click.command()
@click.option("--fix", is_flag=True, help="改正能自动改正的格式问题")
@click.option("--lock", is_flag=True, help="重新计算 requirements/*.txt")
@click.option("--mutation", is_flag=True, help="变异测试：逐处改错法律规则，看测试能否发现")
def check(fix: bool, lock: bool, mutation: bool) -> int:
    """只运行静态检查：格式、写法、类型、层次、模板。"""
    if lock:
        return sum_up(run_all(lock_steps()))
    if mutation:
        return run(Step("变异测试", (sys.executable, "-m", "anju.jobs.mutation"))).returncode
    return sum_up(run_all(static_steps(fix=fix)))


@click.command(context_settings={"ignore_unknown_options": True})
@click.option("--quick", is_flag=True, help="略过静态检查、浏览器测试和慢测试")
@click.argument("pytest_arguments", nargs=-1, type=click.UNPROCESSED)
def test(quick: bool, pytest_arguments: tuple[str, ...]) -> int:
    """运行全部检查和测试；给出路径时只运行那些测试。"""
    if pytest_arguments:
        return run(Step("指定的测试", pytest(*pytest_arguments))).returncode
    if quick:
        return sum_up(run_all(test_steps(leave_out="browser or slow")))
    has_browser = bring_system_packages()
    left_out = "" if has_browser else "browser"
    outcomes = run_all([*static_steps(fix=False), *test_steps(leave_out=left_out)])
    if not has_browser:
        click.echo("没有运行：浏览器测试（标记 browser）。安装后再试：\n  " + install_line())
    return sum_up(outcomes)


# ---------------------------------------------------------------- what is run


def static_steps(*, fix: bool) -> Iterator[Step]:
    """Format, lint, types, layers, templates."""
    ruff = str(TOOLS / "ruff")
    yield Step("格式 ruff format", (ruff, "format", *(() if fix else ("--check",)), "."))
    yield Step("写法 ruff check", (ruff, "check", *(("--fix",) if fix else ()), "."))
    yield Step("类型 mypy", (str(TOOLS / "mypy"),))
    yield Step("层次 import-linter", (str(TOOLS / "lint-imports"),))
    if any((ROOT / "src").rglob("*.html")):
        djlint = str(TOOLS / "djlint")
        yield Step("模板 djlint", (djlint, "src", "--lint", "--quiet"))


def test_steps(*, leave_out: str) -> Iterator[Step]:
    """The tests in three runs: without Django, with the database, in the browser."""
    pure = [f"tests/{room}" for room in WITHOUT_DJANGO if (ROOT / "tests" / room).is_dir()]
    none = (0, NOTHING_COLLECTED)
    if pure:
        unmarked = ("-m", f"not ({leave_out})") if leave_out else ()
        yield Step(
            "测试：法律、代码表、架构（不用 Django）",
            pytest("-n2", *pure, "-pno:django", *unmarked),
        )
    rest = [f"--ignore=tests/{room}" for room in WITHOUT_DJANGO]
    skipped = " or ".join(filter(None, ["browser", leave_out]))
    yield Step("测试：其余各室", pytest("-n2", *rest, "-m", f"not ({skipped})"))
    if "browser" not in leave_out:
        yield Step("测试：浏览器", pytest(*rest, "-m", "browser"), good=none)


def lock_steps() -> Iterator[Step]:
    """Compile each requirement file with hashes and without the address of any index."""
    for name in LOCKS:
        options = ("--universal", "--generate-hashes", "--no-emit-index-url", "--no-header")
        uv = (str(TOOLS / "uv"), "pip", "compile", "--quiet", "--python-version", "3.11")
        files = (f"requirements/{name}.in", "-o", f"requirements/{name}.txt")
        yield Step(f"锁定 {name}", (*uv, *options, *files))


def pytest(*arguments: str) -> tuple[str, ...]:
    """A pytest run with these arguments."""
    return (sys.executable, "-m", "pytest", "-q", *arguments)


# ---------------------------------------------------------------- running


def run_all(steps: Iterator[Step] | list[Step]) -> list[Outcome]:
    """Run the steps in order, all of them, each with its title and its time."""
    outcomes = []
    for step in steps:
        click.secho(f"\n▶ {step.title}", bold=True)
        started = time.monotonic()
        code = run(step).returncode
        outcomes.append(Outcome(step, code in step.good, time.monotonic() - started))
    return outcomes


def run(step: Step) -> subprocess.CompletedProcess[bytes]:
    """Run one step in the checkout, its output going straight through."""
    sys.stdout.flush()
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "anju.settings.main"}
    return subprocess.run(step.command, cwd=ROOT, env=environment, check=False)


def sum_up(outcomes: list[Outcome]) -> int:
    """Print one line for each step and say whether all passed."""
    click.echo()
    for outcome in outcomes:
        mark, colour = ("✓", "green") if outcome.passed else ("✗", "red")
        click.secho(f"{mark} {outcome.step.title}  {outcome.seconds:.0f} 秒", fg=colour)
    failed = sum(not outcome.passed for outcome in outcomes)
    click.echo(f"{len(outcomes) - failed} 项通过，{failed} 项未通过")
    return 1 if failed else 0


# ---------------------------------------------------------------- system packages


def bring_system_packages() -> bool:
    """Whether a browser is there, after installing one as root on Debian."""
    if shutil.which("chromium") or shutil.which("chromium-browser"):
        return True
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        return False
    click.secho("\n▶ 安装浏览器测试需要的系统软件包：" + " ".join(SYSTEM_PACKAGES), bold=True)
    wanted = ("install", "-y", "-q", "--no-install-recommends", *SYSTEM_PACKAGES)
    for words in (("update", "-q"), wanted):
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        command = ("apt-get", *words)
        subprocess.run(command, stdout=subprocess.DEVNULL, env=environment, check=False)
    return shutil.which("chromium") is not None


def install_line() -> str:
    """The one line that installs what the browser tests need."""
    return "sudo apt-get install -y --no-install-recommends " + " ".join(SYSTEM_PACKAGES)
