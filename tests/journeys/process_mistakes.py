"""The six mistakes of handling: done twice, elsewhere, too late; and what becomes of each.

Each check answers what went otherwise than it should, and nothing when the mistake was met.
"""

from collections.abc import Callable

from django.test import Client
from tests.factories.registrations import made_up_number
from tests.journeys.walker import Walker
from tests.web.register.sheets import ADDRESS, sheet
from tests.web.staff_desks import CLERK, OFFICER, actor, at_desk

from anju.access.scope import scoped
from anju.casework.demo_staff import DEMO_PASSWORD, present_code
from anju.kit.clock import now
from anju.records.journal.models import JournalEntry

__all__ = ["PROCESS", "times_saved"]

HERE = "在本址登记，可以直接“确认仍住”"


def times_saved() -> int:
    """How many registrations were made at the window."""
    with scoped(actor(CLERK)):
        return JournalEntry.objects.filter(act="register_household").count()


def amiss(**wanted: bool) -> str:
    """The names of what is not so."""
    return "、".join(name for name, is_so in wanted.items() if not is_so)


def twice_within_three_days(clerk: Client) -> str:
    sent = sheet(p0_document_number=made_up_number())
    clerk.post(ADDRESS, sent)
    page = clerk.post(ADDRESS, sheet(p0_document_number=sent["p0-document_number"]))
    text = page.content.decode()
    return amiss(
        stopped=page.status_code == 200, said=HERE in text, kept=sent["p0-document_number"] in text
    )


def pressed_twice(clerk: Client) -> str:
    before, sent = times_saved(), sheet()
    first, second = clerk.post(ADDRESS, sent), clerk.post(ADDRESS, sent)
    same = first.headers["Location"] == second.headers["Location"]
    return amiss(same=same, once=times_saved() == before + 1)


def went_back_and_saved_again(clerk: Client) -> str:
    before, sent = times_saved(), sheet()
    clerk.post(ADDRESS, sent)
    text = clerk.post(ADDRESS, sent | {"p0-name": "周大满"}).content.decode()
    return amiss(
        said="已经用过" in text, kept='value="周大满"' in text, once=times_saved() == before + 1
    )


def session_ended(clerk: Client) -> str:
    """The sheet is sent without a session, and goes on after signing in again."""
    before, sent = times_saved(), sheet()
    page = Walker(Client()).send(ADDRESS, sent)
    code = present_code(CLERK, now())
    page = page.press("登录", number=CLERK, password=DEMO_PASSWORD, code=code)
    page = page.press("接着提交")
    return amiss(saved="凭证 1 张" in page.text, once=times_saved() == before + 1)


def two_tabs(clerk: Client) -> str:
    """Each of two tabs keeps its own sheet; saving one lets the other be."""
    before, one, other = times_saved(), sheet(), sheet()
    for typed in (one, other):
        clerk.post(f"{ADDRESS}draft/", typed)
    clerk.post(ADDRESS, other)
    text = clerk.get(f"{ADDRESS}?draft={one['request_key']}").content.decode()
    saved = clerk.post(ADDRESS, one).status_code == 302
    return amiss(
        kept=one["p0-document_number"] in text, saved=saved, each_once=times_saved() == before + 2
    )


def two_clerks(clerk: Client) -> str:
    before, number = times_saved(), made_up_number()
    clerk.post(ADDRESS, sheet(p0_document_number=number))
    page = at_desk(OFFICER).post(ADDRESS, sheet(p0_document_number=number)).content.decode()
    return amiss(said=HERE in page, kept=number in page, once=times_saved() == before + 1)


#: Logic has one that needs two acts; the other five are those of the process.
PROCESS: dict[str, Callable[[Client], str]] = {
    "逻辑：三天内重复登记": twice_within_three_days,
    "办理：连点两次": pressed_twice,
    "办理：后退再存": went_back_and_saved_again,
    "办理：填到一半会话过期": session_ended,
    "办理：两个标签页": two_tabs,
    "办理：两个人办同一件": two_clerks,
}
