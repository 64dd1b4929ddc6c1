"""Every public page: its frame, its words, its weight; and that it needs no database."""

import gzip
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

PAGES = (
    "/",
    "/guide/",
    "/guide/?q=xuqian",
    "/guide/?q=没有这种事",
    "/guide/register/",
    "/guide/hotel/",
    "/guide/apply/",
    "/guide/collect/",
    "/guide/agent/",
    "/guide/endorse/",
    "/guide/rights/",
    "/guide/move/",
    "/guide/leave/",
    "/guide/lost/",
    "/guide/employer/",
    "/guide/landlord/",
    "/guide/notice/",
    "/check/",
    "/check/hukou-county/",
    "/check/residence/",
    "/check/residence-county/",
    "/check/stay/",
    "/check/since/",
    "/check/grounds/",
    "/check/papers/",
    "/check/applicant/",
    "/where/",
    "/where/?q=dsz",
    "/about/help/",
    "/about/privacy/",
    "/about/accessibility/",
)
#: The one address a public page links to that is not public.
NEEDS_ROWS = {"/signin/"}
FIRST_VISIT_IN_BYTES = 80 * 1024
LATER_PAGE_IN_BYTES = 15 * 1024
REPLACED_WORDS = ("暂住证", "续期", "年检", "作废")


class Outline(HTMLParser):
    """What a page is built of: its elements with their attributes, in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def read(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


@pytest.mark.parametrize("address", PAGES)
def test_frame_is_whole(client: Client, address: str) -> None:
    outline = Outline(read(client, address))
    assert outline.all("html")[0]["lang"] == "zh-CN"
    assert len(outline.all("main")) == 1
    assert len(outline.all("h1")) == 1
    first_link = outline.all("a")[0]
    assert (first_link["href"], first_link["class"]) == ("#main", "anju-skip-link")


@pytest.mark.parametrize("address", PAGES)
def test_nothing_is_written_inline(client: Client, address: str) -> None:
    outline = Outline(read(client, address))
    assert not outline.all("style")
    assert all("style" not in attributes for _, attributes in outline.elements)
    assert all(script.get("src") and script.get("nonce") for script in outline.all("script"))
    handlers = [name for _, attributes in outline.elements for name in attributes]
    assert not [name for name in handlers if name.startswith("on")]


@pytest.mark.parametrize("address", PAGES)
def test_nothing_is_kept_in_the_browser(client: Client, address: str) -> None:
    assert not client.get(address).cookies


@pytest.mark.parametrize("address", PAGES)
def test_words_are_those_of_the_glossary(client: Client, address: str) -> None:
    html = read(client, address)
    assert not [word for word in REPLACED_WORDS if word in html]


def test_links_inside_lead_somewhere(client: Client) -> None:
    links = {a["href"] or "" for page in PAGES for a in Outline(read(client, page)).all("a")}
    inside = {link.split("#")[0] for link in links if link.startswith("/")} - NEEDS_ROWS
    assert {link for link in inside if client.get(link).status_code >= 400} == set()


def test_first_visit_stays_under_its_weight_even_without_compression(client: Client) -> None:
    html = read(client, "/")
    outline = Outline(html)
    loaded = [link["href"] for link in outline.all("link")]
    loaded += [script["src"] for script in outline.all("script")]
    loaded += [image["src"] for image in outline.all("img")] + ["/static/web/icons.svg"]
    files = {name.removeprefix("/static/") for name in loaded if name}
    weight = sum(Path(str(finders.find(name))).stat().st_size for name in files)
    assert weight + len(html.encode()) <= FIRST_VISIT_IN_BYTES


@pytest.mark.parametrize("address", PAGES)
def test_later_pages_are_light(client: Client, address: str) -> None:
    assert packed(read(client, address).encode()) <= LATER_PAGE_IN_BYTES


def packed(content: bytes) -> int:
    return len(gzip.compress(content, 9))


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/nowhere/", 404, "没有这一页"),
        ("/guide/nothing/", 404, "没有这一页"),
        ("/check/nothing/", 404, "没有这一页"),
        ("/check/stay/?a=ABCD", 400, "这个短码抄错了一位"),
        ("/check/result/?a=ABCD", 400, "这个短码抄错了一位"),
    ],
)
def test_faults_say_what_to_do(client: Client, address: str, status: int, words: str) -> None:
    html = read(client, address, status)
    assert words in html
    assert "窗口" in html


def test_a_forged_form_is_told_to_go_back(client: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/gallery/", {"name": "周小满"})
    assert answer.status_code == 403


def test_something_broken_gives_a_code_to_read_out() -> None:
    from django.test import RequestFactory

    from anju.web.pages.errors.views import broken

    answer = broken(RequestFactory().get("/"))
    assert answer.status_code == 500
    assert re.search(r'class="number">[A-Z0-9]{4}<', answer.content.decode())


def test_a_browser_that_asks_for_english_gets_a_page_that_says_what_it_is(client: Client) -> None:
    html = client.get("/", headers={"accept-language": "en"}).content.decode()
    assert '<html lang="zh-CN"' in html
