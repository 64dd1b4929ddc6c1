"""Fields for the papers put on the counter: one line a requirement of the law."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anju.casework.cases.outcomes import EvidenceShown
from anju.law.application.materials import (
    DeficiencyItem,
    Requirement,
    deficiency_notice,
    material,
)
from anju.law.text.citation_words import citation_in_words
from anju.reading.counter.evidence_on_file import PaperOnFile
from anju.web.act_form import ActForm
from anju.web.pages.evidence.held import NOTHING_HELD, HeldFile, HeldPapers
from anju.web.typed_day import TypedDayField, read_days_from

__all__ = ["EvidenceForm", "EvidenceLine"]

NOT_BROUGHT = gettext_lazy("没有带来")
WHICH_PAPER = gettext_lazy("请选择这个文件是哪一种材料")
ACCEPTED = ".jpg,.jpeg,.png,.heic,.heif,.pdf,image/*,application/pdf"


class SeveralFiles(forms.FileInput):
    """A control for several files of one paper; what was chosen is taken in before the form."""

    allow_multiple_selected = True


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """One requirement with its fields: what would do, from whom, by what right."""

    item: DeficiencyItem
    kind: BoundField
    dated_on: BoundField
    issued_by: BoundField
    fault: BoundField
    files: BoundField
    again: BoundField | None
    held: tuple[HeldFile, ...]
    on_file: tuple[PaperOnFile, ...]

    @property
    def code(self) -> str:
        """The code of the requirement, as its fields are named after it."""
        return self.item.code

    @property
    def what(self) -> str:
        """What has to be shown."""
        return self.item.what.removeprefix("缺少")

    @property
    def issuers(self) -> str:
        """Who gives the papers out."""
        return "、".join(dict.fromkeys(paper.issued_by for paper in self.item.alternatives))

    @property
    def basis(self) -> str:
        """The articles that ask for it."""
        return "、".join(citation_in_words(cite) for cite in self.item.cites)


class EvidenceForm(ActForm):
    """A form with one line of fields for each requirement."""

    def ask_for(
        self,
        requirements: Sequence[Requirement],
        on: date,
        *,
        held: HeldPapers = NOTHING_HELD,
        on_file: Sequence[PaperOnFile] = (),
    ) -> None:
        """Add the fields of these requirements, with the files held for them."""
        self.items = deficiency_notice(missing=requirements).outcome
        self.held, self.on_file = held, on_file
        for item in self.items:
            self._add_fields(item)
        read_days_from(self, on)

    def _add_fields(self, item: DeficiencyItem) -> None:
        named = {paper.code: paper.name for paper in item.alternatives}
        what = item.what.removeprefix("缺少")
        self.fields[f"kind_{item.code}"] = forms.ChoiceField(
            label=what, choices=[("", NOT_BROUGHT), *named.items()], required=False
        )
        self.fields[f"dated_{item.code}"] = TypedDayField(
            label=_("{what}的日期").format(what=what), required=False
        )
        self.fields[f"issuer_{item.code}"] = _short_text(_("{what}由谁出具").format(what=what), 60)
        self.fields[f"fault_{item.code}"] = _short_text(_("{what}有什么不行").format(what=what), 60)
        self.fields[f"files_{item.code}"] = forms.Field(
            label=_("{what}的照片或者 PDF").format(what=what),
            required=False,
            widget=SeveralFiles(attrs={"multiple": True, "accept": ACCEPTED}),
        )
        offered = self._offered(item)
        if offered:
            self.fields[f"again_{item.code}"] = forms.TypedChoiceField(
                label=_("{what}已经在档案里").format(what=what),
                choices=[("", _("不用")), *((str(one.id), _in_words(one)) for one in offered)],
                coerce=int,
                empty_value=None,
                required=False,
            )

    def _offered(self, item: DeficiencyItem) -> tuple[PaperOnFile, ...]:
        """The papers on file that would do for a requirement."""
        kinds = {paper.code for paper in item.alternatives}
        return tuple(one for one in self.on_file if one.kind in kinds)

    @property
    def lines(self) -> Iterator[EvidenceLine]:
        """The requirements with their fields, as the page lays them out."""
        for item in self.items:
            again = f"again_{item.code}"
            yield EvidenceLine(
                item,
                self[f"kind_{item.code}"],
                self[f"dated_{item.code}"],
                self[f"issuer_{item.code}"],
                self[f"fault_{item.code}"],
                self[f"files_{item.code}"],
                self[again] if again in self.fields else None,
                self.held.of(item.code),
                self._offered(item),
            )

    def clean(self) -> dict[str, Any]:
        """What is wrong with a file is said at its place; a file is of a named paper."""
        said = self.cleaned_data
        for item in self.items:
            for fault in self.held.faults.get(item.code, ()):
                self.add_error(f"files_{item.code}", fault)
            if self.held.of(item.code) and not self._kind(item):
                self.add_error(f"kind_{item.code}", WHICH_PAPER)
        return said

    def evidence(self) -> tuple[EvidenceShown, ...]:
        """The papers brought; one that answers two requirements is noted once, with all files."""
        brought: dict[str, EvidenceShown] = {}
        for item in self.items:
            paper = self._paper(item)
            if paper is None:
                continue
            known = brought.get(paper.kind)
            if known is not None:
                paper = replace(known, drafts=known.drafts + paper.drafts)
            brought[paper.kind] = paper
        return tuple(brought.values())

    def _paper(self, item: DeficiencyItem) -> EvidenceShown | None:
        """The paper shown for a requirement: one on file, or one that was brought."""
        said = self.cleaned_data
        again = said.get(f"again_{item.code}")
        on_file = next((one for one in self._offered(item) if one.id == again), None)
        if on_file is not None:
            return EvidenceShown(kind=on_file.kind, again=on_file.id)
        kind = self._kind(item)
        if not kind:
            return None
        return EvidenceShown(
            kind=kind,
            dated_on=said[f"dated_{item.code}"],
            issued_by=said[f"issuer_{item.code}"],
            fault=said[f"fault_{item.code}"],
            drafts=tuple(one.ref for one in self.held.of(item.code)),
        )

    def _kind(self, item: DeficiencyItem) -> str:
        """Which paper was brought; where only one would do, a file is of that one."""
        chosen: str = self.cleaned_data.get(f"kind_{item.code}", "")
        only = item.alternatives[0].code if len(item.alternatives) == 1 else ""
        return chosen or (only if self.held.of(item.code) else "")


def _in_words(paper: PaperOnFile) -> str:
    """A paper on file in a line: what, of which day, from whom."""
    found = material(paper.kind)
    name = found.name if found else paper.kind
    day = f"{paper.dated_on:%Y-%m-%d}" if paper.dated_on else ""
    pages = _("{n} 页").format(n=paper.pages) if paper.pages else ""
    said = " ".join(filter(None, (day, name, paper.issued_by, pages)))
    return _("用这份：{said}").format(said=said)


def _short_text(label: str, most: int) -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": "off"})
    return forms.CharField(label=label, max_length=most, required=False, widget=widget)
