"""`anju import FILE`: a list of people into the register, or only its faults back."""

import json
from datetime import datetime
from pathlib import Path

import click

from anju.access.actor import Actor
from anju.exchange.outcomes import FileChecked, FileImported, RowState
from anju.exchange.sheets.refusal import FileRefused
from anju.jobs.installation import open_installation, refuse_unmigrated
from anju.kit import clock

__all__ = ["import_list"]

BAD_ROWS = 1
REFUSED = 2


@click.command(name="import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--as", "staff_number", default="demo01", show_default=True, help="以谁的工号登记")
@click.option("--party", default="1", show_default=True, help="申报人类别代码，如 4 用人单位")
@click.option("--party-name", default="", help="申报人或者单位的名称")
@click.option("--dry-run", is_flag=True, help="只核对，不登记")
@click.option(
    "--result", type=click.Path(dir_okay=False, path_type=Path), help="结果写到这个 xlsx 或者 csv"
)
@click.option(
    "--format", "shape", type=click.Choice(["text", "json"]), default="text", show_default=True
)
@click.pass_context
def import_list(
    context: click.Context,
    /,
    file: Path,
    staff_number: str,
    result: Path | None,
    **choices: object,
) -> None:
    """把人员名单（xlsx、xls、csv）批量登记，没有问题的行入库，有问题的行逐行说明。

    全部登记的退出码为 0，有要改的行为 1，文件不能读取为 2。
    """
    now = clock.now()
    try:
        with open_installation():
            refuse_unmigrated()
            outcome = carried_out(file, staff_number, choices, now)
    except FileRefused as refused:
        click.echo(refused.sentence, err=True)
        context.exit(REFUSED)
    if result is not None:
        write_result(outcome, result)
    click.echo(as_json(outcome) if choices["shape"] == "json" else as_text(outcome))
    context.exit(BAD_ROWS if outcome.bad else 0)


def carried_out(
    file: Path, staff_number: str, choices: dict[str, object], now: datetime
) -> FileChecked:
    """Check or import the file as the member of staff."""
    from anju.exchange.formats.registrations.verdicts import ReportedBy
    from anju.exchange.workbook import check_file, import_file

    actor = acting(staff_number, now)
    reported_by = ReportedBy(str(choices["party"]), str(choices["party_name"]))
    if choices["dry_run"]:
        return check_file(actor, file, now=now, reported_by=reported_by)
    return import_file(actor, file, now=now, reported_by=reported_by, progress=show_progress)


def acting(staff_number: str, now: datetime) -> Actor:
    """The member of staff in the one post they hold today."""
    from anju.access.refusals import NotYours
    from anju.access.session import actor_of

    try:
        return actor_of(staff_number, None, on=clock.day_of(now))
    except NotYours as error:
        raise click.ClickException(f"工号 {staff_number} 今天没有可以登记的岗位") from error


def show_progress(stage: str, done: int, total: int) -> None:
    """One line a stage, written over while it goes on."""
    ended = "\n" if done >= total else ""
    click.echo(f"\r{stage} {done}/{total}{ended}", nl=False, err=True)


def write_result(outcome: FileChecked, path: Path) -> None:
    """Write every row with what became of it."""
    from anju.exchange.result_file import write_result_csv, write_result_workbook

    if path.suffix.lower() == ".csv":
        write_result_csv(outcome, path)
    else:
        write_result_workbook(outcome, path)


def as_text(outcome: FileChecked) -> str:
    """The counts, and what has to be put right, most frequent first."""
    lines = [
        f"{next(row.words for row in outcome.rows if row.state is state)}：{count} 行"
        for state in RowState
        if (count := outcome.count(state))
    ]
    lines += [
        f"  {kind.count:>5} 行  {kind.example}（{kind.first_sheet} 第 {kind.first_row} 行起）"
        for kind in outcome.kinds
    ]
    lines += [f"没有读的工作表（没有表头）：{name}" for name in outcome.skipped]
    lines += [f"没有读的工作表（隐藏）：{name}" for name in outcome.hidden]
    return "\n".join(lines)


def as_json(outcome: FileChecked) -> str:
    """The same for programs, with every bad row's faults."""
    return json.dumps(
        {
            "batch": outcome.batch if isinstance(outcome, FileImported) else None,
            "counts": {state.value: outcome.count(state) for state in RowState},
            "bad_rows": [
                {
                    "sheet": row.sheet,
                    "row": row.number,
                    "problems": [
                        {
                            "column": found.letters,
                            "header": found.header,
                            "code": found.problem.code,
                            "sentence": found.problem.sentence,
                        }
                        for found in row.problems
                    ],
                }
                for row in outcome.bad
            ],
        },
        ensure_ascii=False,
    )
