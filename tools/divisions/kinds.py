"""The kind of a division: by the last word of its name, with the exceptions written out."""

KIND_BY_ENDING = {
    "地区": "prefecture",
    "盟": "league",
    "自治州": "autonomous_prefecture",
    "自治县": "autonomous_county",
    "自治旗": "autonomous_banner",
    "特区": "special_district",
    "区": "district",
    "县": "county",
    "旗": "banner",
}
PROVINCE_KINDS = {
    "11": "municipality",
    "12": "municipality",
    "31": "municipality",
    "50": "municipality",
    "15": "autonomous_region",
    "45": "autonomous_region",
    "54": "autonomous_region",
    "64": "autonomous_region",
    "65": "autonomous_region",
    "81": "special_administrative_region",
    "82": "special_administrative_region",
}
KIND_EXCEPTIONS = {
    "神农架林区": "forest_district",
    "海南行政区": "prefecture",
    "井冈山": "county",
    "畹町镇": "county",
    "大柴旦行政委员会": "county",
    "西沙群岛": "county",
    "南沙群岛": "county",
    "中沙群岛": "county",
    "中沙群岛的岛礁及其海域": "county",
}


def kind_of(code: str, name: str) -> str:
    """The kind of a division; a name of no known kind stops the extraction."""
    if name in KIND_EXCEPTIONS:
        return KIND_EXCEPTIONS[name]
    if code.endswith("0000"):
        return PROVINCE_KINDS.get(code[:2], "province")
    if name.endswith("市"):
        return "prefecture_city" if code.endswith("00") else "county_city"
    for ending, kind in KIND_BY_ENDING.items():
        if name.endswith(ending):
            return kind
    raise ValueError(f"no kind for {code} {name}")
