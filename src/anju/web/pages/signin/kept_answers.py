"""What was typed before a session ran out, carried by the sign-in page itself.

It is signed and stored nowhere: whoever leaves the page takes the answers along.
"""

from django.core import signing
from django.http import QueryDict

__all__ = ["KEPT", "kept", "kept_fields", "kept_fields_of"]

#: Name of the hidden field of the sign-in pages.
KEPT = "kept"
SALT = "anju.web.kept_answers"
LONGEST_IN_SECONDS = 3600
NEVER_KEPT = frozenset({"csrfmiddlewaretoken", KEPT})


def kept(answers: QueryDict) -> str:
    """The answers of a form as one text."""
    return signing.dumps(kept_fields_of(answers), salt=SALT, compress=True)


def kept_fields_of(answers: QueryDict) -> tuple[tuple[str, str], ...]:
    """The names and values of a form that are sent again with it."""
    return tuple(
        (name, str(value))
        for name, values in answers.lists()
        if name not in NEVER_KEPT
        for value in values
    )


def kept_fields(text: str) -> tuple[tuple[str, str], ...]:
    """The names and values again; none when the text is not ours or too old."""
    try:
        pairs = signing.loads(text, salt=SALT, max_age=LONGEST_IN_SECONDS)
    except signing.BadSignature:
        return ()
    return tuple((str(name), str(value)) for name, value in pairs)
