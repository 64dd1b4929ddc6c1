"""What the scripts of a page complain about in a browser test.

A failure raised inside the browser's own thread of events would end the browser for every test
after it and hide its message: what is complained about is kept, and said when the test ends.
"""

from typing import Any

__all__ = ["SEEN", "kept"]

SEEN: list[str] = []


def kept(error: Any) -> None:
    """Keep an error of a page for the end of the test."""
    SEEN.append(str(error))
