"""An issued paper as PDF: for whom, how often, and how large."""

import pytest
from django.test import Client
from tests.factories.lives import registered
from tests.web.staff_desks import AUDITOR, CLERK, OTHER_CLERK, actor, at_desk

from anju.kit.clock import now
from anju.reading.person_file import PaperRow, person_file

pytestmark = pytest.mark.usefixtures("house")


def papers() -> dict[str, PaperRow]:
    life = registered()
    rows = person_file(actor(CLERK), life.person_ref, now=now()).papers
    return {row.kind: row for row in rows}


def test_the_four_lines_of_access(client: Client) -> None:
    address = f"/papers/{papers()['slip'].number}.pdf"
    assert client.get(address).headers["Location"].startswith("/signin/?next=")
    assert at_desk(AUDITOR).get(address).status_code == 404
    assert at_desk(OTHER_CLERK).get(address).status_code == 404
    answer = at_desk(CLERK).get(address)
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith("inline")
    assert "no-store" in answer.headers["Cache-Control"]


def test_prints_are_counted_and_large_print_differs() -> None:
    found = papers()
    clerk = at_desk(CLERK)
    plain = clerk.get(f"/papers/{found['slip'].number}.pdf").content
    large = clerk.get(f"/papers/{found['slip'].number}.pdf?large=1").content
    assert plain.startswith(b"%PDF")
    assert large.startswith(b"%PDF")
    assert plain != large
    form = clerk.get(f"/papers/{found['registration_form'].number}.pdf?large=1")
    assert form.content.startswith(b"%PDF")
    (life,) = {row.number for row in found.values() if row.kind == "slip"}
    assert clerk.head(f"/papers/{life}.pdf").status_code == 200


def test_a_number_nobody_has_is_not_there() -> None:
    assert at_desk(CLERK).get("/papers/P0000000000000000000.pdf").status_code == 404
