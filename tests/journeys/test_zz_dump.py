"""Every kind of paper as the verbs really issue it: printed, read back, and found fit to take home."""

import re
from dataclasses import replace
from datetime import date

import pytest
from tests.factories.cast import LI, SUN, WANG, WU, ZHENG
from tests.factories.lives import (
    ELIGIBLE_ON,
    EVERYTHING,
    REGISTERED_ON,
    Life,
    accepted,
    applying,
    approved,
    carded,
    registered,
)
from tests.factories.registrations import at, child, entry, household, key
from tests.papers.reading import Paper

from anju.access.actor import Actor
from anju.access.scope import scoped
from anju.casework.cases.acceptance import accept, decline_acceptance, notify_deficiencies
from anju.casework.cases.applications import supplement
from anju.casework.cases.decisions import refuse, review
from anju.casework.cases.outcomes import Deficiency
from anju.casework.prints import count_print
from anju.casework.registrations.register import register_household
from anju.papers import Printing, render
from anju.reading.papers_issued import FrozenPaper, household_slips, paper
from anju.reading.person_file import person_file
from anju.records.issued.models import Paper as PaperRow

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("agencies")]

DAY = at(ELIGIBLE_ON, 15)


def test_dump() -> None:
    told = register_household(
        actor=WU,
        household=household(
            entry(), child(document_kind="111"), entry(name="王五", relation_to_householder="2")
        ),
        request_key=key(),
        now=at(REGISTERED_ON),
    )
    for one in household_slips(WU, told.household_ref, now=at(REGISTERED_ON)):
        printed_dump(one)
    n = registered(entry(hukou_division="522601", name="赵同城"))
    f = person_file(WU, n.person_ref, now=DAY)
    for p in f.papers:
        if p.kind == "slip":
            printed_dump(paper(WU, p.number, now=DAY), "same_city")
    life = applying(evidence=EVERYTHING[:3])
    notify_deficiencies(
        actor=WU,
        case_number=life.case_number,
        faulty=(Deficiency("lease", "没有出租人签名"),),
        request_key=key(),
        now=DAY,
    )
    dump(life, "deficiency_notice")
    life = carded(approved(), blank_serial="B0001", on=ELIGIBLE_ON)
    dump(life, "receipt")
    dump(life, "collection_notice")
    life = accepted()
    review(actor=SUN, case_number=life.case_number, request_key=key(), now=DAY)
    refuse(
        actor=WANG,
        case_number=life.case_number,
        reason_code="same_city",
        reason_text="",
        request_key=key(),
        now=DAY,
    )
    dump(life, "refusal_notice", "bureau")
    life = applying()
    decline_acceptance(
        actor=WU,
        case_number=life.case_number,
        reason_code="half_year_not_complete",
        reason_text="经核实，您2026年5月才到凯里。",
        request_key=key(),
        now=DAY,
    )
    dump(life, "refusal_notice", "decline")


def dump(life, kind, name=""):
    with scoped(WU):
        number = (
            PaperRow.objects.filter(subject_ref=life.case_number, kind=kind)
            .order_by("id")
            .values_list("number", flat=True)
            .last()
        )
    printed_dump(paper(WU, number, now=DAY), name)


def printed_dump(found, name=""):
    import pypdfium2 as pdfium

    for large in (False, True) if found.kind == "slip" else (False,):
        pdf = render(
            found.kind,
            found.content,
            found.edition,
            Printing(number=1, printed_at=DAY, large_print=large),
        ).pdf
        doc = pdfium.PdfDocument(pdf)
        for i, page in enumerate(doc):
            png(
                page.render(scale=1.6).to_numpy(),
                f"/tmp/casework2/{found.kind}{name}{'-large' if large else ''}-{i}.png",
            )


def png(a, path):
    import struct, zlib

    h, w = a.shape[:2]
    rgb = a[:, :, 2::-1].copy() if a.shape[2] >= 3 else a.repeat(3, axis=2)
    raw = b"".join(b"\x00" + rgb[y].tobytes() for y in range(h))

    def chunk(t, d):
        c = t + d
        return struct.pack(">I", len(d)) + c + struct.pack(">I", zlib.crc32(c))

    open(path, "wb").write(
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", w, h, 8, 2, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(raw))
        + chunk(b"IEND", b"")
    )
