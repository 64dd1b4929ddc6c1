"""Where a person's file leads: applying, cases, permits and corrections have their own pages."""

from dataclasses import dataclass

from django.urls import reverse
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
        found.append(FileLink(_("申领居住证"), reverse("apply", args=[file.person_ref])))
    for permit in permits:
        address = reverse("permit", args=[permit.number])
        if may(actor, "view_permit"):
            found.append(FileLink(_("居住证：签注、挂失、换领、补领"), address))
    if may(actor, "propose_correction"):
        found.append(FileLink(_("更正"), reverse("correct", args=[file.person_ref])))
    if registered and may(actor, "open_inquiry"):
        found.append(FileLink(_("住址核查"), reverse("inquiry_begin", args=[file.person_ref])))
    if may(actor, "order_correction"):
        found.append(FileLink(_("责令限期改正"), reverse("order_begin", args=[file.person_ref])))
    if may(actor, "suspect_duplicate"):
        found.append(FileLink(_("重复档案"), reverse("merge", args=[file.person_ref])))
    return found
