"""The pages of a paper as pictures, packed into one piece: a line of JSON, then the pictures."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["PageBundle", "joined", "packed", "unpacked"]


@dataclass(frozen=True, slots=True)
class PageBundle:
    """JPEG pictures in the order of the pages, and the digests of the files they came from."""

    pages: tuple[bytes, ...]
    digests: tuple[str, ...] = ()
    name: str = ""


def packed(bundle: PageBundle) -> bytes:
    """The bundle as one piece of bytes."""
    head = {
        "sizes": [len(page) for page in bundle.pages],
        "digests": list(bundle.digests),
        "name": bundle.name,
    }
    return json.dumps(head, ensure_ascii=False).encode() + b"\n" + b"".join(bundle.pages)


def unpacked(content: bytes) -> PageBundle:
    """What `packed` made; a `ValueError` where it is something else."""
    line, _, rest = content.partition(b"\n")
    head = json.loads(line)
    sizes = [int(size) for size in head["sizes"]]
    if min(sizes, default=0) < 0 or sum(sizes) != len(rest):
        raise ValueError("not a bundle of pages")
    pages, start = [], 0
    for size in sizes:
        pages.append(rest[start : start + size])
        start += size
    return PageBundle(tuple(pages), tuple(head["digests"]), str(head["name"]))


def joined(bundles: Iterable[PageBundle]) -> PageBundle:
    """Several files of one paper as one: page after page, with the name of none."""
    found = tuple(bundles)
    return PageBundle(
        tuple(page for bundle in found for page in bundle.pages),
        tuple(digest for bundle in found for digest in bundle.digests),
    )
