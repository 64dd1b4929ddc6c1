"""Credit codes, floors, origins, sounds, offices, towns."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anju.codes import credit_code, floors, offices, origins, pinyin, townships

TODAY = date(2026, 11, 1)
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
first_seventeens = st.text(alphabet=ALPHABET, min_size=17, max_size=17)


@given(first_seventeens)
def test_a_code_with_its_check_character_reads(first_seventeen: str) -> None:
    code = first_seventeen + credit_code.check_character(first_seventeen)
    assert credit_code.read(code).valid
    assert credit_code.read(f" {code[:8]}-{code[8:].lower()} ").normalised == code


@given(first_seventeens)
def test_the_weighted_sum_of_a_code_is_divisible_by_31(first_seventeen: str) -> None:
    """GB 32100: weights 1, 3, 9, 27, 19 … for the first seventeen, 1 for the check character."""
    weights = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
    total = sum(ALPHABET.index(one) * w for one, w in zip(first_seventeen, weights, strict=True))
    total += ALPHABET.index(credit_code.check_character(first_seventeen))
    assert total % 31 == 0


@given(first_seventeens, st.integers(0, 16), st.integers(1, 30))
def test_one_wrong_character_is_always_found(text: str, place: int, shift: int) -> None:
    code = text + credit_code.check_character(text)
    other = ALPHABET[(ALPHABET.index(code[place]) + shift) % 31]
    assert not credit_code.read(code[:place] + other + code[place + 1 :]).valid


@pytest.mark.parametrize(
    ("typed", "problem", "position"),
    [("", "EM-EMPTY", None), ("9152", "EM-CODE", None), ("O" * 18, "EM-CODE", 1)],
)
def test_what_is_wrong_with_a_code_is_said(typed: str, problem: str, position: int | None) -> None:
    found = credit_code.read(typed).problems[0]
    assert (found.code, found.position) == (problem, position)


@pytest.mark.parametrize(
    ("text", "floor"),
    [
        ("鸭塘街道红星美凯龙六楼", 6),
        ("城西街道未来城9栋一楼", 1),
        ("东出口安置区一期10栋负二楼", -2),
        ("负1层", -1),
        ("地下一层", -1),
        ("B1", -1),
        ("-2楼", -2),
        ("-1", -1),
        ("3F", 3),
        ("二十三层", 23),
        ("十楼", 10),
        ("12", 12),
        ("３楼", 3),
        ("6栋3单元602", None),
        ("B12栋602", None),
        ("3-201", None),
        ("清江路32号", None),
        ("炉山镇城关村", None),
        ("", None),
    ],
)
def test_the_floor_in_an_address_is_found(text: str, floor: int | None) -> None:
    assert floors.floor_in(text) == floor


@given(st.integers(-9, 99).filter(bool))
def test_a_floor_reads_back_from_its_name(floor: int) -> None:
    assert floors.floor_in(floors.floor_name(floor)) == floor


@pytest.mark.parametrize(
    ("hukou", "origin"),
    [
        ("522101", "1"),
        ("520103", "1"),
        ("520203", "2"),
        ("522622", "2"),
        ("441900", "3"),
        ("430723", "4"),
        ("810000", "5"),
        ("710000", "5"),
        ("529999", "9"),
    ],
)
def test_people_come_from_one_of_seven_kinds_of_place(hukou: str, origin: str) -> None:
    assert origins.origin_of(hukou, "52", TODAY) == origin


@pytest.mark.parametrize(
    ("name", "sound", "letters"),
    [
        ("炉山镇", "lu shan zhen", "lsz"),
        ("龙场镇", "long chang zhen", "lcz"),
        ("万潮镇", "wan chao zhen", "wcz"),
        ("湾水镇", "wan shui zhen", "wsz"),
        ("舟溪镇", "zhou xi zhen", "zxz"),
        ("三棵树镇", "san ke shu zhen", "sksz"),
        ("旁海镇", "pang hai zhen", "phz"),
        ("下司镇", "xia si zhen", "xsz"),
        ("碧波镇", "bi bo zhen", "bbz"),
        ("大风洞镇", "da feng dong zhen", "dfdz"),
        ("凯棠镇", "kai tang zhen", "ktz"),
        ("城西街道", "cheng xi jie dao", "cxjd"),
        ("洗马河街道", "xi ma he jie dao", "xmhjd"),
        ("西门街道", "xi men jie dao", "xmjd"),
        ("大十字街道", "da shi zi jie dao", "dszjd"),
        ("湾溪街道", "wan xi jie dao", "wxjd"),
        ("开怀街道", "kai huai jie dao", "khjd"),
        ("鸭塘街道", "ya tang jie dao", "ytjd"),
        ("白午街道", "bai wu jie dao", "bwjd"),
        ("白果井街道", "bai guo jing jie dao", "bgjjd"),
        ("都匀市", "du yun shi", "dys"),
        ("瓮安县", "weng an xian", "wax"),
        ("长顺县", "chang shun xian", "csx"),
        ("三都水族自治县", "san du shui zu zi zhi xian", "sdszzzx"),
        ("迎宾大道15号", "ying bin da dao 15 hao", "ybdd1h"),
    ],
)
def test_places_sound_as_people_say_them(name: str, sound: str, letters: str) -> None:
    assert pinyin.sort_key(name) == sound
    assert pinyin.initials(name) == letters


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("单春花", "shan chun hua"),
        ("曾国", "zeng guo"),
        ("尉迟小妹", "yu chi xiao mei"),
        ("区明", "ou ming"),
        ("覃秀英", "qin xiu ying"),
        ("买买提\u00b7吐尔逊", "mai mai ti tu er xun"),
        ("\U0002f81a", "\U0002f81a"),
    ],
)
def test_a_surname_sounds_as_a_surname(name: str, key: str) -> None:
    assert pinyin.name_sort_key(name) == key


def test_the_page_lists_eleven_towns_and_nine_subdistricts() -> None:
    kinds = [one.kind for one in offices.offices()]
    assert (kinds.count("town"), kinds.count("subdistrict"), len(kinds)) == (11, 9, 20)


def test_offices_stand_at_the_codes_of_the_statistical_list() -> None:
    for one in offices.offices():
        town = townships.find(one.code, "nbs")
        assert town is not None
        assert town.name == one.name


def test_an_office_below_the_street_and_one_above_the_shop_are_found() -> None:
    below, above = offices.find("522601009"), offices.find("522601006")
    assert below is not None
    assert above is not None
    assert (below.floor, above.floor) == (-2, 6)


def test_hours_are_not_known_and_say_so() -> None:
    assert not any(one.hours_confirmed for one in offices.offices())


def test_floors_of_offices_are_those_in_their_address() -> None:
    for one in offices.offices():
        assert floors.floor_in(one.address) == one.floor


def test_two_code_systems_exchange_two_towns_of_kaili() -> None:
    by_system = {
        (system, code): town.name
        for system in ("nbs", "mca")
        for code in ("522601108", "522601109")
        if (town := townships.find(code, "nbs" if system == "nbs" else "mca"))
    }
    assert by_system == {
        ("nbs", "522601108"): "碧波镇",
        ("nbs", "522601109"): "下司镇",
        ("mca", "522601108"): "下司镇",
        ("mca", "522601109"): "碧波镇",
    }


def test_kaili_has_twenty_towns_and_208_villages() -> None:
    towns = townships.townships("522601")
    villages = [
        village for town in towns for village in townships.communities(town.code("nbs") or "")
    ]
    assert (len(towns), len(villages)) == (20, 208)
    assert len({village.code for village in villages}) == 208


def test_a_village_is_spoken_of_without_its_committee() -> None:
    names = {one.short_name for one in townships.communities("522601009")}
    assert all(name.endswith(("社区", "村")) for name in names)


def test_towns_that_ended_are_kept_but_not_offered() -> None:
    standing = {one.name for one in townships.townships("520203")}
    ever = {one.name for one in townships.townships("520203", ended_too=True)}
    assert ever - standing == {"平寨镇"}


def test_a_rare_spelling_is_kept_beside_the_common_one() -> None:
    spelled = [one for one in townships.townships("522625") if one.other_spelling]
    assert [(one.name, one.other_spelling) for one in spelled] == [("㵲阳镇", "舞阳镇")]
