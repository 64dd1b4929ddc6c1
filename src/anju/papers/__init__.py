"""Papers people take home: frozen content → PDF.

`render(kind, content, edition)` is the one way to a PDF; `edition_in_force(kind, on)` names the
edition a new paper is issued under. Content is frozen by casework as `anju.casework.contents`.
"""

from anju.papers.editions import Edition, edition_in_force, edition_named, editions_of
from anju.papers.rendering import Printing, Rendered, render

__all__ = [
    "Edition",
    "Printing",
    "Rendered",
    "edition_in_force",
    "edition_named",
    "editions_of",
    "render",
]
