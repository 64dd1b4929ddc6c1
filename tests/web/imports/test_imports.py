"""A list in a file: checked at once, the good rows entered once, the result given back."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.factories.lives import ELIGIBLE_ON
from tests.factories.registrations import TOWN_A, made_up_number
from tests.web.four_lines import assert_four_lines
from tests.web.moving_clock import MovingClock, moving_clock
from tests.web.staff_desks import CLERK, REVIEWER, at_desk, open_house

from anju.codes.offices import offices

pytestmark = pytest.mark.django_db
HEADS = (
    "公民身份号码,姓名,民族,户籍地,户籍地址,乡镇街道,现居住地址,房号,居住处所,房主,"
    "到达日期,暂住事由,职业,服务处所"
)
TOWN = next(office.name for office in offices() if office.code == TOWN_A)


@pytest.fixture(autouse=True)
def now(settings: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> MovingClock:
    settings.ANJU_DATA = tmp_path
    moving = moving_clock(monkeypatch, ELIGIBLE_ON)
    open_house(settings)
    return moving


def row(number: str, name: str, room: int) -> str:
    return (
        f"{number},{name},苗族,贵州省雷山县,西江镇一组,{TOWN},北京西路{room}号小区,{room},"
        "租赁房屋,杨某,2026-09-01,务工,工人,金源建筑"
    )


def a_list() -> SimpleUploadedFile:
    """Two good rows and one with a wrong number and no name."""
    number = made_up_number()
    bad = number[:-1] + ("1" if number[-1] != "1" else "2")
    lines = [HEADS, row(made_up_number(), "吴一", 101), row(number, "吴二", 102), row(bad, "", 103)]
    return SimpleUploadedFile("名单.csv", "\n".join(lines).encode())


def test_access() -> None:
    assert_four_lines("/counter/import/", right=CLERK, wrong=REVIEWER, elsewhere="")


def test_a_list_is_checked_entered_once_and_given_back() -> None:
    clerk = at_desk(CLERK)
    sent = clerk.post("/counter/import/", {"file": a_list(), "party": "1"}, follow=True)
    page = sent.content.decode()
    assert "核对结果" in page
    assert "现在什么都还没有登记" in page
    assert "登记这 2 行" in page
    assert "公民身份号码" in page
    address = sent.redirect_chain[-1][0]
    assert at_desk(CLERK).get(address, follow=True).redirect_chain[-1][0] == "/counter/import/"
    for _ in range(2):
        done = clerk.post(address, follow=True).content.decode()
        assert "导入结果" in done
        assert "已登记" in done
    book = clerk.get(f"{address}result.xlsx")
    assert book.content[:2] == b"PK"
    found = clerk.get("/counter/find/", {"q": "吴一"}).content.decode()
    assert "北京西路" in found
    again = clerk.post("/counter/import/", {"file": a_list(), "party": "1"}, follow=True)
    assert "核对结果" in again.content.decode()


def test_the_template_to_fill_in() -> None:
    book = at_desk(CLERK).get("/counter/import/template.xlsx")
    assert BytesIO(book.content).read(2) == b"PK"


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.xlsx", b"not a workbook", ""),
        ("a.csv", b"", "文件是空的"),
        ("a.txt", b"\x00\x01\x02", ""),
    ],
)
def test_what_cannot_be_read_says_what_to_do(name: str, content: bytes, sentence: str) -> None:
    sent = {"file": SimpleUploadedFile(name, content), "party": "4", "party_name": "某某厂"}
    page = at_desk(CLERK).post("/counter/import/", sent)
    assert page.status_code == 200
    text = page.content.decode()
    assert "处需要修改" in text
    assert sentence in text
    assert "某某厂" in text


def test_without_a_file_or_a_name_it_says_so() -> None:
    text = at_desk(CLERK).post("/counter/import/", {"party": "4"}).content.decode()
    assert "请选择文件" in text
    assert "请填写申报的单位或者人" in text


def test_an_address_of_nobody_leads_back() -> None:
    clerk = at_desk(CLERK)
    assert clerk.get("/counter/import/abc/").status_code == 302
    assert clerk.post("/counter/import/abc/").status_code == 302
    assert clerk.get("/counter/import/abc/result.xlsx").status_code == 404
