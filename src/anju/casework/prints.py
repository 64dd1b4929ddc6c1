"""Counting how often an issued paper was printed."""

from django.db.models import F

from anju.access.actor import Actor
from anju.access.records import paper_for
from anju.access.scope import scoped
from anju.records.issued.models import Paper

__all__ = ["count_print"]


def count_print(*, actor: Actor, number: str) -> int:
    """Note one more print of a paper and say which it is; for whoever may print it.

    The words of a paper never change with it, so this is no act and leaves no journal entry.
    """
    with scoped(actor):
        found = paper_for(actor, number, action="print_paper")
        rows = Paper.objects.filter(pk=found.pk, person_id=found.person_id)
        rows.update(printed=F("printed") + 1)
        return rows.values_list("printed", flat=True).get()
