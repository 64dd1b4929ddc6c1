"""The simulator on a free port, for tests of pages: lay cards, load paper, look at prints."""

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from anju.devices.pairing import Pairing
from anju.devices.protocol import Agent
from anju.devices.server import AgentServer
from anju.devices.simulator.cards import CARDS, PermitCard, SimulatedCard
from anju.devices.simulator.devices import Table, counter_on
from anju.devices.simulator.pages import pages_of

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext

__all__ = ["SimulatedDevices", "simulated_devices"]

ANY_FREE = 0
KEPT = "anju.devices"  # the place in the browser where devices.js keeps its token


class SimulatedDevices:
    """A running simulator. `pair` makes a browser window one that may use it."""

    def __init__(self) -> None:
        self.log: list[str] = []
        self.table = Table()
        self.pairing = Pairing()
        self.server = AgentServer(ANY_FREE, self.log.append)
        self.port: int = self.server.server_port
        self.address = f"http://127.0.0.1:{self.port}"
        pages = pages_of(self.table, self.pairing, self.log.append)
        counter = counter_on(self.table)
        self.server.agent = Agent(counter, self.pairing, frozenset(), self.port, pages)
        self._thread = threading.Thread(
            target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        )
        self._thread.start()

    def lay(self, key: str) -> None:
        """Lay a card of the simulator on the reader; an empty key takes it away."""
        self.table.lay(next((card for card in CARDS if card.key == key), None))

    def lay_permit(self, number: str) -> None:
        """Lay a residence permit on the reader."""
        self.table.lay(SimulatedCard("permit", "居住证", "", PermitCard(number)))

    def allow(self, origins: Iterable[str]) -> None:
        """Let the pages of these origins ask."""
        assert self.server.agent is not None
        self.server.agent = replace(self.server.agent, origins=frozenset(origins))

    def token(self) -> str:
        """A token as pairing gives it."""
        return self.pairing.exchange(self.pairing.new_code())

    def pair(self, window: "BrowserContext", origin: str) -> None:
        """Let a browser window on a site use the devices, as pairing once at the counter does."""
        self.allow([origin])
        window.add_init_script(f"localStorage.setItem('{KEPT}', '{self.token()}')")

    def stop(self) -> None:
        """End the agent as pulling the plug does; nothing answers any more."""
        self.server.shutdown()
        self.server.server_close()
        self._thread.join()


@contextmanager
def simulated_devices() -> Iterator[SimulatedDevices]:
    """The simulator, running inside the block."""
    running = SimulatedDevices()
    try:
        yield running
    finally:
        if running._thread.is_alive():
            running.stop()
