"""What the pages of docs/law say: paragraph to rule, rule to paragraph, rule to tests."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from anju.law.citation import Citation, Rule
from anju.law.text.coverage import Account, Kind, accounts, register_of_rules
from anju.law.text.instruments import Instrument, Sureness, every_instrument
from anju.law.text.parameters import Parameter, every_parameter
from anju.law.workflow import NOTHING, WORKFLOWS, Workflow

__all__ = ["pages", "where_tested"]

GENERATED = "<!-- 本页由 `anju law-docs` 生成，不要手改。 -->\n"
SURENESS = {
    Sureness.CONFIRMED: "原文已核对",
    Sureness.READ_IN_PART: "部分核对",
    Sureness.FROM_MEMORY: "未核对",
}
KINDS = {
    Kind.RULE: "规则",
    Kind.PROCEDURE: "办理步骤",
    Kind.FORM: "表单",
    Kind.NOT_OURS: "与本系统无关",
}
WORKFLOW_TITLES = {
    "registration": "暂住登记",
    "departure": "离开申报",
    "case": "居住证申请",
    "permit": "居住证",
    "blanks": "空白卡",
    "batch": "制证批次",
    "box": "移交清单",
    "correction": "更正",
    "person": "人员合并",
    "duplicate": "疑似重复",
    "merge_notice": "合并通知",
    "inquiry": "住址核查",
    "order": "责令限期改正",
}
READING = re.compile(r"R-\d{4}")


def pages(root: Path) -> dict[str, str]:
    """Every page by its file name."""
    tests = where_tested(root)
    found = {f"{one.key}.md": "".join(_instrument(one)) for one in every_instrument()}
    found["rules.md"] = "".join(_rules(tests))
    found["parameters.md"] = "".join(_parameters())
    found["steps.md"] = "".join(_steps())
    found["README.md"] = "".join(_index())
    return found


def where_tested(root: Path) -> Mapping[str, tuple[str, ...]]:
    """For each rule the test files that speak of it: tables by their list, modules by the name."""
    folder = root / "tests" / "law"
    modules = {path.name: path.read_text("utf-8") for path in sorted(folder.glob("test_*.py"))}
    tables = {
        f"cases/{path.name}": tomllib.loads(path.read_text("utf-8"))["rules"]
        for path in sorted((folder / "cases").glob("*.toml"))
    }
    found = {}
    for rule in register_of_rules():
        spoken = re.compile(rf"\b{rule.name}\b")
        in_tables = [name for name, rules in tables.items() if rule.key in rules]
        in_modules = [name for name, source in modules.items() if spoken.search(source)]
        found[rule.key] = (*in_tables, *in_modules)
    return found


@cache
def _accounts_by_cite() -> Mapping[str, tuple[Account, ...]]:
    """The accounts of every paragraph."""
    found: dict[str, tuple[Account, ...]] = {}
    for account in accounts():
        found[account.cite] = (*found.get(account.cite, ()), account)
    return found


def _instrument(one: Instrument) -> Iterator[str]:
    """One instrument, paragraph by paragraph, each with what honours it."""
    yield f"# {one.title}\n\n{GENERATED}\n"
    yield f"{one.issuer}{'，' + one.number if one.number else ''}，"
    yield f"{one.in_force_from.isoformat()}起。来源：{one.source}。\n"
    for paragraph in one.paragraphs:
        cite = f"{one.key} {paragraph.place}"
        sure = SURENESS[paragraph.sureness] + ("，非原文，转述大意" if paragraph.restated else "")
        yield f'\n<a id="{_anchor(cite)}"></a>\n## {cite}（{sure}）\n\n'
        yield "".join(f"> {line}\n" for line in paragraph.text.splitlines())
        yield "\n"
        yield from (_account(account) for account in _accounts_by_cite()[cite])


def _account(account: Account) -> str:
    what = account.what
    if account.kind is Kind.RULE:
        what = f"[`{what}`](rules.md#{_anchor(what)})"
    return f"- {KINDS[account.kind]}：{what}\n"


def _rules(tests: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """Every rule with its places of law, readings, module and tests."""
    yield f"# 规则一览\n\n{GENERATED}\n"
    yield "每条规则依据哪些条文，怎样理解，代码和测试在哪里。\n"
    for rule in register_of_rules():
        yield f'\n<a id="{_anchor(rule.key)}"></a>\n## `{rule.key}`\n\n'
        yield f"{rule.doc.strip().splitlines()[0]}\n\n"
        yield f"- 条文：{'、'.join(_cite_link(cite) for cite in rule.cites)}\n"
        if readings := list(dict.fromkeys(READING.findall(rule.doc))):
            yield f"- 理解：{'、'.join(_reading_link(one) for one in readings)}\n"
        yield f"- 代码：[{_module(rule)}](../../src/{_module(rule)})\n"
        shown = (f"[{name}](../../tests/law/{name})" for name in tests[rule.key])
        yield f"- 测试：{'、'.join(shown)}\n"


def _parameters() -> Iterator[str]:
    """Every legal number with its values in time."""
    yield f"# 法定数字和待确认的选择\n\n{GENERATED}\n"
    yield "| 参数 | 内容 | 值 | 自何日起 | 依据 | 理解 | 状态 |\n"
    yield "| --- | --- | --- | --- | --- | --- | --- |\n"
    for one in every_parameter():
        yield from _parameter_rows(one)


def _parameter_rows(one: Parameter) -> Iterator[str]:
    reading = _reading_link(one.reading) if one.reading else ""
    state = "待确认" if one.to_be_confirmed else ""
    if not one.values:
        yield f"| `{one.key}` | {one.title} | 无 | | | {reading} | {state} |\n"
    for value in one.values:
        since = value.in_force_from.isoformat()
        cite = _cite_link(value.cites)
        shown = f"{value.value}（{one.unit}）"
        yield f"| `{one.key}` | {one.title} | {shown} | {since} | {cite} | {reading} | {state} |\n"


def _steps() -> Iterator[str]:
    """The tables of steps, drawn and listed."""
    yield f"# 办理步骤\n\n{GENERATED}"
    for workflow in WORKFLOWS:
        yield f"\n## {WORKFLOW_TITLES[workflow.name]}\n\n```mermaid\nstateDiagram-v2\n"
        yield from _drawn(workflow)
        yield "```\n\n| 步骤 | 从 | 到 | 岗位 | 依据 |\n| --- | --- | --- | --- | --- |\n"
        for step in workflow:
            start = "、".join(state or "（无）" for state in step.from_)
            cited = "、".join(_cite_link(cite) for cite in step.cites)
            yield f"| {step.name} | {start} | {step.to} | {'、'.join(step.by)} | {cited} |\n"


def _drawn(workflow: Workflow) -> Iterator[str]:
    for step in workflow:
        for state in step.from_:
            yield f"    {'[*]' if state == NOTHING else state} --> {step.to}: {step.name}\n"


def _index() -> Iterator[str]:
    """The entrance: the instruments, and for each paragraph the rules in one hop."""
    yield f"# 条文、规则、测试\n\n{GENERATED}\n"
    yield "- [规则一览](rules.md)\n- [法定数字和待确认的选择](parameters.md)\n"
    yield "- [办理步骤](steps.md)\n- [对条文的理解](../decisions/readings)\n"
    for one in every_instrument():
        yield f"\n## [{one.title}]({one.key}.md)\n\n"
        yield "| 条款 | 开头 | 由什么落实 |\n| --- | --- | --- |\n"
        for paragraph in one.paragraphs:
            cite = f"{one.key} {paragraph.place}"
            honoured = (_short(account) for account in _accounts_by_cite()[cite])
            opening = paragraph.text.splitlines()[0][:24]
            yield f"| {_cite_link(cite)} | {opening}… | {'、'.join(honoured)} |\n"


def _short(account: Account) -> str:
    if account.kind is Kind.RULE:
        return f"[`{account.what}`](rules.md#{_anchor(account.what)})"
    return f"{KINDS[account.kind]}（{account.what.rstrip('。')}）"


def _cite_link(cite: str) -> str:
    return f"[{cite}]({Citation.parse(cite).instrument}.md#{_anchor(cite)})"


def _reading_link(reading: str) -> str:
    return f"[{reading}](../decisions/readings/{reading}.md)"


def _module(rule: Rule) -> str:
    return rule.module.replace(".", "/") + ".py"


def _anchor(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
