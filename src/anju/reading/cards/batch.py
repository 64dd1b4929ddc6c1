"""A batch while it is made: the next card as it must look, the blank expected, what is done."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from anju.access.actor import Actor, county_of
from anju.access.looks import seen, seen_list
from anju.access.policy import require
from anju.access.refusals import NotYours
from anju.access.scope import scoped
from anju.codes import divisions
from anju.codes.tables import table
from anju.kit.clock import day_of
from anju.reading.addresses import place_text, places_of
from anju.reading.legal_facts import known_facts, person_ids
from anju.reading.masking import masked_document
from anju.records.agencies.models import Agency
from anju.records.cases.models import Case
from anju.records.people.models import Person, PersonFacts
from anju.records.permits.models import BlankCard, Card, ProductionBatch
from anju.records.registrations.models import CurrentResidence

__all__ = ["BatchCard", "BatchPage", "CardFace", "ListedCard", "batch_list", "batch_page"]


@dataclass(frozen=True, slots=True)
class CardFace:
    """The items of the face (IRRP 4), against which a made card is compared by eye."""

    case_number: str
    permit_number: str
    name: str
    sex: str
    ethnic_group: str
    born_on: date
    masked_number: str
    hukou_address: str
    residence_address: str
    issuing_organ: str
    issued_on: date


@dataclass(frozen=True, slots=True)
class BatchCard:
    """One line of a batch: a card made, spoiled, or still to make."""

    case_number: str
    permit_number: str
    state: str
    blank_serial: str
    reason: str


@dataclass(frozen=True, slots=True)
class BatchPage:
    """A batch with every blank accounted for: taken = good + spoiled + returned + unused."""

    number: str
    opened_at: datetime
    closed_at: datetime | None
    taken: int
    good: int
    spoiled: int
    returned: int
    unused: int
    cards: tuple[BatchCard, ...]
    blanks: tuple[str, ...]
    next: CardFace | None

    @property
    def to_make(self) -> int:
        """How many cards are still to be made."""
        return sum(card.state == "ordered" for card in self.cards)


@dataclass(frozen=True, slots=True)
class ListedCard:
    """One line of the printed list: the blank proposed for it, and for which station it is."""

    permit_number: str
    name: str
    station: str
    blank_serial: str
    state: str


def batch_page(actor: Actor, number: str, *, now: datetime) -> BatchPage:
    """The batch as it stands; it goes on where it stopped, however it stopped."""
    on = day_of(now)
    with scoped(actor):
        batch = _batch(actor, number)
        cards = _cards(batch)
        cases = dict(_cases(cards).values_list("pk", "number"))
        following = next((card for card in cards if card.state == "ordered"), None)
        return BatchPage(
            number=batch.number,
            opened_at=batch.opened_at,
            closed_at=batch.closed_at,
            taken=batch.taken,
            good=batch.good,
            spoiled=batch.spoiled,
            returned=batch.returned,
            unused=batch.unused,
            cards=tuple(_line(card, cases[card.case_id]) for card in cards),
            blanks=_blanks(batch),
            next=_face(actor, following, cases[following.case_id], on, now) if following else None,
        )


def batch_list(actor: Actor, number: str, *, now: datetime) -> tuple[ListedCard, ...]:
    """The lines of the printed list: permit, name, station, and the blank."""
    with scoped(actor):
        batch = _batch(actor, number)
        require(actor, "print_paper")
        cards = _cards(batch)
        people = Person.objects.in_bulk([card.person_id for card in cards])
        facts = PersonFacts.objects.known_now().filter(person_id__in=people).order_by("valid")
        names = dict(facts.values_list("person_id", "name"))
        seen_list(actor, people.values(), ("name",), purpose="batch_list", now=now)
        kept_at = dict(_cases(cards).values_list("pk", "agency_code"))
        stations = dict(
            Agency.objects.filter(code__in=set(kept_at.values())).values_list("code", "name")
        )
        spare = iter(_blanks(batch))
        return tuple(
            ListedCard(
                card.permit.number,
                names.get(card.person_id, ""),
                stations.get(kept_at[card.case_id], ""),
                card.blank_serial or next(spare, ""),
                card.state,
            )
            for card in cards
        )


def _batch(actor: Actor, number: str) -> ProductionBatch:
    """The batch, for whoever makes cards there."""
    found = ProductionBatch.objects.filter(number=number).first()
    if found is None:
        raise NotYours("open_batch")
    require(actor, "open_batch", area=found.area)
    return found


def _cards(batch: ProductionBatch) -> list[Card]:
    rows = Card.objects.filter(batch_id=batch.pk).select_related("permit")
    return list(rows.order_by("pk"))


def _cases(cards: list[Card]) -> QuerySet[Case]:
    return Case.objects.filter(pk__in=[card.case_id for card in cards])


def _blanks(batch: ProductionBatch) -> tuple[str, ...]:
    """The serials that lie ready, in order."""
    rows = BlankCard.objects.filter(batch=batch, state="taken").order_by("serial")
    return tuple(rows.values_list("serial", flat=True))


def _line(card: Card, case_number: str) -> BatchCard:
    return BatchCard(
        case_number, card.permit.number, card.state, card.blank_serial, card.spoiled_reason
    )


def _face(actor: Actor, card: Card, case_number: str, on: date, now: datetime) -> CardFace:
    """What must stand on the card; the number as far as it is shown at all."""
    person = Person.objects.get(pk=card.person_id)
    fields = ("name", "sex", "ethnic_group", "born_on", "number", "hukou", "address")
    seen(actor, person, fields, purpose="make_card", now=now)
    facts = known_facts(person.pk, on)
    residence = CurrentResidence.objects.filter(person_id__in=person_ids(person.pk)).first()
    places = places_of([residence.dwelling_id]) if residence else {}
    home = places.get(residence.dwelling_id) if residence else None
    ethnic = table("ethnic_groups").find(facts.ethnic_group, on)
    county = divisions.full_name(facts.hukou_division, on) or ""
    organ = Agency.objects.filter(code=county_of(card.area)).values_list("name", flat=True)
    return CardFace(
        case_number=case_number,
        permit_number=card.permit.number,
        name=facts.name,
        sex=facts.sex,
        ethnic_group=ethnic.name if ethnic else "",
        born_on=facts.born_on,
        masked_number=masked_document(person.pk),
        hukou_address=f"{county}{facts.hukou_address}",
        residence_address=place_text(home) if home else "",
        issuing_organ=organ.first() or "",
        issued_on=card.permit.issued_on,
    )
