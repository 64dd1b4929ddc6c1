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
#: What is begun from a file: title, page, action, and whether it needs a standing registration.
BEGUN_HERE = (
    (_("更正"), "correct", "propose_correction", False),
    (_("住址核查"), "inquiry_begin", "open_inquiry", True),
    (_("责令限期改正"), "order_begin", "order_correction", False),
    (_("重复档案"), "merge", "suspect_duplicate", False),
    (_("设为受保护"), "protect", "protect_person", False),
)


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
    found += [
        FileLink(title, reverse(name, args=[file.person_ref]))
        for title, name, action, of_a_stay in BEGUN_HERE
        if may(actor, action) and (registered or not of_a_stay)
    ]
    if actor.is_sealed and may(actor, "end_protection"):
        found.append(FileLink(_("不再保护"), reverse("end_protection", args=[file.person_ref])))
    return found
