"""Lists for the work itself: a batch, a box, who to call. They are set anew from the records."""

from dataclasses import asdict, dataclass
from datetime import datetime

from anju.kit.clock import SHANGHAI
from anju.papers.editions import PAPERS_FOLDER
from anju.papers.rendering import Printing, typeset

__all__ = ["Worklist", "set_worklist"]

TEMPLATE = PAPERS_FOLDER / "worklist" / "worklist.typ"
#: The form of all lists; they are no papers of an act and have no editions.
FORM = "2026-11"


@dataclass(frozen=True, slots=True, kw_only=True)
class Worklist:
    """A list with its head, a row a line, and the places to sign.

    `code` is what a scanner reads from the list; `columns` are headings with their widths
    ("1fr", "30mm"); more than six make the sheet lie.
    """

    title: str
    number: str
    agency: str
    code: str
    columns: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, ...], ...]
    facts: tuple[tuple[str, str], ...] = ()
    signatures: tuple[tuple[str, str], ...] = ()
    note: str = ""
    code_caption: str = "扫码打开"


def set_worklist(worklist: Worklist, *, now: datetime) -> bytes:
    """The list as PDF."""
    words = asdict(worklist)
    content = {name.replace("_", "-"): value for name, value in words.items() if name != "code"}
    content["day"] = now.astimezone(SHANGHAI).date().isoformat()
    printing = Printing(printed_at=now, archival=False)
    heading = {"title": worklist.title, "name": FORM}
    made = typeset(TEMPLATE, content, heading=heading, printing=printing, link=worklist.code)
    return made.pdf
