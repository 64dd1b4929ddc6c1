"""The right to rate one act, once, as a signed word in an address: no account, no name."""

from dataclasses import dataclass

from django.core import signing

__all__ = ["Rated", "rated_by", "rating_token"]

SALT = "rating"
THIRTY_DAYS = 30 * 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Rated:
    """Which act may be rated, and the area of the agency that did it."""

    kind: str
    ref: str
    area: str


def rating_token(kind: str, ref: str, area: str) -> str:
    """The word that lets whoever has it rate an act within thirty days."""
    return signing.dumps([kind, ref, area], salt=SALT, compress=False)


def rated_by(token: str) -> Rated | None:
    """What a word speaks of; nothing when it was not ours or is too old."""
    try:
        kind, ref, area = signing.loads(token, salt=SALT, max_age=THIRTY_DAYS)
    except signing.BadSignature:
        return None
    return Rated(kind, ref, area)
