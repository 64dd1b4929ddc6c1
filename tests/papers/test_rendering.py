"""Every paper as a stranger's reader sees it: text, sheets, fonts, QR code, archive marks."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from itertools import cycle, islice

import pytest
from tests.papers.reading import Paper
from tests.papers.samples import (
    CHILD,
    DEFICIENCY,
    EDITION,
    FORM,
    LONG_ADDRESS,
    MISSING,
    NAME_OF_50,
    ORDINARY,
    REFUSAL,
    SLIP,
    VERIFICATION,
)

from anju.casework.contents import Content, PaperKind, RefusalKind
from anju.papers import Printing, render

A4, A5_LANDSCAPE = (210, 297), (210, 148)
SHEETS = {
    PaperKind.SLIP: A5_LANDSCAPE,
    PaperKind.REGISTRATION_FORM: A4,
    PaperKind.DEFICIENCY_NOTICE: A4,
    PaperKind.RECEIPT: A5_LANDSCAPE,
    PaperKind.COLLECTION_NOTICE: A5_LANDSCAPE,
    PaperKind.REFUSAL_NOTICE: A4,
}
PRINTABLE_EDGE = 5.0


def paper_of(kind: PaperKind, content: Content, printing: Printing | None = None) -> Paper:
    return Paper(render(kind, content.to_dict(), EDITION, printing).pdf)


# ------------------------------------------------------------------ every paper


@pytest.mark.parametrize("kind", PaperKind)
def test_ordinary_paper_is_one_sheet_of_its_size(kind: PaperKind) -> None:
    paper = paper_of(kind, ORDINARY[kind])
    assert len(paper) == 1
    assert paper.sizes == {SHEETS[kind]}
    assert paper.outside(PRINTABLE_EDGE) == []
    assert "第1页共1页" in paper.text


@pytest.mark.parametrize("kind", PaperKind)
def test_all_fonts_travel_in_the_file(kind: PaperKind) -> None:
    fonts = paper_of(kind, ORDINARY[kind]).fonts
    assert set(fonts) <= {"NotoSansSC-Regular", "NotoSansSC-Bold", "NotoSerifSC-Bold"}
    assert {"NotoSansSC-Regular", "NotoSerifSC-Bold"} <= set(fonts)
    assert all(fonts.values())


@pytest.mark.parametrize("kind", PaperKind)
def test_qr_code_reads_back(kind: PaperKind) -> None:
    paper = paper_of(kind, ORDINARY[kind])
    assert paper.qr_texts == [VERIFICATION.link]
    assert VERIFICATION.code in paper.text


@pytest.mark.parametrize("kind", PaperKind)
def test_paper_is_marked_as_archival_unless_asked_otherwise(kind: PaperKind) -> None:
    content = ORDINARY[kind].to_dict()
    archival = render(kind, content, EDITION).pdf
    assert b"<pdfaid:part>2</pdfaid:part>" in archival
    assert b"<pdfaid:conformance>B</pdfaid:conformance>" in archival
    assert b"/OutputIntents" in archival
    assert b"/SMask" not in archival
    ordinary = render(kind, content, EDITION, Printing(archival=False)).pdf
    assert b"pdfaid:part" not in ordinary


@pytest.mark.parametrize("kind", PaperKind)
def test_equal_content_gives_equal_bytes(kind: PaperKind) -> None:
    content = ORDINARY[kind].to_dict()
    assert render(kind, content, EDITION) == render(kind, content, EDITION)


def test_equal_content_gives_equal_bytes_in_another_process() -> None:
    program = (
        "import sys; sys.path[:0] = ['src', '.']\n"
        "from hashlib import sha256\n"
        "from anju.papers import render\n"
        "from tests.papers.samples import EDITION, SLIP\n"
        "print(sha256(render('slip', SLIP.to_dict(), EDITION).pdf).hexdigest())\n"
    )
    other = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    here = render("slip", SLIP.to_dict(), EDITION).pdf
    assert other.stdout.decode().strip() == sha256(here).hexdigest()


def test_papers_made_at_once_in_many_threads_do_not_mix() -> None:
    names = [f"吴{number}号" for number in range(12)]
    slips = [replace(SLIP, holder=replace(SLIP.holder, name=name)) for name in names]
    with ThreadPoolExecutor(4) as pool:
        papers = list(pool.map(lambda slip: paper_of(PaperKind.SLIP, slip), slips))
    assert all(name in paper.text for name, paper in zip(names, papers, strict=True))


def test_markup_in_content_is_printed_as_written() -> None:
    name = '#panic("x") $1$ *粗* _斜_ <a> \\ `code` @ref // 注'
    paper = paper_of(PaperKind.SLIP, replace(SLIP, holder=replace(SLIP.holder, name=name)))
    assert "".join(name.split()) in paper.text


# ------------------------------------------------------------------ characters


def test_rare_characters_are_drawn_and_readable() -> None:
    rare = "㮾𠮷𪚥𫠜𬭸"
    slip = replace(SLIP, holder=replace(SLIP.holder, name="吴" + rare))
    rendered = render(PaperKind.SLIP, slip.to_dict(), EDITION)
    paper = Paper(rendered.pdf)
    assert rendered.missing_characters == ()
    assert "吴" + rare in paper.text
    assert paper.fonts["AnjuRareHan"]


def test_character_of_no_font_is_shown_by_its_code_point_and_reported() -> None:
    slip = replace(SLIP, holder=replace(SLIP.holder, name="吴\U00031350\ue000花"))
    rendered = render(PaperKind.SLIP, slip.to_dict(), EDITION)
    assert rendered.missing_characters == ("\ue000", "\U00031350")
    assert "吴〔U+31350〕〔U+E000〕花" in Paper(rendered.pdf).text


def test_title_with_a_character_beyond_the_bold_faces_keeps_it() -> None:
    refusal = replace(REFUSAL, office=replace(REFUSAL.office, organ="㵲阳镇公安局"))
    assert paper_of(PaperKind.REFUSAL_NOTICE, refusal).text.startswith("㵲阳镇公安局")


# ------------------------------------------------------------------ strained papers


def test_slip_holds_a_name_of_fifty_and_long_addresses_on_one_sheet() -> None:
    slip = replace(
        SLIP,
        holder=replace(SLIP.holder, name=NAME_OF_50),
        hukou_address=LONG_ADDRESS,
        residence_address=LONG_ADDRESS,
        children=(CHILD,) * 4,
    )
    paper = paper_of(PaperKind.SLIP, slip)
    assert len(paper) == 1
    assert paper.outside(PRINTABLE_EDGE) == []
    assert NAME_OF_50 in paper.text
    assert paper.text.count(LONG_ADDRESS) == 2
    assert paper.text.count("吴小满（女儿，2019年5月21日出生）") == 4


def test_large_slip_keeps_its_letters_large_and_takes_a_second_sheet() -> None:
    slip = replace(
        SLIP, holder=replace(SLIP.holder, name=NAME_OF_50), residence_address=LONG_ADDRESS
    )
    paper = paper_of(PaperKind.SLIP, slip, Printing(large_print=True))
    assert paper.sizes == {A5_LANDSCAPE}
    assert paper.outside(PRINTABLE_EDGE) == []
    assert NAME_OF_50 in paper.text
    assert LONG_ADDRESS in paper.text


def test_form_puts_a_household_of_twelve_on_a_continuation_sheet() -> None:
    members = tuple(replace(CHILD, name=f"吴小满{number:02}") for number in range(1, 13))
    form = replace(
        FORM,
        members=members,
        person=replace(FORM.person, name=NAME_OF_50, hukou_address=LONG_ADDRESS),
        stay=replace(FORM.stay, residence_address=LONG_ADDRESS),
        work=replace(FORM.work, employer="A" * 60),
    )
    paper = paper_of(PaperKind.REGISTRATION_FORM, form)
    assert len(paper) == 2
    assert paper.outside(PRINTABLE_EDGE) == []
    assert "暂住信息登记表（续页）" in paper.text
    assert all(member.name in paper.text for member in members)
    assert NAME_OF_50 in paper.text
    assert LONG_ADDRESS in paper.text
    assert "A" * 60 in paper.text
    assert "第2页共2页" in paper.text
    assert paper.text.count("申报人（签名）") == 2
    assert "共12人，其余8人见续页" in paper.text


def test_notice_tells_fifteen_missing_items_with_the_head_on_each_sheet() -> None:
    numbers = [f"第{number:02}样" for number in range(1, 16)]
    missing = tuple(replace(MISSING, what=what) for what in numbers)
    notice = replace(DEFICIENCY, missing=missing, applicant=NAME_OF_50)
    paper = paper_of(PaperKind.DEFICIENCY_NOTICE, notice)
    assert len(paper) == 2
    assert paper.outside(PRINTABLE_EDGE) == []
    assert all(what in paper.text for what in numbers)
    assert paper.text.count("怎样算补齐") == 2
    assert "下列15项材料" in paper.text


# ------------------------------------------------------------------ what each paper must say


def says(kind: PaperKind, content: Content, *sentences: str) -> None:
    text = paper_of(kind, content).text
    assert [sentence for sentence in sentences if sentence not in text] == []


def test_slip_says_when_a_permit_can_be_applied_for_and_that_it_is_free() -> None:
    says(
        PaperKind.SLIP,
        SLIP,
        "暂住登记凭证",
        "9901**********0043",
        "登记日期2026年11月23日",
        "2026年5月20日依据：劳动合同签订日",
        "2026年11月21日（星期六）",
        "吴小满（女儿，2019年5月21日出生）",
        "0855-8223045",
        "免费发放",
        "经办人：吴敏",
    )


def test_slip_says_why_when_there_is_no_day_for_a_permit() -> None:
    note = "户籍地和居住地同属一市，不属于申领居住证的范围"
    says(PaperKind.SLIP, replace(SLIP, may_apply_from=None, may_apply_note=note), note)


def test_slip_says_which_print_it_is_and_when_it_was_made() -> None:
    printing = Printing(number=3, printed_at=datetime(2026, 11, 23, 16, 5, tzinfo=UTC))
    assert "第3次打印2026-11-2400:05" in paper_of(PaperKind.SLIP, SLIP, printing).text


def test_form_says_everything_that_was_collected() -> None:
    collected = {
        str(value)
        for part in (FORM.person, FORM.stay, FORM.work, FORM.reporter)
        for name, value in part.to_dict().items()
        if value and not name.endswith(("_on", "_since"))
    }
    says(
        PaperKind.REGISTRATION_FORM,
        FORM,
        *("".join(value.split()) for value in collected),
        "1990年3月8日",
        "2026年11月21日",
        "申报人（签名）",
        "登记人：吴敏",
    )


def test_deficiency_notice_says_what_why_how_who_and_by_which_article() -> None:
    item = DEFICIENCY.missing[0]
    says(
        PaperKind.DEFICIENCY_NOTICE,
        DEFICIENCY,
        item.what,
        item.why,
        item.satisfied_by,
        item.issued_by,
        item.basis,
        "2026年12月8日（星期二）",
        "0855-8223046投诉",
        "被告知人（签名）",
        "告知人：吴敏",
    )


def test_deficiency_notice_names_the_office_where_it_has_no_number_for_complaints() -> None:
    office = replace(DEFICIENCY.office, complaint_phone="", hours="", window="")
    notice = replace(DEFICIENCY, office=office)
    says(
        PaperKind.DEFICIENCY_NOTICE,
        notice,
        "可以拨打0855-8223045投诉",
        "到哪里：凯里市公安局大十字派出所，凯里市迎宾大道15号",
        "电话：0855-8223045",
    )


def test_sentence_gets_its_full_stop_once() -> None:
    open_ended = replace(DEFICIENCY, how_to_supply="到窗口补交")
    ended = replace(DEFICIENCY, how_to_supply="到窗口补交。")
    for notice in (open_ended, ended):
        says(PaperKind.DEFICIENCY_NOTICE, notice, "怎样补交：到窗口补交。到哪里")


def test_irrp_9_receipt_says_the_last_day_in_words() -> None:
    kind = PaperKind.RECEIPT
    says(kind, ORDINARY[kind], "最迟制好2026年12月1日（星期二）", "2026年12月9日（星期三）", "0元")


def test_collection_notice_says_where_and_with_what() -> None:
    kind = PaperKind.COLLECTION_NOTICE
    says(kind, ORDINARY[kind], "领取地点", "3号窗口", "本人居民身份证", "代领", "0元")


@pytest.mark.parametrize(
    ("refusal", "title"),
    [
        (RefusalKind.DECLINE_ACCEPTANCE, "不予受理通知书"),
        (RefusalKind.REFUSE, "不予办理通知书"),
        (RefusalKind.REFUSE_ENDORSEMENT, "不予签注通知书"),
        (RefusalKind.REJECT_REPORT, "不予登记通知书"),
    ],
)
def test_refusal_says_reason_article_and_remedy(refusal: RefusalKind, title: str) -> None:
    reasons = tuple(islice(cycle(REFUSAL.reasons), 2))
    says(
        PaperKind.REFUSAL_NOTICE,
        replace(REFUSAL, kind=refusal, reasons=reasons),
        title,
        "（一）" + REFUSAL.reasons[0].text,
        "《居住证暂行条例》第二条",
        "六十日内向凯里市人民政府申请行政复议",
        "六个月内依法向凯里市人民法院提起行政诉讼",
        "申请人签收",
    )
