"""Two at the same moment, an ended session, a dying server: nothing is lost, nothing saved twice.

Real connections throughout: what is saved is saved, and what waits waits for the other.
"""

import re
from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.test import Client
from tests.casework.test_races_and_repeats import together
from tests.factories.lives import Life, accepted, applying, registered
from tests.factories.registrations import entry, made_up_number
from tests.journeys.process_mistakes import times_saved
from tests.journeys.real_server import Desk, RealServer, real_server
from tests.journeys.walker import Page, Walker
from tests.web.cases.test_file_mistakes import PAGE, hold, refs, row_of, upload
from tests.web.cases.test_file_mistakes import sheet as application
from tests.web.register.sheets import ADDRESS, sheet
from tests.web.staff_desks import CHIEF, CLERK, OFFICER, actor, at_desk, open_house

from anju.access.scope import scoped
from anju.casework.demo_staff import DEMO_PASSWORD, present_code
from anju.kit.clock import now, today
from anju.reading.counter.drafts import drafts_of
from anju.records.cases.models import Case, CaseStep, Evidence
from anju.records.issued.models import Paper

if TYPE_CHECKING:
    from anju.jobs.database.embedded_postgres import Cluster

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def house(transactional_db: None, settings: Any, tmp_path: Path) -> Path:
    settings.ANJU_DATA = tmp_path
    open_house(settings)
    return tmp_path


def half_a_year_here() -> Life:
    """Somebody who may apply today."""
    on = today() - timedelta(days=300)
    return registered(entry(arrived_on=f"{on:%Y-%m-%d}"), on=on)


def apply_page(life: Life) -> str:
    return f"/counter/person/{life.person_ref}/apply/"


def steps_taken(case_number: str, step: str) -> int:
    with scoped(actor(CHIEF)):
        case = Case.objects.get(number=case_number)
        return CaseStep.objects.filter(case_id=case.pk, step=step).count()


# ---------------------------------------------------------------- at the same moment


def test_save_pressed_twice_at_the_same_moment_saves_once() -> None:
    sent, desks = sheet(), (at_desk(CLERK), at_desk(CLERK))
    first, second = together(*(lambda desk=desk: desk.post(ADDRESS, sent) for desk in desks))
    assert first.headers["Location"] == second.headers["Location"]
    assert times_saved() == 1


def test_two_tabs_with_one_draft_save_it_once_and_the_other_keeps_what_was_typed() -> None:
    sent, clerk = sheet(), at_desk(CLERK)
    assert clerk.post(f"{ADDRESS}draft/", sent).status_code == 204
    changed = sent | {"p0-employer_name": "银源建筑"}
    answers = together(
        lambda: clerk.post(ADDRESS, sent), lambda: at_desk(CLERK).post(ADDRESS, changed)
    )
    by_status = {answer.status_code: answer for answer in answers}
    assert sorted(by_status) == [200, 302]
    page = by_status[200].content.decode()
    assert "已经用过" in page
    assert sent["p0-document_number"] in page
    assert "银源建筑" in page or "金源建筑" in page
    assert times_saved() == 1


def test_two_clerks_register_one_person_at_the_same_moment() -> None:
    number = made_up_number()
    pairs = [(at_desk(one), sheet(p0_document_number=number)) for one in (CLERK, OFFICER)]
    answers = list(together(*(lambda d=d, s=s: d.post(ADDRESS, s) for d, s in pairs)))
    assert sorted(answer.status_code for answer in answers) == [200, 302]
    (told,) = (answer for answer in answers if answer.status_code == 200)
    assert f'value="{number}"' in told.content.decode()
    assert times_saved() == 1


def test_two_clerks_take_one_application_and_the_second_keeps_the_files() -> None:
    life = half_a_year_here()
    clerk, officer = at_desk(CLERK), at_desk(OFFICER)
    held = {
        desk: refs(hold("address_proof", desk, upload(PAGE)), "address_proof")
        for desk in (clerk, officer)
    }
    sent = {desk: application(held_address_proof=held[desk]) for desk in held}
    answers = list(
        together(*(lambda d=d: (d, d.post(apply_page(life), sent[d])) for d in (clerk, officer)))
    )
    assert sorted(answer.status_code for _, answer in answers) == [200, 302]
    desk, told = next((desk, answer) for desk, answer in answers if answer.status_code == 200)
    page = told.content.decode()
    assert "已有一件正在办" in page or "正在办理的申请" in page
    with scoped(actor(CHIEF)):
        assert Case.objects.count() == 1
        assert Evidence.objects.get(kind="lease").pages == 1
    assert desk.get(f"/counter/evidence/held/{held[desk][0]}/1/").status_code == 200


def test_two_decide_one_case_and_one_of_them_does() -> None:
    on = today()
    case = accepted(applying(half_a_year_here(), on=on), on=on).case_number
    address = f"/cases/{case}/?queue=to_review"
    officer, chief = at_desk(OFFICER), at_desk(CHIEF)
    officers = decision(officer.get(address).content.decode())
    hand = chief.get(address).content.decode().split('id="hand-take_over"')[1].split("</form>")[0]
    taken = dict(re.findall(r'name="(\w+)" value="([^"]*)"', hand))
    chief.post(f"/cases/{case}/hand/take_over/?queue=to_review", taken)
    chiefs = decision(chief.get(address).content.decode())
    review = f"/cases/{case}/review/?queue=to_review"
    note = {"otherwise_has_ground": "单位说已离职"}
    answers = list(
        together(
            lambda: officer.post(review, officers | note, follow=True),
            lambda: chief.post(review, chiefs, follow=True),
        )
    )
    assert steps_taken(case, "review") == 1
    with scoped(actor(CHIEF)):
        assert Case.objects.get(number=case).reviewed_by == CHIEF
    late = answers[0].content.decode()
    assert "接手" in late or "已经往前办了" in late


def decision(page: str) -> dict[str, str]:
    """What the page that decides would send."""
    form = page.split('id="decide"')[1].split("</form>", maxsplit=1)[0]
    return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form))


# ---------------------------------------------------------------- a session that ended


def test_an_intake_goes_on_after_signing_in_again_with_its_files() -> None:
    life, clerk = half_a_year_here(), at_desk(CLERK)
    held = refs(hold("address_proof", clerk, upload(PAGE, "租赁.jpg")), "address_proof")
    clerk.cookies.clear()
    page = Walker(clerk).send(apply_page(life), application(held_address_proof=held))
    code = present_code(CLERK, now())
    page = page.press("登录", number=CLERK, password=DEMO_PASSWORD, code=code)
    page.says("已登录，刚才的内容还在", "已经传上的文件还在")
    page.press("接着提交").says("申请已收下")
    with scoped(actor(CLERK)):
        assert Evidence.objects.get(kind="lease").pages == 1
        assert Case.objects.count() == 1


def test_a_refused_intake_after_signing_in_again_still_lists_its_files() -> None:
    life, clerk = half_a_year_here(), at_desk(CLERK)
    held = refs(hold("address_proof", clerk, upload(PAGE, "租赁.jpg")), "address_proof")
    clerk.cookies.clear()
    sent = application(held_address_proof=held, dated_employment_proof="31.02.")
    page = Walker(clerk).send(apply_page(life), sent)
    code = present_code(CLERK, now())
    page = page.press("登录", number=CLERK, password=DEMO_PASSWORD, code=code).press("接着提交")
    text = page.response.content.decode()
    assert "租赁.jpg" in row_of(text, "address_proof")
    assert 'value="31.02."' in text
    assert 'value="杨某"' in text


def tab_of_an_older_session() -> Client:
    """A tab whose page was opened before the clerk signed in anew in another one."""
    browser = at_desk(CLERK)
    browser.handler.enforce_csrf_checks = True
    browser.get(ADDRESS)
    browser.cookies["csrftoken"] = token_hex(16)
    return browser


def test_a_sheet_open_in_one_tab_outlives_a_new_session_in_another() -> None:
    browser, sent = tab_of_an_older_session(), sheet()
    own = {"origin": "http://testserver"}
    page = Page(Walker(browser), browser.post(ADDRESS, sent, headers=own))
    page.says("已登录，刚才的内容还在")
    assert times_saved() == 0
    page.press("接着提交").says("凭证 1 张")
    assert times_saved() == 1


def test_a_form_of_another_site_is_not_offered_to_be_sent_again() -> None:
    browser, sent = tab_of_an_older_session(), sheet()
    for origin in ({"origin": "http://elsewhere.example"}, {"origin": "null"}, {}):
        answer = browser.post(ADDRESS, sent, headers=origin)
        assert answer.status_code == 403
        page = answer.content.decode()
        assert "您的账号不能打开这一页" in page
        assert sent["p0-document_number"] not in page
    stranger = Client(enforce_csrf_checks=True)
    answer = stranger.post(ADDRESS, sent, headers={"origin": "http://testserver"})
    assert answer.status_code == 403


# ---------------------------------------------------------------- a device that is gone


def test_a_slip_that_did_not_come_out_is_printed_again_and_is_the_same_paper() -> None:
    clerk = at_desk(CLERK)
    receipt = clerk.post(ADDRESS, sheet(), follow=True).content.decode()
    (slip, *_) = re.findall(r'href="(/papers?/[^"]+)"', receipt)
    before = paper_numbers()
    for _ in range(2):
        assert clerk.get(unescape(slip)).headers["Content-Type"] == "application/pdf"
    assert paper_numbers() == before
    assert times_saved() == 1


def paper_numbers() -> list[str]:
    with scoped(actor(CLERK)):
        return sorted(Paper.objects.values_list("number", flat=True))


# ---------------------------------------------------------------- a server that dies


@pytest.fixture
def server(house: Path, throw_away_cluster: "Cluster", settings: Any) -> Iterator[RealServer]:
    """The pages as `anju serve` starts them, on the rows and files of this test."""
    running = real_server(throw_away_cluster, settings, house)
    yield running
    running.kill()


def kill_while_saving(server: RealServer, desk: Desk, address: str, sent: dict[str, Any]) -> None:
    """Send a form, and kill the server when all is written and nothing is decided."""
    with transaction.atomic():
        with connection.cursor() as cursor:  # what an act writes last is held up
            cursor.execute("LOCK TABLE journal_rememberedrequest IN SHARE MODE")
        answer = desk.begin(address, sent)
        server.wait_until_blocked()
        server.kill()
    assert answer.lost()
    server.wait_until_forgotten()


def test_a_server_killed_while_it_takes_an_application_keeps_the_files(
    server: RealServer,
) -> None:
    life = half_a_year_here()
    held = refs(hold("address_proof", at_desk(CLERK), upload(PAGE, "租赁.jpg")), "address_proof")
    sent = application(held_address_proof=held)
    server.start()
    clerk = server.signed_in(CLERK)
    kill_while_saving(server, clerk, apply_page(life), sent)
    with scoped(actor(CHIEF)):
        assert not Case.objects.exists()
    server.start()
    first, again = (clerk.post(apply_page(life), sent) for _ in range(2))
    assert (first.status, first.headers["Location"]) == (302, again.headers["Location"])
    with scoped(actor(CHIEF)):
        assert Case.objects.count() == 1
        assert Evidence.objects.get(kind="lease").pages == 1


def test_a_server_killed_while_it_saves_has_saved_all_of_it_or_nothing(
    server: RealServer,
) -> None:
    server.start()
    clerk = server.signed_in(CLERK)
    lost, sent = sheet(), sheet()
    for one in (lost, sent):
        assert clerk.post(f"{ADDRESS}draft/", one).status == 204
    kill_while_saving(server, clerk, ADDRESS, lost)
    assert times_saved() == 0
    assert {one.sheet for one in drafts_of(actor(CLERK))} == {key_of(lost), key_of(sent)}

    server.start()
    receipt = clerk.post(ADDRESS, lost).headers["Location"]
    assert times_saved() == 1
    unheard = clerk.begin(ADDRESS, sent)
    server.wait_until(lambda: times_saved() == 2)
    server.kill()
    unheard.lost()

    server.start()
    again = clerk.post(ADDRESS, sent)
    assert (again.status, times_saved()) == (302, 2)
    assert clerk.post(ADDRESS, lost).headers["Location"] == receipt
    assert drafts_of(actor(CLERK)) == ()


def key_of(sent: dict[str, Any]) -> UUID:
    return UUID(sent["request_key"])
