"""Files sent with a form: judged, held, and carried on by the form as references."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from anju.access.actor import Actor
from anju.access.evidence_files import digest_of, held_for, hold
from anju.exchange.scans import LIMITS, Fault, ScanRefused, Use, pages_of
from anju.kit.page_bundle import PageBundle
from anju.web.pages.evidence.fault_words import TWICE, USED_FOR, fault_sentence

__all__ = ["FORGOTTEN", "NOTHING_HELD", "HeldFile", "HeldPapers", "take_in"]

HELD, FILES, DROP = "held_", "files_", "drop_"
PHOTO = "photo"
FROM_CARD = "photo_from_card"
FORGOTTEN = "有文件放得太久，已经清除，请重新选择"
NAME_MOST = 60


@dataclass(frozen=True, slots=True)
class HeldFile:
    """A file that was taken in: by what it is asked for, its name, and how many pages it has."""

    ref: str
    name: str
    pages: int
    digests: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HeldPapers:
    """The files of a form, requirement by requirement, and what was wrong with others."""

    files: Mapping[str, tuple[HeldFile, ...]] = field(default_factory=dict)
    faults: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def of(self, code: str) -> tuple[HeldFile, ...]:
        """The files of one requirement."""
        return self.files.get(code, ())

    def only(self, code: str, before: "HeldPapers") -> "HeldPapers":
        """What came in addition for one requirement."""
        known = {one.ref for one in before.of(code)}
        return replace(
            self, files={code: tuple(one for one in self.of(code) if one.ref not in known)}
        )


#: A form that was not sent yet.
NOTHING_HELD = HeldPapers()


def take_in(actor: Actor, data: QueryDict, sent: MultiValueDict[str, UploadedFile]) -> HeldPapers:
    """What a form carries along and what came with it, each file once."""
    intake = _Intake(actor, data.get(FROM_CARD) == "1")
    for name in data:
        if name.startswith(HELD):
            code = name.removeprefix(HELD)
            dropped = set(data.getlist(DROP + code))
            intake.carry(code, [ref for ref in data.getlist(name) if ref not in dropped])
    for name in sent:
        if name.startswith(FILES):
            for upload in sent.getlist(name):
                intake.judge(name.removeprefix(FILES), upload)
    return HeldPapers(
        {code: tuple(files) for code, files in intake.files.items()},
        {code: tuple(said) for code, said in intake.faults.items()},
    )


class _Intake:
    """The files of one form while they are gone through."""

    def __init__(self, actor: Actor, from_card: bool) -> None:
        self.actor, self.from_card = actor, from_card
        self.files: dict[str, list[HeldFile]] = {}
        self.faults: dict[str, list[str]] = {}

    def carry(self, code: str, refs: list[str]) -> None:
        """Files taken in before; those forgotten meanwhile are said."""
        for ref in dict.fromkeys(refs):
            bundle = held_for(self.actor, ref)
            if bundle is None:
                self._say(code, _(FORGOTTEN))
            else:
                self.files.setdefault(code, []).append(_file(ref, bundle))

    def judge(self, code: str, upload: UploadedFile) -> None:
        """A file sent now: its pages are held, or its fault is said."""
        name = (upload.name or "")[-NAME_MOST:]
        try:
            content = _content(upload)
            digest = digest_of(content)
            if self._was_there(code, name, digest):
                return
            pages = pages_of(content, self._use(code))
        except ScanRefused as refused:
            self._say(code, fault_sentence(refused, name))
            return
        bundle = PageBundle(pages, (digest,), name)
        self.files.setdefault(code, []).append(_file(hold(self.actor, content, bundle), bundle))

    def _use(self, code: str) -> Use:
        if code != PHOTO:
            return Use.PAPER
        return Use.CHIP if self.from_card else Use.PORTRAIT

    def _was_there(self, code: str, name: str, digest: str) -> bool:
        """Whether the file was handed in already, and say so."""
        for other, one in self._all():
            if digest not in one.digests:
                continue
            words = TWICE if other == code else USED_FOR
            self._say(code, _(str(words)).format(name=name, what=one.name))
            return True
        return False

    def _all(self) -> Iterator[tuple[str, HeldFile]]:
        return ((code, one) for code, files in self.files.items() for one in files)

    def _say(self, code: str, sentence: str) -> None:
        self.faults.setdefault(code, []).append(sentence)


def _content(upload: UploadedFile) -> bytes:
    """The bytes of an upload; one that is too large is never read into memory."""
    if (upload.size or 0) > LIMITS.file_bytes:
        megabytes = -(-(upload.size or 0) // (1024 * 1024))
        most = LIMITS.file_bytes // (1024 * 1024)
        raise ScanRefused(Fault.SIZE, {"megabytes": megabytes, "most": most})
    return bytes(upload.read())


def _file(ref: str, bundle: PageBundle) -> HeldFile:
    return HeldFile(ref, bundle.name, len(bundle.pages), bundle.digests)
