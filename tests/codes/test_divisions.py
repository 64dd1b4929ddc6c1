from datetime import date
from itertools import pairwise

import pytest

from anju.codes import divisions
from anju.codes.divisions import DivisionKind
from anju.codes.rows import read_rows

TODAY = date(2026, 11, 1)
ALL_CODES = sorted({row[0] for row in read_rows("divisions")})


@pytest.mark.parametrize(
    ("code", "on", "name", "kind", "parent"),
    [
        ("520102", date(2024, 1, 1), "南明区", "district", "520100"),
        ("520115", date(2024, 1, 1), "观山湖区", "district", "520100"),
        ("520181", date(2024, 1, 1), "清镇市", "county_city", "520100"),
        ("520121", date(2024, 1, 1), "开阳县", "county", "520100"),
        ("520203", date(2024, 1, 1), "六枝特区", "special_district", "520200"),
        ("520201", date(1985, 1, 1), "水城特区", "special_district", "520200"),
        ("520201", date(2024, 1, 1), "钟山区", "district", "520200"),
        ("520204", date(2021, 1, 1), "水城区", "district", "520200"),
        ("520221", date(2019, 1, 1), "水城县", "county", "520200"),
        ("520304", date(2016, 7, 1), "播州区", "district", "520300"),
        ("520321", date(2016, 5, 1), "遵义县", "county", "520300"),
        ("520382", date(2024, 1, 1), "仁怀市", "county_city", "520300"),
        ("520403", date(2015, 1, 1), "平坝区", "district", "520400"),
        ("520421", date(2013, 6, 1), "平坝县", "county", "520400"),
        ("520581", date(2022, 1, 1), "黔西市", "county_city", "520500"),
        ("522601", date(2024, 1, 1), "凯里市", "county_city", "522600"),
        ("522732", date(2024, 1, 1), "三都水族自治县", "autonomous_county", "522700"),
        ("441900", date(2024, 1, 1), "东莞市", "prefecture_city", "440000"),
        ("460400", date(2024, 1, 1), "儋州市", "prefecture_city", "460000"),
        ("620200", date(2024, 1, 1), "嘉峪关市", "prefecture_city", "620000"),
        ("500112", date(2024, 1, 1), "渝北区", "district", "500000"),
        ("500229", date(2024, 1, 1), "城口县", "county", "500000"),
        ("419001", date(2024, 1, 1), "济源市", "county_city", "410000"),
        ("429004", date(2024, 1, 1), "仙桃市", "county_city", "420000"),
        ("429021", date(2024, 1, 1), "神农架林区", "forest_district", "420000"),
        ("310115", date(2024, 1, 1), "浦东新区", "district", "310000"),
        ("152221", date(2024, 1, 1), "科尔沁右翼前旗", "banner", "152200"),
    ],
)
def test_a_code_names_the_place_of_its_time(
    code: str, on: date, name: str, kind: str, parent: str
) -> None:
    found = divisions.find(code, on)
    assert found is not None
    assert (found.name, found.kind, found.parent) == (name, DivisionKind(kind), parent)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("522101", "520302"),
        ("522121", "520304"),
        ("520321", "520304"),
        ("522102", "520381"),
        ("522103", "520382"),
        ("522132", "520330"),
        ("522201", "520602"),
        ("522221", "520602"),
        ("522230", "520603"),
        ("522229", "520628"),
        ("522401", "520502"),
        ("522421", "520502"),
        ("522422", "520521"),
        ("522423", "520581"),
        ("520522", "520581"),
        ("522428", "520527"),
        ("522501", "520402"),
        ("522521", "520402"),
        ("522526", "520403"),
        ("522528", "520424"),
        ("522529", "520423"),
        ("522502", "520181"),
        ("522525", "520181"),
        ("522522", "520121"),
        ("522524", "520123"),
        ("520202", "520281"),
        ("520222", "520281"),
        ("520221", "520204"),
        ("522322", "522302"),
        ("522321", "522301"),
        ("522621", "522601"),
        ("522721", "522701"),
        ("522724", "522702"),
        ("520114", "520111"),
        ("522100", "520300"),
        ("522200", "520600"),
        ("522400", "520500"),
        ("522500", "520400"),
        ("469003", "460400"),
        ("110103", "110101"),
        ("511202", "500101"),
    ],
)
def test_an_old_code_leads_to_the_place_that_continues_it(old: str, new: str) -> None:
    found = divisions.resolve(old, TODAY)
    assert found is not None
    assert found.code == new
    assert divisions.state(old, TODAY) == "historic"


@pytest.mark.parametrize("code", [code for code in ALL_CODES if code.startswith("52")])
def test_every_code_ever_printed_in_guizhou_resolves_within_guizhou(code: str) -> None:
    found = divisions.resolve(code, TODAY)
    assert found is not None
    assert found.code.startswith("52")


def test_every_code_ever_listed_in_the_country_leads_to_one_that_stands() -> None:
    lost = [code for code in ALL_CODES if divisions.resolve(code, TODAY) is None]
    assert lost == []


def test_a_county_keeps_its_level_when_its_code_changes() -> None:
    """An old county must never resolve to a prefecture in Guizhou: the city unit hangs on it."""
    upper = {DivisionKind.PREFECTURE_CITY, DivisionKind.AUTONOMOUS_PREFECTURE}
    counties = [code for code in ALL_CODES if code[:2] == "52" and not code.endswith("00")]
    resolved = [divisions.resolve(code, TODAY) for code in counties]
    assert [one for one in resolved if one is None or one.kind in upper] == []


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("441900001", "441900"),
        ("620201", "620200"),
        ("460400100", "460400"),
        ("520101", "520100"),
        ("110100", "110000"),
        ("500200", "500000"),
        ("522601001003", "522601"),
        ("830000", "710000"),
        ("341171", "341100"),
        ("232761", "232700"),
    ],
)
def test_longer_and_statistical_codes_stand_for_a_division(given: str, code: str) -> None:
    found = divisions.resolve(given, TODAY)
    assert found is not None
    assert found.code == code


def test_aliases_point_to_divisions_that_stand() -> None:
    for alias, code, _ in read_rows("division_aliases"):
        assert divisions.versions(alias) == ()
        assert divisions.find(code, TODAY) is not None


def test_the_four_towns_of_a_city_without_districts_are_the_city() -> None:
    assert divisions.normalised("442000101") == "442000"


@pytest.mark.parametrize("code", ["529999", "990101", "", "52", "贵州"])
def test_a_code_no_book_lists_is_unknown(code: str) -> None:
    assert divisions.state(code, TODAY) == "unknown"
    assert divisions.resolve(code, TODAY) is None
    assert divisions.full_name(code, TODAY) is None


def test_a_code_of_later_is_unknown_before_and_followed_back() -> None:
    before = date(2010, 1, 1)
    assert divisions.state("520304", before) == "unknown"
    found = divisions.resolve("520304", before)
    assert found is not None
    assert (found.code, found.name) == ("520321", "遵义县")


def test_spans_of_one_code_never_overlap() -> None:
    for code in ALL_CODES:
        spans = divisions.versions(code)
        for earlier, later in pairwise(spans):
            assert earlier.valid_to is not None
            assert earlier.valid_to <= later.valid_from


def test_spans_are_in_order() -> None:
    for code in ALL_CODES:
        for one in divisions.versions(code):
            assert one.valid_to is None or one.valid_from < one.valid_to


def test_the_parent_of_a_county_stands_with_it() -> None:
    current = [code for code in ALL_CODES if divisions.find(code, TODAY)]
    for code in current:
        one = divisions.find(code, TODAY)
        assert one is not None
        assert one.parent is None or divisions.find(one.parent, TODAY) is not None


def test_guizhou_has_88_counties_in_nine_prefectures() -> None:
    prefectures = divisions.children("520000", TODAY)
    assert len(prefectures) == 9
    assert sum(len(divisions.children(one.code, TODAY)) for one in prefectures) == 88


def test_guiyang_of_2024_has_its_districts_and_counties() -> None:
    names = [one.name for one in divisions.children("520100", date(2024, 1, 1))]
    assert names == [
        *("南明区", "云岩区", "花溪区", "乌当区", "白云区", "观山湖区"),
        *("开阳县", "息烽县", "修文县", "清镇市"),
    ]


def test_there_are_34_divisions_of_the_first_level() -> None:
    assert len(divisions.provinces(TODAY)) == 34


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("520103", "贵州省贵阳市云岩区"),
        ("522601", "贵州省黔东南苗族侗族自治州凯里市"),
        ("110105", "北京市朝阳区"),
        ("419001", "河南省济源市"),
        ("522101", "贵州省遵义地区遵义市"),
    ],
)
def test_a_full_name_is_what_an_address_begins_with(code: str, name: str) -> None:
    assert divisions.full_name(code, TODAY) == name


def test_a_short_name_is_given_also_for_a_code_that_ended() -> None:
    assert divisions.name_of("522621", TODAY) == "凯里县"
    assert divisions.name_of("529999", TODAY) is None


def test_a_succession_names_its_document_where_one_is_known() -> None:
    assert [one.document for one in divisions.successors("230703")] == ["国函〔2019〕63号"]


def test_successions_are_read_both_ways() -> None:
    forward = divisions.successors("520321")
    assert [(one.new, one.how) for one in forward] == [("520304", "recoded")]
    assert [one.old for one in divisions.predecessors("520304")] == ["520321"]
