"""Papers of a person that were shown before and may serve again."""

from dataclasses import dataclass
from datetime import date

from anju.access.actor import Actor
from anju.access.records import person_for
from anju.access.scope import scoped
from anju.reading.legal_facts import person_ids
from anju.records.cases.models import Evidence

__all__ = ["PaperOnFile", "papers_on_file"]


@dataclass(frozen=True, slots=True)
class PaperOnFile:
    """A paper shown in an earlier case: what it is, of which day, from whom, how many pages."""

    id: int
    kind: str
    dated_on: date | None
    issued_by: str
    pages: int
    case_number: str
    place: int


def papers_on_file(actor: Actor, person_ref: str, *, but: str = "") -> tuple[PaperOnFile, ...]:
    """The newest good paper of each kind, of cases other than `but`; their pictures are not read.

    `place` is the paper's place in its case, as the pages of its picture are addressed.
    """
    with scoped(actor):
        person = person_for(actor, person_ref, action="submit_application")
        rows = list(
            Evidence.objects.filter(person_id__in=person_ids(person.pk))
            .exclude(case__number=but)
            .select_related("case")
            .order_by("case_id", "id")
        )
    newest: dict[str, PaperOnFile] = {}
    places: dict[int, int] = {}
    for row in rows:
        places[row.case_id] = places.get(row.case_id, 0) + 1
        if row.state != "faulty":
            newest[row.kind] = PaperOnFile(
                row.pk, row.kind, row.dated_on, row.issued_by, row.pages, row.case.number,
                places[row.case_id],
            )  # fmt: skip
    return tuple(newest.values())
