"""What the demonstration shows: offices, made-up people, who works there and how they sign in."""

from collections.abc import Iterator
from datetime import date, datetime

import click

from anju.access.actor import Actor
from anju.casework.demo_staff import DEMO_PASSWORD, load_demo_staff
from anju.casework.reference_data import load_agencies, load_entrustments
from anju.codes.tables import table
from anju.exchange.past_lives import load_demo
from anju.kit.clock import day_of, now

__all__ = ["load_demo_data"]

# The offices of the notice took up their work with it; accounts are posted from that day.
OPENED_ON = date(2016, 8, 1)
PROVINCE = "52"


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


def _made_up_people(moment: datetime) -> Iterator[str]:
    """Fill an empty register; say how many came, or that they are there already."""
    loaded = load_demo(now=moment, progress=lambda line: click.echo(f"[demo] {line} …", err=True))
    yield f"已装载 {loaded} 名虚构人员" if loaded else "示范人员已在库中"
