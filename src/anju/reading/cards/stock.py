"""The ledger of blank cards: how many came, and where every one of them is."""

from dataclasses import dataclass

from django.db.models import Count

from anju.records.permits.models import BlankCard

__all__ = ["Stock", "stock_ledger"]


@dataclass(frozen=True, slots=True)
class Stock:
    """Every blank that came is in exactly one of the columns after `received`."""

    received: int
    in_stock: int
    taken: int
    good: int
    spoiled: int
    sent_back: int

    @property
    def left(self) -> int:
        """Blanks that can still become cards, in the stock or on a maker's table."""
        return self.in_stock + self.taken


def stock_ledger() -> Stock:
    """The blanks of the territory by where they are; for use inside a territory."""
    rows = BlankCard.objects.order_by().values_list("state").annotate(Count("pk"))
    found = dict(rows)
    states = ("in_stock", "taken", "good", "spoiled", "sent_back")
    return Stock(sum(found.values()), *(found.get(state, 0) for state in states))
