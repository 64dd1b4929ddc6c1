"""Pages packed into one piece come out as they went in."""

import pytest

from anju.kit.page_bundle import PageBundle, joined, packed, unpacked


@pytest.mark.parametrize(
    "bundle",
    [PageBundle(()), PageBundle((b"",)), PageBundle((b"\n{}", b"\xff\xd8"), ("d",), "合同.jpg")],
)
def test_what_is_packed_comes_out_again(bundle: PageBundle) -> None:
    assert unpacked(packed(bundle)) == bundle


@pytest.mark.parametrize("content", [b"", b"{}", b'{"sizes":[3],"digests":[],"name":""}\nab'])
def test_what_was_not_packed_is_refused(content: bytes) -> None:
    with pytest.raises((ValueError, KeyError)):
        unpacked(content)


def test_files_of_one_paper_are_joined_page_after_page() -> None:
    one, two = PageBundle((b"1", b"2"), ("a",), "x"), PageBundle((b"3",), ("b",), "y")
    assert joined([one, two]) == PageBundle((b"1", b"2", b"3"), ("a", "b"))
