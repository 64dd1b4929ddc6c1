"""What an application asks: where one lives, on which ground, who speaks, which papers."""

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from anju.casework.cases.outcomes import Agent, Application
from anju.codes import citizen_number
from anju.codes.tables import table
from anju.law.application.agents import AgentKind
from anju.law.application.materials import Housing, MaterialsCase, Requirement, required_materials
from anju.law.eligibility import Ground
from anju.reading.counter.application_page import ApplicationPage
from anju.web.pages.cases.evidence_fields import EvidenceForm
from anju.web.pages.evidence.held import NOTHING_HELD, HeldPapers
from anju.web.pages.public.check.answers import Answers
from anju.web.pages.public.check.outcome import agent_of, grounds_of
from anju.web.pages.public.check.questions import STAYS

__all__ = ["AGENT_WORDS", "ApplyForm"]

AGENT_WORDS = {
    AgentKind.NONE: _("本人来办"),
    AgentKind.GUARDIAN: _("监护人代办"),
    AgentKind.RELATIVE: _("近亲属代办"),
    AgentKind.OTHER: _("其他人代办"),
}
NEEDS_GUARDIAN = _("未满十六周岁，由监护人或者近亲属代为申领（《居住证暂行条例》第九条第三款）")


class ApplyForm(EvidenceForm):
    """The situation, and the papers that the law asks for in it."""

    reason_fields: ClassVar[Mapping[str, str]] = {
        "agent_may_not_apply": "agent_kind",
        "no_ground": "grounds",
    }
    housing = forms.ChoiceField(label=_("住在什么地方"))
    grounds = forms.MultipleChoiceField(
        label=_("凭哪一条申领"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("请选择就业、住所、就读中的一条，一条就够")},
    )
    agent_kind = forms.ChoiceField(label=_("谁来办"), choices=list(AGENT_WORDS.items()))
    agent_name = forms.CharField(label=_("代办人姓名"), max_length=50, required=False)
    agent_number = forms.CharField(label=_("代办人身份证号"), max_length=18, required=False)
    limited_mobility = forms.BooleanField(label=_("本人年老或者残疾，行动不便"), required=False)
    #: The situation for which the papers on the page were listed.
    listed = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        data: Any,
        *,
        page: ApplicationPage,
        on: date,
        typed: QueryDict | None = None,
        held: HeldPapers = NOTHING_HELD,
        told: Answers | None = None,
    ) -> None:
        initial: dict[str, Any] = {
            "housing": _housing_of(page.place_kind),
            "grounds": [Ground.EMPLOYMENT],
            "agent_kind": AgentKind.GUARDIAN if page.is_under_age else AgentKind.NONE,
        }
        super().__init__(data, initial=initial | _as_told(told) | _as_typed(typed))
        self.is_under_age, self.on = page.is_under_age, on
        self.fields["housing"].choices = table("housing_kinds").choices(on)  # type: ignore[attr-defined]
        self.fields["grounds"].choices = table("grounds").choices(on)  # type: ignore[attr-defined]
        self.ask_for(self.requirements, on, held=held, on_file=page.on_file)
        self.initial["listed"] = self.situation

    @property
    def requirements(self) -> tuple[Requirement, ...]:
        """What the law asks for in the situation as it stands on the form."""
        housing, grounds, agent = self._chosen
        case = MaterialsCase(
            housing=housing,
            grounds=frozenset(grounds),
            is_under_age=self.is_under_age,
            agent=agent,
            limited_mobility=bool(self["limited_mobility"].value()),
        )
        return required_materials(case=case).outcome

    @property
    def situation(self) -> str:
        """The situation in one word, to see whether it changed since the papers were listed."""
        housing, grounds, agent = self._chosen
        return "|".join((housing, ",".join(grounds), agent))

    @property
    def was_listed(self) -> bool:
        """Whether the papers on the sent page are those of the situation that was sent."""
        return bool(self["listed"].value() == self.situation)

    def application(self, person_ref: str) -> Application:
        """What is asked for, from valid answers."""
        said = self.cleaned_data
        return Application(
            person_ref=person_ref,
            housing=said["housing"],
            grounds=tuple(sorted(said["grounds"])),
            evidence=self.evidence(),
            agent=Agent(said["agent_kind"], said["agent_name"], said["agent_number"]),
            limited_mobility=said["limited_mobility"],
        )

    def clean(self) -> dict[str, Any]:
        """A child is spoken for; whoever speaks for another is named."""
        said = super().clean()
        if said.get("agent_kind") == AgentKind.NONE:
            said["agent_name"] = said["agent_number"] = ""
            if self.is_under_age:
                self.add_error("agent_kind", NEEDS_GUARDIAN)
            return said
        if not said.get("agent_name"):
            self.add_error("agent_name", _("请填写代办人姓名"))
        if said.get("agent_number"):
            number = citizen_number.read(said["agent_number"], self.on)
            if not number.valid:
                self.add_error("agent_number", _("代办人身份证号不对，请对照证件逐位核对"))
            said["agent_number"] = number.normalised
        return said

    @property
    def _chosen(self) -> tuple[Housing, tuple[Ground, ...], AgentKind]:
        """Housing, grounds and agent as sent, or the likely ones for what nobody can mean."""
        housing, agent = self["housing"].value(), self["agent_kind"].value()
        grounds = self["grounds"].value() or []
        return (
            Housing(housing) if housing in set(Housing) else Housing.RENTED,
            tuple(sorted(Ground(one) for one in grounds if one in set(Ground))),
            AgentKind(agent) if agent in set(AgentKind) else AgentKind.NONE,
        )


def _as_typed(typed: QueryDict | None) -> dict[str, Any]:
    """What was typed before the situation changed, to be kept where it still fits."""
    if typed is None:
        return {}
    kept = {name: text for name, text in typed.items() if name != "listed"}
    return kept | {"grounds": typed.getlist("grounds")}


def _as_told(told: Answers | None) -> dict[str, Any]:
    """What the public check was told, for an intake with the same list of papers."""
    if told is None:
        return {}
    kept: dict[str, Any] = {"agent_kind": agent_of(told)}
    if told.stay:
        kept["housing"] = STAYS[told.stay].housing
    if grounds_of(told):
        kept["grounds"] = sorted(grounds_of(told))
    return kept


def _housing_of(place_kind: str) -> str:
    """The kind of housing that goes with a registered kind of place; a lease where none does."""
    kinds = table("housing_kinds").codes
    fitting = (one.code for one in kinds if one.more["place_kind"] == place_kind)
    return next(fitting, Housing.RENTED)
