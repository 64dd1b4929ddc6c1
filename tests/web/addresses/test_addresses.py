"""The address desk: the four lines, and an address placed, merged and refused on its page."""

from uuid import uuid4

import pytest
from tests.factories.registrations import TOWN_A
from tests.web.four_lines import assert_four_lines
from tests.web.register.sheets import ADDRESS, sheet
from tests.web.staff_desks import CHIEF, CLERK, OFFICER, at_desk

pytestmark = pytest.mark.usefixtures("house")


def pending(text: str) -> str:
    """The page of an address a counter typed."""
    at_desk(CLERK).post(ADDRESS, sheet(address=text, building=""))
    page = at_desk(OFFICER).get("/addresses/").content.decode()
    line = page.split(f">{text}</a>")[0]
    return line.rsplit('href="', 1)[1].split('"')[0]


def test_the_desk_is_the_stations_officers() -> None:
    address = pending("村委会对面")
    assert_four_lines("/addresses/", right=OFFICER, wrong=CLERK, elsewhere="")
    assert_four_lines(address, right=OFFICER, wrong=CLERK)


def test_an_address_is_placed_once_and_a_known_text_is_refused_with_everything_kept() -> None:
    first, second = pending("村委会对面"), pending("村委会门口")
    officer, sent = at_desk(OFFICER), {"request_key": str(uuid4()), "text": "莲花巷136号"}
    told = officer.post(first, sent, follow=True).content.decode()
    assert "莲花巷136号 已办：标准地址，在住 1 人" in told
    again = officer.post(second, sent | {"request_key": str(uuid4()), "landmark": "井边"})
    page = again.content.decode()
    assert "已有相同的地址" in page
    assert 'value="井边"' in page
    merge = {"request_key": str(uuid4()), "merge_into": f"{TOWN_A}|莲花巷136号"}
    assert "在住 2 人" in at_desk(CHIEF).post(second, merge, follow=True).content.decode()
    assert "没有待核地址" in officer.get("/addresses/").content.decode()
    assert officer.post(first, {"merge_into": "|" * 400}).status_code == 404
