"""The notice of 30 July 2016: its particulars, its content in plain words, its text."""

import re
from dataclasses import dataclass
from datetime import date

from anju.law.text import typed_toml as toml
from anju.web.pages.public.legal_numbers import LegalNumbers
from anju.web.punctuation import full_width

__all__ = ["NOTICE", "Notice", "NoticePart", "notice_parts", "notice_summary"]


@dataclass(frozen=True, slots=True)
class Notice:
    """The particulars of the notice as the portal of Kaili gives them."""

    title: str
    issuer: str
    dated_on: date
    published_on: date
    published_where: str


@dataclass(frozen=True, slots=True)
class NoticePart:
    """One numbered paragraph: its heading, if it has one, and its lines."""

    heading: str
    lines: tuple[str, ...]


NOTICE = Notice(
    title=full_width(toml.text(toml.read("instruments", "PSD-2016"), "title")),
    issuer="贵州省公安厅",
    dated_on=date(2016, 7, 30),
    published_on=date(2020, 11, 13),
    published_where="凯里市人民政府网站",
)

NUMBERED = re.compile("[一二三四五六七八九十]+、")
SUMMARY = (
    "来到外地住 {0.stay_that_obliges} 天以上的，到达后 {0.report_within} 日内"
    "到派出所或者受委托的镇、街道服务中心登记住处，当场免费领登记条。",
    "住满半年，有稳定就业、稳定住所、连续就读中的一条，可以申领居住证；"
    "在户口所在城市的几个区之间搬家不算。",
    "居住时间从登记那天起算；有劳动合同、营业执照、租房备案、学籍材料的，可以从材料上的日子起算。",
    "收下申请后 {0.produce_within} 日内做好居住证，通知您或者代办人领取。",
    "每年签注一次，证明您在这里连续居住。",
    "住宾馆、住院、在救助管理站的，由该单位登记，不办居住证。",
    "第一次领证不收工本费，签注不收费，窗口不得另外收费。",
    "凭居住证在居住地办理出入境证件、换补领身份证、机动车登记、申领驾驶证。",
)


def notice_summary(numbers: LegalNumbers) -> tuple[str, ...]:
    """What the notice means for a person, in plain words."""
    return tuple(line.format(numbers) for line in SUMMARY)


def notice_parts() -> tuple[NoticePart, ...]:
    """The notice word for word; only the marks are made full-width."""
    paragraphs = toml.tables(toml.read("instruments", "PSD-2016"), "paragraph")
    return tuple(_part(full_width(toml.text(paragraph, "text"))) for paragraph in paragraphs)


def _part(text: str) -> NoticePart:
    """The lines of a paragraph; its first is a heading where it is numbered 一、 and so on."""
    first, *rest = text.split("\n")
    return (
        NoticePart(first, tuple(rest)) if NUMBERED.match(first) else NoticePart("", (first, *rest))
    )
