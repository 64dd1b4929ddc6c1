"""Where a person's file leads: applying, cases, permits and corrections have their own pages."""

from dataclasses import dataclass
from urllib.parse import quote

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from anju.access.actor import Actor
from anju.access.policy import may
from anju.reading.person_file import PersonFile

__all__ = ["FileLink", "links_of"]

LIVING = {"in_use", "suspended", "lost"}


@dataclass(frozen=True, slots=True)
class FileLink:
    """A link with what it leads to."""

    title: str | Promise
    href: str


def links_of(actor: Actor, file: PersonFile) -> list[FileLink]:
    """What this post may begin for the person, as the file stands."""
    permits = [row for row in file.permits if row.state in LIVING]
    registered = any(row.state == "registered" for row in file.registrations)
    found = []
    if registered and not permits and may(actor, "submit_application"):
        found.append(FileLink(_("申领居住证"), f"/counter/person/{file.person_ref}/apply/"))
    for permit in permits:
        address = f"/permits/{quote(permit.number)}"
        if permit.state != "lost" and may(actor, "endorse"):
            found.append(FileLink(_("签注"), f"{address}/endorse/"))
        if may(actor, "report_loss"):
            found.append(FileLink(_("挂失、补领、换领"), f"{address}/loss/"))
    if may(actor, "propose_correction"):
        found.append(FileLink(_("更正"), f"/counter/person/{file.person_ref}/correct/"))
    return found
