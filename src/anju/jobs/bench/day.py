"""A clerk's whole day: so many people one after another, through the real pages and a real server.

A scratch database with a small synthetic county, the pages as `anju serve` starts them, Chromium,
and hands that never touch the mouse. What was saved is then read back and compared with what was
typed. Nothing is left running, however it ends.
"""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from math import ceil
from os import geteuid
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, Any

import click

from anju.jobs.bench.machine import machine_line
from anju.jobs.bench.search_scratch import scratch_installation
from anju.jobs.demonstration import free_port, running, wait_until_answering
from anju.jobs.installation import close_connections
from anju.kit import clock

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from anju.jobs.bench.day_hands import Hands, Served
    from anju.jobs.bench.day_people import Visitor

__all__ = ["Budget", "day", "heap_bytes", "percentile", "within"]

PORT = 18_500
CLERK, CLERK_NAME = "demo01", "吴晓"
OPENED_ON = date(2016, 8, 1)
WINDOW = {"width": 1366, "height": 768}
FULL_DAY = 120
ROUND_TRIP_MS = 20
MEGABYTE = 1024 * 1024
LONGEST_SHOWN = 600
TOLD_EVERY = 12


@dataclass(frozen=True, slots=True)
class Budget:
    """What a whole day of 120 people may cost at most (T28)."""

    minutes: float = 90
    page_seconds: float = 1
    heap_megabytes: float = 50
    wrong: int = 0


class OverBudget(click.ClickException):
    """The day cost more than it may, or something was saved wrong."""


class Stuck(click.ClickException):
    """An errand came to no end: who, where, and what the page showed."""

    def __init__(self, visitor: "Visitor", tab: "Page", error: Exception) -> None:
        shown = tab.inner_text("main")[:LONGEST_SHOWN]
        super().__init__(
            f"{visitor.errand} {visitor.name} 停在 {tab.url}\n{str(error)[:LONGEST_SHOWN]}\n{shown}"
        )


def day(*, people: int, population: int) -> None:
    """Walk the day and print what it cost; ends with an error when it goes beyond the budget."""
    with scratch_installation(None, settings={}):
        from anju.access.session import actor_of
        from anju.jobs.bench.day_people import visitors
        from anju.jobs.bench.day_truth import permits_of, wrong_saves

        known = visitors(people)
        prepare(known, population)
        actor = actor_of(CLERK, None, on=clock.today())
        permits = permits_of(actor, known, now=clock.now())
        close_connections()
        port = free_port(PORT)
        with running(("网页", "serve", f"--bind=127.0.0.1:{port}")) as children:
            wait_until_answering(port, children)
            begun = perf_counter()
            served, heap = walked(port, known, permits)
            seconds = perf_counter() - begun
        wrong = wrong_saves(actor, known, now=clock.now())
    report(served, heap=heap, wrong=wrong, seconds=seconds)
    if over := within(served, heap=heap, wrong=wrong):
        raise OverBudget("；".join(over))


def prepare(known: "Sequence[Visitor]", population: int) -> None:
    """Offices, staff, a made-up county, and what is on file of those who come today."""
    from anju.access.actor import Actor
    from anju.casework.bulk.migration import migrate_in
    from anju.casework.demo_staff import DEMO_PASSWORD, load_demo_staff
    from anju.casework.reference_data import load_agencies, load_entrustments
    from anju.exchange.past_lives import load_demo
    from anju.jobs.bench.day_people import BY_WHOM, past_of

    click.echo("装载机构、人员和虚构的县 …", err=True)
    moment = clock.now()
    province = Actor.system("速度测试", "52")
    load_agencies(actor=province, now=moment)
    load_entrustments(actor=province, since=OPENED_ON, now=moment)
    load_demo_staff(password=DEMO_PASSWORD, since=OPENED_ON, now=moment)
    load_demo(count=population, now=moment)
    past = list(past_of(known, clock.day_of(moment)))
    migrate_in(Actor.system("速度测试", "522601"), past, hands=BY_WHOM, now=moment)


def walked(
    port: int, known: "Sequence[Visitor]", permits: dict[str, str]
) -> tuple[list["Served"], int]:
    """Everybody served in Chromium, and by how many bytes the page's heap grew."""
    from anju.jobs.bench.day_hands import Hands

    with tab_at(f"http://127.0.0.1:{port}") as tab:
        hands = Hands(tab)
        hands.sign_in(CLERK_NAME)
        before = heap_bytes(tab)
        served = [
            served_by(hands, one, permits.get(one.number, "")) for one in told(known, "已经来了")
        ]
        return served, heap_bytes(tab) - before


def told(known: "Sequence[Visitor]", words: str) -> "Iterator[Visitor]":
    """The same people; now and then it is said how far the day is."""
    for place, one in enumerate(known):
        if place % TOLD_EVERY == 0:
            click.echo(f"{words} {place}/{len(known)} 人", err=True)
        yield one


def served_by(hands: "Hands", visitor: "Visitor", permit_number: str) -> "Served":
    """One person served; where it comes to no end, it is said where."""
    from playwright.sync_api import Error

    from anju.jobs.bench.day_hands import serve

    try:
        return serve(hands, visitor, permit_number)
    except Error as error:
        raise Stuck(visitor, hands.tab, error) from error


@contextmanager
def tab_at(address: str) -> Iterator["Page"]:
    """A tab of the system's Chromium on a line like a counter's; closed after the block."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        raise click.ClickException("缺少 playwright，请先安装开发依赖") from None
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        raise click.ClickException("没有安装 Chromium")
    sandbox = ["--no-sandbox"] if geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--disable-gpu", *sandbox])
        window: Any = {"base_url": address, "viewport": WINDOW, "locale": "zh-CN"}
        tab = browser.new_context(**window).new_page()
        line = {"offline": False, "latency": ROUND_TRIP_MS}
        throughput = {"downloadThroughput": -1, "uploadThroughput": -1}
        wire = tab.context.new_cdp_session(tab)
        wire.send("Network.emulateNetworkConditions", line | throughput)
        try:
            yield tab
        finally:
            browser.close()


def heap_bytes(tab: "Page") -> int:
    """What the page holds after everything unused was thrown away."""
    wire = tab.context.new_cdp_session(tab)
    wire.send("Performance.enable")
    wire.send("HeapProfiler.collectGarbage")
    metrics = {one["name"]: one["value"] for one in wire.send("Performance.getMetrics")["metrics"]}
    wire.detach()
    return int(metrics["JSHeapUsedSize"])


# ---------------------------------------------------------------- figures


def percentile(values: Sequence[float], share: float = 0.95) -> float:
    """The value that so many of the others do not exceed."""
    return sorted(values)[ceil(share * len(values)) - 1]


def within(
    served: "Sequence[Served]", *, heap: int, wrong: Sequence[str], budget: Budget = Budget()
) -> list[str]:
    """What went beyond the budget, in words; of fewer people the same share is allowed."""
    minutes = sum(one.seconds for one in served) / 60
    most = budget.minutes * len(served) / FULL_DAY
    slowest = percentile([page for one in served for page in one.pages])
    mouse = sum(one.counts["mouse"] + one.counts["T"] for one in served)
    grown = heap / MEGABYTE
    limits = (
        (minutes > most, f"ΣKLM {minutes:.1f} 分钟，超过 {most:.1f}"),
        (slowest > budget.page_seconds, f"页面 p95 {slowest:.2f} 秒，超过 {budget.page_seconds:g}"),
        (grown > budget.heap_megabytes, f"页面内存增加 {grown:.0f} MB"),
        (mouse > 0, f"用了 {mouse} 次鼠标"),
        (len(wrong) > budget.wrong, f"存错 {len(wrong)} 处"),
    )
    return [words for is_over, words in limits if is_over]


def report(served: "Sequence[Served]", *, heap: int, wrong: Sequence[str], seconds: float) -> None:
    """A line for each errand, then the day."""
    click.echo("\n事项            人数   键/人   页面中位  页面 p95   KLM/人")
    for errand in dict.fromkeys(one.visitor.errand for one in served):
        own = [one for one in served if one.visitor.errand is errand]
        pages = [page for one in own for page in one.pages]
        keys = median(one.counts["K"] for one in own)
        klm = median(one.seconds for one in own)
        click.echo(
            f"{errand:　<7} {len(own):>6} {keys:>7g} {median(pages):>8.2f} 秒 "
            f"{percentile(pages):>6.2f} 秒 {klm:>6.1f} 秒"
        )
    pages = [page for one in served for page in one.pages]
    minutes = sum(one.seconds for one in served) / 60
    click.echo(
        f"\n{len(served)} 人，{len(pages)} 页：页面中位 {median(pages):.2f} 秒，p95 "
        f"{percentile(pages):.2f} 秒（≤ 1）；ΣKLM {minutes:.1f} 分钟"
        f"（≤ {Budget().minutes * len(served) / FULL_DAY:.0f}）；"
        f"页面内存增加 {heap / MEGABYTE:.1f} MB（≤ 50）；存错 {len(wrong)} 处（0）"
    )
    for line in wrong:
        click.echo(f"  {line}")
    click.echo(f"办理用时 {seconds / 60:.1f} 分钟。{machine_line()}")
