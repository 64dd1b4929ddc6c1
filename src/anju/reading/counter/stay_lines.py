"""What the file says of a person's present stay, as the lines of the registration form."""

from anju.access.actor import Actor
from anju.access.records import registration_for
from anju.access.scope import scoped
from anju.records.registrations.models import RegistrationFacts

__all__ = ["stay_lines"]

#: What goes along to another address; where one lives and since when is asked anew.
GOES_ALONG = (
    "reason", "reason_note", "occupation", "employer_name", "employer_code", "employer_address",
    "employer_phone", "school_name", "host_name", "host_relation", "relation_to_householder",
    "wants_permit",
)  # fmt: skip
DAYS = ("work_since", "enrolled_on")


def stay_lines(actor: Actor, registration_number: str) -> dict[str, str]:
    """The lines of a stay that stay true when the person moves, empty ones left out."""
    registration = registration_for(actor, registration_number)
    with scoped(actor):
        facts = RegistrationFacts.objects.known_now().get(
            registration_id=registration.pk,
            person_id=registration.person_id,
            valid__upper_inf=True,
        )
    days = {name: getattr(facts, name) for name in DAYS}
    lines = {name: getattr(facts, name) for name in GOES_ALONG}
    lines |= {name: day.isoformat() for name, day in days.items() if day}
    return {name: text for name, text in lines.items() if text}
