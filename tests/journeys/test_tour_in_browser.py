"""The tour of the README in Chromium, by keyboard alone, as far as one day reaches."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from tests.factories.cast import WU
from tests.factories.lives import (
    EVERYTHING,
    Life,
    accepted,
    applying,
    approved,
    carded,
    registered,
    stocked,
)
from tests.factories.registrations import at, entry, key, made_up_number
from tests.page_errors import kept

from anju.casework.cards.collection import hand_over
from anju.casework.cases.outcomes import Collector
from anju.kit.clock import today

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

playwright = pytest.importorskip("playwright.sync_api")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("staffed"),
]

MOST_FIELDS = 120
LABEL = "document.activeElement.labels?.[0]?.innerText ?? ''"


def lived_here(name: str, *, days: int) -> Life:
    """Somebody registered so many days ago."""
    arrived_on = today() - timedelta(days)
    one = entry(name=name, arrived_on=f"{arrived_on:%Y-%m-%d}")
    return registered(one, on=arrived_on)


def holder(name: str) -> Life:
    """Somebody whose card was handed over 350 days ago: the first year's window is open."""
    on = today() - timedelta(350)
    life = applying(lived_here(name, days=600), evidence=EVERYTHING, on=on)
    life = carded(approved(accepted(life, on=on), on=on), blank_serial="B0001", on=on)
    told = {
        "collector": Collector(name, holder_number=life.document_number),
        "request_key": key(),
        "now": at(on, 17),
    }
    hand_over(actor=WU, case_number=life.case_number, **told)
    return life


class Keyboard:
    """Somebody who never touches the mouse."""

    def __init__(self, tab: "Page") -> None:
        self.tab = tab

    def sign_in(self, name: str) -> None:
        """The button of somebody of the demonstration."""
        self.tab.goto("/signin/")
        self.choose("button", f"登录：{name}")
        self.tab.wait_for_url("**/counter/")

    def take(self, worklist: str, name: str) -> None:
        """Home, a worklist by its number, and somebody's case in it."""
        self.tab.goto("/counter/")
        self.choose("link", worklist)
        self.choose("link", name)
        self.tab.wait_for_url("**/cases/S**")

    def choose(self, role: Any, name: str) -> None:
        """Go to a link or button, as Tab does, and press Enter."""
        self.tab.get_by_role(role, name=name).first.focus()
        self.tab.keyboard.press("Enter")

    def press(self, keys: str, *, reads: str) -> None:
        """A key of the page, and what is read after it."""
        self.tab.keyboard.press(keys)
        self.reads(reads)

    def reads(self, words: str) -> None:
        """Wait until these words stand on the page."""
        try:
            self.tab.get_by_text(words).first.wait_for()
        except playwright.TimeoutError:
            shown = self.tab.get_by_role("main").inner_text()
            pytest.fail(f"{words!r} is not on {self.tab.url}: {shown}")

    def type(self, label: str, text: str) -> None:
        """Go on with Tab to the field under a label, and type."""
        for _ in range(MOST_FIELDS):
            if self.tab.evaluate(LABEL).strip().startswith(label):
                break
            self.tab.keyboard.press("Tab")
        else:
            pytest.fail(f"Tab never reaches {label}")
        self.tab.keyboard.press("Control+a")
        self.tab.keyboard.type(text)

    def pick(self, label: str, nth: int) -> None:
        """Choose the nth of a list under a label."""
        self.tab.get_by_label(label, exact=True).first.focus()
        for _ in range(nth):
            self.tab.keyboard.press("ArrowDown")

    def find(self, name: str) -> None:
        """F3, the name, Enter, the first found."""
        self.tab.keyboard.press("F3")
        self.tab.locator("#find-overlay input").wait_for()
        self.tab.keyboard.type(name)
        self.tab.keyboard.press("Enter")
        self.reads("找到 1 人")
        self.press("Alt+1", reads="办理经过")


AtWindow = Callable[[str], Keyboard]


@pytest.fixture
def at_window(browser: "Browser", live_server: Any) -> Iterator[AtWindow]:
    """A function that gives somebody's hands, at a window of their own, signed in once."""
    size = {"width": 1366, "height": 768}
    hands: dict[str, Keyboard] = {}

    def sit_down(name: str) -> Keyboard:
        if name not in hands:
            window = browser.new_context(base_url=live_server.url, viewport=size, locale="zh-CN")
            hands[name] = Keyboard(window.new_page())
            hands[name].tab.on("pageerror", kept)
            hands[name].sign_in(name)
        return hands[name]

    yield sit_down
    for one in hands.values():
        one.tab.context.close()


def test_a_person_is_registered_found_and_confirmed(at_window: AtWindow) -> None:
    hands = at_window("吴晓")
    hands.press("F4", reads="住在哪里")
    hands.type("证件号码", made_up_number())
    hands.type("姓名", "周阿妹")
    hands.pick("民族", 1)
    hands.type("户籍所在县", "黎平县")
    hands.type("户籍详细地址", "德凤街道平街1号")
    hands.type("住处", "迎宾大道15号")
    hands.pick("乡镇（街道）", 1)
    hands.type("房号", "602")
    hands.type("居住处所", "1")
    hands.type("房主或单位", "杨某")
    hands.type("到达日期", "-1")
    hands.type("暂住事由", "1")
    hands.type("职业", "6")
    hands.type("服务处所", "金源建筑")
    hands.press("F9", reads="已登记，请打印凭证")
    slip = hands.tab.get_by_role("link", name="打印凭证").first.get_attribute("href")
    assert hands.tab.request.get(slip or "").headers["content-type"] == "application/pdf"
    hands.find("周阿妹")
    hands.press("F7", reads="确认仍住在这里")
    hands.press("F9", reads="已确认仍住在这里")


def test_from_the_application_to_the_card_by_four_pairs_of_hands(at_window: AtWindow) -> None:
    life = lived_here("周阿妹", days=200)
    stocked("B0001", on=today())
    wu, sun, wang, qian = map(at_window, ("吴晓", "孙勇", "王敏", "钱进"))
    wu.find("周阿妹")
    wu.choose("link", "申领居住证")
    wu.reads("现在可以申领")
    for paper in ("申领人的身份证件", "本人相片", "居住地住址证明", "就业证明"):
        wu.pick(paper, 1)
    wu.press("F9", reads="申请已收下")
    wu.press("F9", reads="已受理，回执已出")
    sun.take("1 待审核", "周阿妹")
    sun.press("Alt+1", reads="已审核，转县局审批")
    wang.take("1 待审批", "周阿妹")
    wang.press("Alt+1", reads="已批准，居住证号")
    qian.take("1 可制证", "周阿妹")
    qian.press("F9", reads="已送制证")
    qian.take("1 制证中", "周阿妹")
    qian.press("F7", reads="空白卡编号")
    qian.type("空白卡编号", "B0001")
    qian.press("F9", reads="已制成")
    qian.take("1 待通知领取", "周阿妹")
    qian.press("F9", reads="已通知领取")
    wu.take("1 待领取", "周阿妹")
    wu.press("F7", reads="看证件，再发放")
    wu.type("持证人证件号：读卡，或者输入末四位", life.document_number[-4:])
    wu.press("F9", reads="已发放，办结")


def test_the_year_is_endorsed_by_one_key(at_window: AtWindow) -> None:
    holder("周阿妹")
    hands = at_window("吴晓")
    hands.find("周阿妹")
    hands.choose("link", "签注")
    hands.reads("现在可以签注，0 元")
    hands.press("F9", reads="已签注第 1 年")
