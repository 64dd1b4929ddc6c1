"""A card in the hand: what it is, in one word, and the one thing to do next."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from anju.access.actor import Actor
from anju.access.policy import require
from anju.access.scope import scoped
from anju.codes import divisions
from anju.kit.clock import day_of
from anju.reading.endorsement_page import EndorsementPage, endorsement_page
from anju.records.cases.models import Case
from anju.records.permits.models import Card, ResidencePermit

__all__ = ["CardInHand", "Standing", "card_in_hand"]

PROVINCE_DIGITS = 2
SEPARATORS = re.compile(r"[\s\x00-\x1f-]+")
LIKE_A_PERMIT = re.compile(r"[0-9]{16,24}")


class Standing(StrEnum):
    """What a card in the hand is."""

    UNKNOWN = "unknown"
    OTHER_PROVINCE = "other_province"
    LOST_CARD = "lost_card"
    OLD_CARD = "old_card"
    SPOILED = "spoiled"
    VOID = "void"
    CANCELLED = "cancelled"
    SEIZED = "seized"
    BEING_MADE = "being_made"
    ON_THE_WAY = "on_the_way"
    TO_NOTIFY = "to_notify"
    TO_HAND_OVER = "to_hand_over"
    LOST = "lost"
    NOT_HERE = "not_here"
    ENDORSE = "endorse"
    ENDORSE_LATE = "endorse_late"
    IN_USE = "in_use"


#: What a card itself says before its permit is asked.
OF_CARD = {
    "lost": Standing.LOST_CARD,
    "surrendered": Standing.OLD_CARD,
    "spoiled": Standing.SPOILED,
    "void": Standing.VOID,
}
OF_PERMIT = {
    "cancelled": Standing.CANCELLED,
    "seized": Standing.SEIZED,
    "lost": Standing.LOST,
}


@dataclass(frozen=True, slots=True)
class CardInHand:
    """The card's standing; the permit where it is one of ours; the case under way for a card."""

    typed: str
    standing: Standing
    permit: EndorsementPage | None = None
    case_number: str = ""
    case_kind: str = ""
    province: str = ""
    found_serial: str = ""


def card_in_hand(actor: Actor, typed: str, *, now: datetime) -> CardInHand:
    """What a permit number or the serial of a card stands for, as typed, scanned or read."""
    number = SEPARATORS.sub("", typed).upper()
    on = day_of(now)
    with scoped(actor):
        require(actor, "view_permit")
        permit = ResidencePermit.objects.filter(number=number).first()
        card = None
        if permit is None:
            card = Card.objects.filter(blank_serial__iexact=number).exclude(blank_serial="").first()
            permit = card.permit if card else None
        if permit is None:
            return _stranger(actor, number, on)
        require(actor, "view_permit", area=permit.area)
        page = endorsement_page(actor, permit.number, now=now)
        case = _open_case(permit)
        new = _under_way(permit, case)
        return CardInHand(
            number,
            _standing(page, card, new),
            page,
            case_number=case.number if case else "",
            case_kind=case.kind if case else "",
            found_serial=card.blank_serial if card else "",
        )


def _stranger(actor: Actor, number: str, on: date) -> CardInHand:
    """A number that is none of this territory's: another province's, or simply not there."""
    province = divisions.name_of(f"{number[:PROVINCE_DIGITS]}0000", on) or ""
    is_away = number[:PROVINCE_DIGITS] != actor.area[:PROVINCE_DIGITS]
    if LIKE_A_PERMIT.fullmatch(number) and province and is_away:
        return CardInHand(number, Standing.OTHER_PROVINCE, province=province)
    return CardInHand(number, Standing.UNKNOWN)


def _open_case(permit: ResidencePermit) -> Case | None:
    rows = Case.objects.filter(permit_id=permit.pk, person_id=permit.person_id)
    return rows.filter(closed_on__isnull=True).first()


def _under_way(permit: ResidencePermit, case: Case | None) -> Card | None:
    """The card that is being made for the permit."""
    if case is None:
        return None
    rows = Card.objects.filter(case_id=case.pk, person_id=permit.person_id)
    return rows.filter(state__in=["ordered", "produced", "ready"]).first()


def _standing(page: EndorsementPage, held: Card | None, new: Card | None) -> Standing:
    """The one word: the card held first, then the permit's end, then the new card, then use."""
    if held is not None and held.state in OF_CARD:
        return OF_CARD[held.state]
    if page.ended_on is not None:
        return OF_PERMIT.get(page.state, Standing.CANCELLED)
    if new is not None and (held is None or held.pk == new.pk):
        return _of_new(new)
    if page.state in OF_PERMIT:
        return OF_PERMIT[page.state]
    if not page.is_registered and page.step in {"endorse", "endorse_late"}:
        return Standing.NOT_HERE
    due = {"endorse": Standing.ENDORSE, "endorse_late": Standing.ENDORSE_LATE}
    return due.get(page.step, Standing.IN_USE)


def _of_new(card: Card) -> Standing:
    """How far a card under way has come."""
    if card.state == "ordered":
        return Standing.BEING_MADE
    if card.hand_over_list_id is not None and card.arrived_on is None:
        return Standing.ON_THE_WAY
    return Standing.TO_HAND_OVER if card.state == "ready" else Standing.TO_NOTIFY
