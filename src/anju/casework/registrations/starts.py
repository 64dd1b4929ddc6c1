"""Since when residence counts: the declared day, or an earlier one that papers prove."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from anju.access.actor import Actor

__all__ = ["Proof", "StartRecognised", "recognise_start"]


@dataclass(frozen=True, slots=True)
class Proof:
    """A paper that shows residence since its day: contract, licence, lease filing, school roll."""

    kind: str
    dated_on: date
    recognised: bool = True


@dataclass(frozen=True, slots=True)
class StartRecognised:
    """The day residence counts from, on which basis, and when half a year will be complete."""

    registration_number: str
    starts_on: date
    basis: str
    eligible_from: date


def recognise_start(
    *,
    actor: Actor,
    registration_number: str,
    proofs: tuple[Proof, ...],
    override_reason: str = "",
    request_key: UUID,
    now: datetime,
) -> StartRecognised:
    """Recognise since when the person has lived here (notice 2(3)).

    Window clerks and officers. The earliest recognised proof counts, not before arrival; an
    officer may let a proof before arrival count and says why (`override_reason`). The first
    recognition stands until this act or an approved correction replaces it.
    """
    raise NotImplementedError
