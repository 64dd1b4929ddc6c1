"""A server for the browser that needs no rows, and what the tests marked `browser` look with."""

import threading
from collections.abc import Iterator
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import TYPE_CHECKING
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from tests.page_errors import kept

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

AXE = Path(__file__).resolve().parents[1] / "vendor" / "axe-core" / "axe.min.js"
AXE_TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")


class ManyAtOnce(ThreadingMixIn, WSGIServer):
    """A browser asks for several files at once."""

    daemon_threads = True


class Silent(WSGIRequestHandler):
    """No line for each request."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def pages_address() -> Iterator[str]:
    """The address of a server with the whole site, without a database."""
    from django.core.wsgi import get_wsgi_application

    server = make_server("localhost", 0, get_wsgi_application(), ManyAtOnce, Silent)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def context(browser: "Browser", pages_address: str) -> Iterator["BrowserContext"]:
    """A fresh browser window on the site, 1366 × 768."""
    window = browser.new_context(
        base_url=pages_address, viewport={"width": 1366, "height": 768}, locale="zh-CN"
    )
    yield window
    window.close()


@pytest.fixture
def page(context: "BrowserContext") -> "Page":
    """A tab in which every complaint of the browser fails the test."""
    tab = context.new_page()
    tab.on("console", _complain)
    tab.on("pageerror", kept)
    return tab


def _complain(message: object) -> None:
    kind, text = getattr(message, "type", ""), getattr(message, "text", "")
    if kind == "error" and "status of 4" not in text:
        kept(text)


@pytest.fixture(scope="session")
def axe_source() -> str:
    """The accessibility checker."""
    return AXE.read_text(encoding="utf-8")


@pytest.fixture
def axe_findings(axe_source: str):
    """A function that checks the page as it stands and names what is wrong."""

    def findings(tab: "Page") -> list[str]:
        tab.evaluate(axe_source)
        found = tab.evaluate(
            "tags => axe.run({runOnly: {type: 'tag', values: tags}})", list(AXE_TAGS)
        )
        return [
            f"{violation['id']}: {node['html'][:160]} {node['failureSummary'][:200]}"
            for violation in found["violations"]
            for node in violation["nodes"]
        ]

    return findings


@pytest.fixture
def house(db: None, settings: object) -> None:
    """Agencies, and the people of the demonstration at their desks (`tests.web.staff_desks`)."""
    from tests.web.staff_desks import open_house

    open_house(settings)
