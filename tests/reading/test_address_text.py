"""Addresses as people write them, taken apart, and never cut short."""

import pytest

from anju.reading.counter.address_text import AddressText, read

ABOVE = ("贵州省", "黔东南苗族侗族自治州", "黔东南州", "凯里市")
TOWNSHIPS = {"西门街道": "522601002", "下司镇": "522601107"}


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("迎宾大道15号", AddressText(street="迎宾大道15号")),
        ("迎宾大道15号1栋602", AddressText(street="迎宾大道15号", building="1栋", room="602")),
        ("迎宾大道15号602", AddressText(street="迎宾大道15号", room="602")),
        (
            "贵州省黔东南苗族侗族自治州凯里市西门街道迎宾大道15号1栋2单元6层602室",
            AddressText("522601002", "迎宾大道15号", "1栋", "2", 6, "602"),
        ),
        ("凯里市下司镇", AddressText("522601107", "下司镇")),
        ("未来城3栋2-1102", AddressText(street="未来城", building="3栋", unit="2", room="1102")),
        ("602 未来城", AddressText(street="未来城", room="602")),
        ("未来城　３栋 602", AddressText(street="未来城", building="3栋", room="602")),
        ("安置区一期10栋负二楼", AddressText(street="安置区一期", building="10栋", floor=-2)),
        ("红星美凯龙六楼", AddressText(street="红星美凯龙", floor=6)),
        ("莲花巷136号A座B1层", AddressText(street="莲花巷136号", building="A座", floor=-1)),
        ("村委会对面", AddressText(street="村委会对面")),
        ("ybdd15 602", AddressText(street="ybdd15", room="602")),
        ("8号楼", AddressText(building="8号楼")),
        ("", AddressText()),
    ],
)
def test_parts(text: str, parts: AddressText) -> None:
    assert read(text, above=ABOVE, townships=TOWNSHIPS) == parts


@pytest.mark.parametrize("text", ["🏠🏠", "市" * 200, "----", "号号号", "6666666666"])
def test_rubbish_is_kept_as_it_is(text: str) -> None:
    assert read(text).street
