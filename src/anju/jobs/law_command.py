"""`anju law RULE`: questions as JSON lines in, answers as JSON lines out, no database."""

import sys
from typing import BinaryIO

import click

from anju.kit import clock
from anju.law.answers import RULE_NAMES, answer_line

__all__ = ["law"]

BYTE_ORDER_MARK = "\ufeff"


@click.command(name="law", short_help="逐行回答法规问题（JSON）")
@click.argument("rule", metavar="RULE")
def law(rule: str) -> None:
    """从标准输入逐行读取 JSON 问题，逐行输出 JSON 答案。读不懂的一行给出错误，其余照常回答。"""
    if rule not in RULE_NAMES:
        known = "、".join(RULE_NAMES)
        raise click.UsageError(f"没有名为 {rule!r} 的规则。可用的规则：{known}")
    answer_stream(rule, sys.stdin.buffer, sys.stdout.buffer)


def answer_stream(rule: str, questions: BinaryIO, answers: BinaryIO) -> None:
    """Answer line by line, each answer sent before the next question is read."""
    today = clock.today()
    for raw in questions:
        line = raw.decode("utf-8", errors="replace").strip().lstrip(BYTE_ORDER_MARK)
        if line:
            answers.write(answer_line(rule, line, today=today).encode() + b"\n")
            answers.flush()
