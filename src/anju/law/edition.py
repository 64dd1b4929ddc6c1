"""Which edition of the rules gave an answer."""

from functools import cache
from hashlib import sha256
from importlib.resources import files

__all__ = ["RULES_EDITION", "edition"]

#: Raised by hand when a rule (not a number) changes; CHANGELOG says what and from which day.
RULES_EDITION = "1.0.0"


@cache
def edition() -> str:
    """The edition of the rules together with a digest of every dated number they read."""
    digest = sha256()
    parameters = files("anju.law").joinpath("parameters")
    for file in sorted(parameters.iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".toml"):
            digest.update(file.read_bytes())
    return f"{RULES_EDITION}+{digest.hexdigest()[:8]}"
