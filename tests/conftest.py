"""What every test may rely on: a PostgreSQL of its own, signed in as the application's role.

Nothing here imports Django while it is loaded, so that the tests of law, codes and kit run
with `-p no:django` in an instant.
"""

import contextlib
import os
import shutil
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest
from tests.jobs.walkable import walkable_folder
from tests.page_errors import SEEN

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page
    from tests.devices.simulated import SimulatedDevices
    from tests.journeys.task_meter import Meter

    from anju.jobs.database.embedded_postgres import Cluster

# Only here may the server skip waiting for the disk: its rows live as long as the test run.
FORGETFUL = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}
QUIET = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Keep the settings' name known to strict configuration where Django's plugin is left out."""
    with contextlib.suppress(ValueError):
        parser.addini("DJANGO_SETTINGS_MODULE", "Django's settings")


@pytest.fixture(autouse=True)
def _no_page_complains() -> Iterator[None]:
    """Every script error of the pages a test walked fails that test, with its words."""
    SEEN.clear()
    yield
    assert SEEN == []


@pytest.fixture
def meter_of(
    browser: "Browser", record_property: Any
) -> Callable[["BrowserContext"], Callable[["Page"], "Meter"]]:
    """A function that puts the task meter into a context: `meter_of(context)(tab)("T20")`."""
    from tests.journeys.task_meter import measured

    return lambda context: measured(context, record_property)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Print what the tasks of this run cost, when any was measured."""
    from tests.journeys.task_meter import PROPERTY, table

    reports = [
        report
        for outcome in ("passed", "failed")
        for report in terminalreporter.stats.get(outcome, [])
    ]
    rows = [
        value
        for report in reports
        for name, value in getattr(report, "user_properties", [])
        if name == PROPERTY
    ]
    if rows:
        terminalreporter.section("任务计量 (budgets.toml)")
        for line in table(rows):
            terminalreporter.write_line(line)


@pytest.fixture(scope="session")
def throw_away_cluster() -> Iterator["Cluster"]:
    """A running embedded server under a temporary folder, gone after the run."""
    from anju.jobs.database.embedded_postgres import Cluster
    from anju.jobs.database.provision import prepare_template

    with walkable_folder() as folder:
        cluster = Cluster(home=folder, settings=FORGETFUL)
        with cluster.in_use(first=prepare_template):
            yield cluster


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    throw_away_cluster: "Cluster",
    django_db_modify_db_settings_parallel_suffix: None,
) -> None:
    """Point Django at the throw-away server, signed in as the owner while tables are made."""
    from django.db import connections

    for connection in connections.all():
        # The name stays Django's own, with the suffix of the worker; there is no pool in tests.
        name = connection.settings_dict["NAME"]
        connection.settings_dict.update(throw_away_cluster.address("anju"), NAME=name)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """After the tables are made, give up the owner's rights for the rest of the run."""
    from django.db import connection

    with django_db_blocker.unblock():
        with connection.cursor() as cursor:
            # Transactional tests empty the tables between them; production grants no TRUNCATE.
            cursor.execute("GRANT TRUNCATE ON ALL TABLES IN SCHEMA public TO anju_app")
            # Emptying ends with Django's own lists of models and permissions being made again.
            cursor.execute(
                "GRANT SELECT, INSERT ON django_content_type, auth_permission TO anju_app"
            )
        _sign_in_as(connection, "anju_app")
    yield
    with django_db_blocker.unblock():
        _sign_in_as(connection, "anju")


def _sign_in_as(connection: Any, role: str) -> None:
    connection.close()
    connection.settings_dict["USER"] = role


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """Chromium of the system."""
    from playwright.sync_api import sync_playwright

    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.skip("Chromium is not installed")
    # Playwright keeps an event loop in this thread; Django would refuse its rows beside one.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    sandbox = ("--no-sandbox",) if os.geteuid() == 0 else ()
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=[*QUIET, *sandbox])
        yield started
        started.close()


@pytest.fixture
def devices(settings: Any) -> Iterator["SimulatedDevices"]:
    """The simulated reader, printer and scanner, at the address where the pages look for them."""
    from tests.devices.simulated import simulated_devices

    with simulated_devices() as running:
        settings.ANJU_DEVICES = running.address
        yield running
