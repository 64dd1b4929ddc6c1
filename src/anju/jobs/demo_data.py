"""What the demonstration shows: offices, made-up people, who works there and how they sign in."""

from collections.abc import Iterator
from datetime import date, datetime
from uuid import UUID

import click

from anju.access.actor import Actor
from anju.access.session import actor_of
from anju.casework.cards.stock import receive_blanks
from anju.casework.demo_staff import DEMO_PASSWORD, load_demo_staff
from anju.casework.reference_data import load_agencies, load_entrustments
from anju.codes.tables import table
from anju.exchange.past_lives import load_demo
from anju.kit.clock import day_of, now

__all__ = ["load_demo_data"]

# The offices of the notice took up their work with it; accounts are posted from that day.
OPENED_ON = date(2016, 8, 1)
PROVINCE = "52"
CARD_MAKER = "demo05"
FIRST_BLANKS = UUID("9f0c1c5e-2f6b-4c57-9a0e-5b1f6f9b2601")


def load_demo_data() -> Iterator[str]:
    """Load offices, entrustments, people and accounts; say, line by line, who can sign in and how.

    Loading a second time changes nothing.
    """
    moment = now()
    actor = Actor.system("装载示范数据", PROVINCE)
    load_agencies(actor=actor, now=moment)
    load_entrustments(actor=actor, since=OPENED_ON, now=moment)
    people = load_demo_staff(password=DEMO_PASSWORD, since=OPENED_ON, now=moment)
    yield from _made_up_people(moment)
    yield f"示范账号（口令都是 {DEMO_PASSWORD}，动态码显示在登录页）："
    for person in people:
        post = table("posts").name(person.post, day_of(moment))
        yield f"  {person.number}  {person.name}  {post}  {person.agency_name}"


def _blank_cards(moment: datetime) -> None:
    """A box of blank cards at the maker's, so that a batch can be made."""
    maker = actor_of(CARD_MAKER, None, on=day_of(moment))
    serials = {"first_serial": "KL260001", "last_serial": "KL260500"}
    receive_blanks(actor=maker, **serials, request_key=FIRST_BLANKS, now=moment)


def _made_up_people(moment: datetime) -> Iterator[str]:
    """Fill an empty register; say how many came, or that they are there already."""
    loaded = load_demo(now=moment, progress=lambda line: click.echo(f"[demo] {line} …", err=True))
    if loaded:  # a later start has them already, long after its request key is forgotten
        _blank_cards(moment)
    yield f"已装载 {loaded} 名虚构人员" if loaded else "示范人员已在库中"
