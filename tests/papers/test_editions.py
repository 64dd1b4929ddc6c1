"""Editions are dated, complete, and old ones stay printable."""

from datetime import date

import pytest

from anju.casework.contents import PaperKind
from anju.papers import edition_in_force, edition_named, editions_of


@pytest.mark.parametrize("kind", PaperKind)
def test_each_paper_has_an_edition_in_force_since_the_notice(kind: PaperKind) -> None:
    edition = edition_in_force(kind, date(2016, 7, 30))
    assert edition in editions_of(kind)
    assert edition.set_by
    assert edition.basis
    assert edition == edition_named(kind, edition.name)


@pytest.mark.parametrize("kind", PaperKind)
def test_every_template_an_edition_names_exists(kind: PaperKind) -> None:
    for edition in editions_of(kind):
        assert all(template.is_file() for template in edition.templates.values())


def test_no_edition_before_the_notice() -> None:
    with pytest.raises(LookupError, match="no edition in force on 2016-07-29"):
        edition_in_force(PaperKind.SLIP, date(2016, 7, 29))


def test_unknown_edition_is_refused() -> None:
    with pytest.raises(LookupError, match="no edition 2099-01-01"):
        edition_named(PaperKind.SLIP, "2099-01-01")


def test_only_the_slip_comes_in_large_print() -> None:
    large = {kind for kind in PaperKind if editions_of(kind)[-1].has_large_print}
    assert large == {PaperKind.SLIP}
    receipt = editions_of(PaperKind.RECEIPT)[-1]
    with pytest.raises(ValueError, match="no large print"):
        receipt.template(large_print=True)
