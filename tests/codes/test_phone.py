import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.codes.writing import full_width

from anju.codes import phone


@pytest.mark.parametrize(
    ("typed", "kept", "kind"),
    [
        ("15400000001", "15400000001", "mobile"),
        ("+86 154 0000 0001", "15400000001", "mobile"),
        ("008615400000001", "15400000001", "mobile"),
        ("8615400000001", "15400000001", "mobile"),
        (full_width("154-0000-0001"), "15400000001", "mobile"),
        ("0855-8223045", "0855-8223045", "landline"),
        ("（0855）8223045", "0855-8223045", "landline"),
        ("08558223045", "0855-8223045", "landline"),
        ("+86 855 8223045", "8558223045", None),
        ("0855-8223045转12", "0855-8223045-12", "landline"),
        ("010 6655 4433", "010-66554433", "landline"),
        ("8223045", "8223045", None),
        ("1540000000", "1540000000", None),
        ("12345678901", "12345678901", None),
        ("无", "无", None),
    ],
)
def test_a_number_is_kept_in_one_form(typed: str, kept: str, kind: str | None) -> None:
    read = phone.read(typed)
    assert (read.normalised, read.kind) == (kept, kind)
    assert [one.code for one in read.problems] == ([] if kind else ["PH-FORM"])


def test_nobody_needs_a_telephone() -> None:
    assert phone.read("").valid
    assert phone.read(" ").normalised == ""


@given(st.text(max_size=30))
def test_reading_twice_changes_nothing_more(text: str) -> None:
    once = phone.read(text)
    if once.valid:
        assert phone.read(once.normalised).normalised == once.normalised


@pytest.mark.parametrize(
    ("number", "shown"),
    [("15400000001", "154****0001"), ("0855-8223045", "085*****3045"), ("12345", "*****")],
)
def test_a_masked_number_keeps_its_ends(number: str, shown: str) -> None:
    assert phone.masked(number) == shown
