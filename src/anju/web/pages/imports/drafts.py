"""What was uploaded and what became of it, kept encrypted until it is used or eight hours old.

The session holds only references, so nobody opens the file of another by its address.
"""

import json
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path

from django.contrib.sessions.backends.base import SessionBase

from anju.access.objects import forget_draft, forget_old_drafts, keep_draft, read_draft
from anju.exchange.formats.registrations.verdicts import ReportedBy
from anju.exchange.outcomes import FileChecked, FileImported, RowState
from anju.exchange.result_file import write_result_workbook

__all__ = [
    "ImportDraft",
    "Judge",
    "Tally",
    "draft_of",
    "enter",
    "on_disk",
    "take_in",
    "workbook_of",
]

SESSION_KEY = "imports"
SHOWN_ROWS = 200
REMEMBERED = 5
FILE, TALLY, RESULT = "import_file", "import_tally", "import_result"
Judge = Callable[[Path, ReportedBy], FileChecked]


@dataclass(frozen=True, slots=True)
class Tally:
    """What the page shows of a file: counts in words, kinds of faults, and the first bad rows."""

    counts: list[list[str]]
    kinds: list[list[str]]
    rows: list[dict[str, object]]
    more_rows: int
    good: int
    bad: int
    skipped: list[str]
    is_entered: bool


@dataclass(frozen=True, slots=True)
class ImportDraft:
    """The references of one upload, with its name and who reported it."""

    ref: str
    name: str
    party: str
    party_name: str
    tally: str
    result: str

    def read_tally(self) -> Tally | None:
        """What the page shows; nothing once it is forgotten."""
        kept = read_draft(TALLY, self.tally)
        return Tally(**json.loads(kept)) if kept else None


def take_in(
    session: SessionBase, content: bytes, name: str, by: ReportedBy, judge: Judge, *, now: datetime
) -> ImportDraft:
    """Check a file that was sent and keep it with its verdict; old drafts go."""
    forget_old_drafts(now)
    with on_disk(content, name) as path:
        found = judge(path, by)
    draft = ImportDraft(keep_draft(FILE, content), name, by.party, by.name, *_kept_outcome(found))
    _remember(session, draft)
    return draft


def enter(session: SessionBase, draft: ImportDraft, judge: Judge) -> bool:
    """Enter the good rows of a draft, once; false when it has been forgotten meanwhile."""
    content = read_draft(FILE, draft.ref)
    if content is None:
        return False
    with on_disk(content, draft.name) as path:
        done = judge(path, ReportedBy(draft.party, draft.party_name))
    forget_draft(draft.tally)
    forget_draft(draft.result)
    tally, result = _kept_outcome(done)
    _remember(session, replace(draft, tally=tally, result=result))
    forget_draft(draft.ref)
    return True


def draft_of(session: SessionBase, ref: str) -> ImportDraft | None:
    """The draft of this session under a reference."""
    kept = session.get(SESSION_KEY, {}).get(ref)
    return ImportDraft(**kept) if kept else None


def workbook_of(draft: ImportDraft) -> bytes | None:
    """The result workbook; nothing once it is forgotten."""
    return read_draft(RESULT, draft.result)


@contextmanager
def on_disk(content: bytes, name: str) -> Iterator[Path]:
    """The content as a file for the confined parser, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="anju-") as folder:
        path = Path(folder) / f"list{Path(name).suffix[:6]}"
        path.write_bytes(content)
        yield path


def _remember(session: SessionBase, draft: ImportDraft) -> None:
    """Keep the references of the newest uploads in the session."""
    drafts = session.get(SESSION_KEY, {}) | {draft.ref: asdict(draft)}
    session[SESSION_KEY] = dict(list(drafts.items())[-REMEMBERED:])


def _kept_outcome(found: FileChecked) -> tuple[str, str]:
    """Keep what the page shows and the workbook to download; both references."""
    with on_disk(b"", "result.xlsx") as path:
        write_result_workbook(found, path)
        workbook = path.read_bytes()
    tally = json.dumps(asdict(_tally(found)), ensure_ascii=False).encode()
    return keep_draft(TALLY, tally), keep_draft(RESULT, workbook)


def _tally(found: FileChecked) -> Tally:
    words = {row.state: row.words for row in found.rows}
    bad = found.bad
    return Tally(
        counts=[
            [state.value, words[state], str(found.count(state))]
            for state in RowState
            if found.count(state)
        ],
        kinds=[[kind.example, str(kind.count)] for kind in found.kinds],
        rows=[
            {
                "sheet": row.sheet,
                "number": row.number,
                "problems": [
                    [one.letters, one.header, one.problem.sentence] for one in row.problems
                ],
            }
            for row in bad[:SHOWN_ROWS]
        ],
        more_rows=max(0, len(bad) - SHOWN_ROWS),
        good=found.count(RowState.GOOD),
        bad=len(bad),
        skipped=[*found.skipped, *found.hidden],
        is_entered=isinstance(found, FileImported),
    )
