"""Pages of papers handed in: held for whoever uploaded them, then kept with their case.

What is held is bound to its holder: its reference is a keyed digest of holder and file, and its
content opens for no other. So the same file sent twice is one file, a second press of a button
sends the same references, and a session that ran out loses nothing.
"""

from hashlib import sha256

from anju.access.actor import Actor
from anju.access.objects import keep_draft, keep_object, read_draft, read_object
from anju.access.secrets import blind_index
from anju.kit.page_bundle import PageBundle, packed, unpacked
from anju.kit.secrets import SecretUnreadable

__all__ = ["digest_of", "held_for", "hold", "keep_pages", "pages_kept"]

EVIDENCE = "evidence"


def digest_of(content: bytes) -> str:
    """By what a file is known again; it says nothing of its content to whoever lacks the key."""
    return blind_index(EVIDENCE, sha256(content).hexdigest()).value.hex


def hold(actor: Actor, content: bytes, bundle: PageBundle) -> str:
    """Hold the pages made from a file for the actor; the reference they are asked for by."""
    ref = digest_of(actor.staff_number.encode() + b"\0" + content)
    return keep_draft(_kind(actor), packed(bundle), ref=ref)


def held_for(actor: Actor, ref: str) -> PageBundle | None:
    """What is held for the actor under a reference; nothing of others, of nobody, or forgotten."""
    try:
        content = read_draft(_kind(actor), ref)
    except (ValueError, SecretUnreadable):
        return None
    return unpacked(content) if content is not None else None


def keep_pages(bundle: PageBundle) -> str:
    """Keep the pages of a paper for good; the reference that its record holds."""
    return keep_object(EVIDENCE, packed(bundle)).ref


def pages_kept(ref: str) -> PageBundle:
    """The pages kept under the reference of a record."""
    return unpacked(read_object(EVIDENCE, ref))


def _kind(actor: Actor) -> str:
    return f"{EVIDENCE} of {actor.staff_number}"
