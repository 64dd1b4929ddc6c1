"""Fields for the papers put on the counter: one line a requirement of the law."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anju.casework.cases.outcomes import EvidenceShown
from anju.law.application.materials import DeficiencyItem, Requirement, deficiency_notice
from anju.law.text.citation_words import citation_in_words
from anju.web.act_form import ActForm
from anju.web.typed_day import TypedDayField, read_days_from

__all__ = ["EvidenceForm", "EvidenceLine"]

NOT_BROUGHT = gettext_lazy("没有带来")


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """One requirement with its fields: what would do, from whom, by what right."""

    item: DeficiencyItem
    kind: BoundField
    dated_on: BoundField
    issued_by: BoundField
    fault: BoundField

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

    def ask_for(self, requirements: Sequence[Requirement], on: date) -> None:
        """Add the fields of these requirements."""
        self.items = deficiency_notice(missing=requirements).outcome
        for item in self.items:
            named = {paper.code: paper.name for paper in item.alternatives}
            what = item.what.removeprefix("缺少")
            self.fields[f"kind_{item.code}"] = forms.ChoiceField(
                label=what, choices=[("", NOT_BROUGHT), *named.items()], required=False
            )
            self.fields[f"dated_{item.code}"] = TypedDayField(
                label=_("{what}的日期").format(what=what), required=False
            )
            self.fields[f"issuer_{item.code}"] = _short_text(
                _("{what}由谁出具").format(what=what), 60
            )
            self.fields[f"fault_{item.code}"] = _short_text(
                _("{what}有什么不行").format(what=what), 60
            )
        read_days_from(self, on)

    @property
    def lines(self) -> Iterator[EvidenceLine]:
        """The requirements with their fields, as the page lays them out."""
        for item in self.items:
            yield EvidenceLine(
                item,
                self[f"kind_{item.code}"],
                self[f"dated_{item.code}"],
                self[f"issuer_{item.code}"],
                self[f"fault_{item.code}"],
            )

    def evidence(self) -> tuple[EvidenceShown, ...]:
        """The papers brought; one that answers two requirements is noted once."""
        said = self.cleaned_data
        brought: dict[str, EvidenceShown] = {}
        for item in self.items:
            kind = said[f"kind_{item.code}"]
            if kind and kind not in brought:
                brought[kind] = EvidenceShown(
                    kind=kind,
                    dated_on=said[f"dated_{item.code}"],
                    issued_by=said[f"issuer_{item.code}"],
                    fault=said[f"fault_{item.code}"],
                )
        return tuple(brought.values())


def _short_text(label: str, most: int) -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": "off"})
    return forms.CharField(label=label, max_length=most, required=False, widget=widget)
