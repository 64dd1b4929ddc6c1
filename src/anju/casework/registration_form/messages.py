"""The sentences of the registration form by code, exactly as they are shown.

Each says what is wrong and then what to do. `sentence` fills in what the case brings.
"""

from anju.casework.registration_form.entry import Problem, Severity

__all__ = ["MESSAGES", "problem", "sentence"]

MESSAGES: dict[str, str] = {
    "ID-EMPTY": "请填写公民身份号码",
    "ID-LEN": "公民身份号码{less_or_more}了 {n} 位，应为 18 位",
    "ID-CHAR": "公民身份号码第 {i} 位是“{c}”，只有最后一位可以是 X",
    "ID-CHECK": "公民身份号码有一位填错了，请对照证件逐位核对",
    "ID-BIRTH": "公民身份号码第 7–14 位是出生日期，“{d}”不存在",  # noqa: RUF001
    "ID-DIV": "前 6 位“{d}”不是行政区划代码，请核对；证件无误的，选“证件无误”",
    "ID-OLD": "这是 15 位旧号码，请填第二代身份证上的 18 位号码",
    "ID-TWICE": "{name} 的公民身份号码在这份登记里出现了两次，请核对",
    "ID-DUP-HERE": "{name} 已于 {day} 在本址登记，可以直接“确认仍住”",
    "ID-DUP-ELSE": "{name} 现登记在 {address}。继续将办理地址变更",
    "DC-KIND": "请选择证件类型",
    "DC-EMPTY": "请填写证件号码",
    "DC-LONG": "证件号码最多 30 个字符，现在是 {n} 个",
    "NM-EMPTY": "请填写姓名，与证件一致",
    "NM-LONG": "姓名最多 50 个字符，现在是 {n} 个",
    "NM-CHAR": "姓名里有不能用的字符“{c}”，请对照证件填写",
    "NM-LATIN": "姓名里没有汉字，请核对；证件上就是这样写的，选“证件无误”",
    "NM-DOT": "间隔点已改为标准写法“·”",
    "NM-RARE": "这个字打印字库里没有：{c}。可以保存，凭证上印成 {shown}",
    "NM-DIFF": "姓名与证件读出的“{name}”不同，请核对",
    "SX-EMPTY": "请选择性别",
    "SX-DIFF": "性别与公民身份号码不一致，请核对",
    "BI-EMPTY": "请填写出生日期",
    "BI-REAL": "出生日期“{d}”不存在",
    "BI-DIFF": "出生日期与公民身份号码不一致，请核对",
    "ET-EMPTY": "请选择民族",
    "HK-EMPTY": "请选择户籍所在的县（市、区）",
    "HK-SAME": "户籍地和居住地同属{city}市区，可以登记，但不属于申领居住证的范围",
    "HA-EMPTY": "请填写户籍详细地址",
    "CD-UNKNOWN": "{label}“{d}”不在代码表里，请从列表里选",
    "TX-LONG": "{label}最多 {most} 个字符，现在是 {n} 个",
    "AD-EMPTY": "请填写住处：门牌号、小区名或附近标志都可以",
    "AD-CHAR": "住处里有不能用的字符“{c}”，请用文字和数字写",
    "AD-DOOR": "门牌码“{d}”不在地址库里，请核对，或者直接填写地址",
    "AD-TOWN": "请选择住处所在的乡镇（街道）",
    "AD-ROOM": "{building} 有多个房间，请填写房号；没有房号的，填楼层和位置",
    "AD-FLOOR": "楼层应在负 9 层到 99 层之间",
    "AD-AREA": "这个地址属于 {station}，登记会转过去",
    "AD-HOTEL": "住宾馆（住院、救助站）由该单位登记，不在这里登记。住满后租房的，请再来登记",
    "PK-EMPTY": "请选择居住处所",
    "OW-EMPTY": "请填写房主、出租人或者单位的名称",
    "DT-EMPTY": "请填写到达日期",
    "DT-READ": "到达日期“{d}”看不明白，请写成 2026-05-20 这样",
    "DT-REAL": "{year}年{month}月没有{day}日",
    "DT-FUTURE": "到达日期不能晚于今天（{today}）",
    "DT-OLD": "到达日期在 {n} 年前，请核对",
    "DT-BIRTH": "到达日期早于出生日期，请核对",
    "DT-ORDER": "离开日期不能早于到达日期（{arrived}）",
    "DT-LEFT": "离开原住处的日期应早于到达日期（{arrived}）",
    "PR-DAY": "看过原件的，请填写{label}，从这一天起算",
    "DT-OTHER": "{label}“{d}”看不明白，请写成 2026-05-20 这样",
    "RS-EMPTY": "请选择来这里做什么",
    "RS-NOTE": "请用几个字说明，例如“照顾孙子”",
    "OC-EMPTY": "请选择职业",
    "EM-EMPTY": "请填写工作单位；没有固定单位的，填“灵活就业”和主要工作地点",
    "EM-CODE": "统一社会信用代码应为 18 位，有一位填错了，请对照执照核对",
    "SC-EMPTY": "请填写学校和入学日期",
    "HO-EMPTY": "请填写投靠的人的姓名和关系",
    "RL-EMPTY": "请选择与居住户主的关系",
    "RL-TWO": "一户只能有一位户主，请核对",
    "GU-EMPTY": "{name} 未满 16 周岁，请填写监护人",
    "GU-AGE": "监护人应年满 18 周岁，{name} {n} 岁，请核对",
    "PH-FORM": "手机号码应为 11 位数字；座机请加区号，如 0855-8223045。没有可以不填",
    "PH-SHARED": "这个号码已用于 {n} 人，提醒可能收不到",
    "WP-SAME": "户籍地和居住地同属{city}市区，不能申领居住证，申领意向请选“暂无”",
    "PX-EMPTY": "请填写代办人姓名、号码和关系",
    "SV-STALE": "{at} 已被 {who} 修改：{what}。请核对后再保存",
    "SV-TWICE": "已收到，不用重复提交。受理号 {number}",
}

#: What is not an error: looked into by the clerk, or only said.
SEVERITIES: dict[str, Severity] = {
    "ID-DIV": Severity.CHECK,
    "NM-DIFF": Severity.CHECK,
    "NM-LATIN": Severity.CHECK,
    "DT-OLD": Severity.CHECK,
    "PH-SHARED": Severity.CHECK,
    "GU-AGE": Severity.CHECK,
    "DT-BIRTH": Severity.CHECK,
    "ID-DUP-ELSE": Severity.HINT,
    "NM-DOT": Severity.HINT,
    "NM-RARE": Severity.HINT,
    "HA-EMPTY": Severity.HINT,
    "HK-SAME": Severity.HINT,
    "AD-AREA": Severity.HINT,
}


def sentence(code: str, **brought: object) -> str:
    """The sentence of a code with the case's own words in it."""
    return MESSAGES[code].format(**brought)


def problem(field: str, code: str, **brought: object) -> Problem:
    """A problem of a field, in its sentence and with its weight."""
    said = sentence(code, **brought)
    return Problem(field, code, said, SEVERITIES.get(code, Severity.ERROR))
