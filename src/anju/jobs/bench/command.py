"""The command `anju bench SUBJECT`."""

from pathlib import Path

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


@bench.command("search")
@click.option("--people", default=5_000_000, show_default=True, help="合成人口数")
@click.option("--samples", default=200, show_default=True, help="每种找法问几次")
@click.option("--processes", default=2, show_default=True, help="造数据用几个进程")
@click.option(
    "--folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="数据库放在哪里，留着接着建或再测；不写就用完删掉",
)
def bench_search(people: int, samples: int, processes: int, folder: Path | None) -> None:
    """找人：每一种找法用窗口角色问，与写明辖区的索引查询并排。"""
    from anju.jobs.bench.search_scratch import scratch_installation

    with scratch_installation(folder) as cluster:
        from anju.jobs.bench.search import search

        search(cluster, people=people, processes=processes, samples=samples)


@bench.command("day")
@click.option("--people", default=120, show_default=True, help="一天来办事的人数")
@click.option("--population", default=2_000, show_default=True, help="库里的虚构人口数")
def bench_day(people: int, population: int) -> None:
    """窗口一天：全程键盘逐个办理，看用时、页面快慢、内存，存的和填的逐项对照。"""
    from anju.jobs.bench.day import day

    day(people=people, population=population)
