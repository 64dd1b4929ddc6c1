"""The command `anju bench SUBJECT`."""

import click

__all__ = ["bench"]


@click.group()
def bench() -> None:
    """速度测试：在同一次运行里和有名字的对照一起量，给出比值和波动。"""


@bench.command("law")
@click.option("--people", default=1_000_000, show_default=True, help="合成人口数")
@click.option("--rounds", default=3, show_default=True, help="交替测量的轮数")
def bench_law(people: int, rounds: int) -> None:
    """申领条件：逐个、成批，与 openfisca-core 并排。"""
    from anju.jobs.bench.law import law

    law(people=people, rounds=rounds)


@bench.command("import")
@click.option("--people", default=10_000, show_default=True, help="名单的行数")
@click.option("--rounds", default=3, show_default=True, help="测量的轮数")
def bench_import(people: int, rounds: int) -> None:
    """批量登记：第一次、第二次，与同样的行只用 COPY 写入并排。"""
    from anju.jobs.bench.import_list import import_list

    import_list(people=people, rounds=rounds)
