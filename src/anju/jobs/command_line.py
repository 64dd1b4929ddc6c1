"""The command `anju`: a subcommand is imported when it is called, so that each starts fast."""

import importlib
import signal
from dataclasses import dataclass

import click
from django.core.exceptions import ImproperlyConfigured

__all__ = ["SUBCOMMANDS", "Subcommand", "main"]


@dataclass(frozen=True, slots=True)
class Subcommand:
    """Where a subcommand is defined (`module:name`) and what it does, in one line."""

    target: str
    summary: str


SUBCOMMANDS = {
    "demo": Subcommand(
        "anju.jobs.demonstration:demo", "一条命令看全貌：数据库、示范数据、网页、后台任务"
    ),
    "test": Subcommand("anju.jobs.suites:test", "运行全部检查和测试"),
    "serve": Subcommand("anju.jobs.serving:serve", "启动网页服务"),
    "worker": Subcommand("anju.jobs.serving:worker", "启动后台任务"),
    "devices": Subcommand(
        "anju.devices.command:devices", "设备助手：让窗口的网页用读卡器、打印机、扫描仪"
    ),
    "nightly": Subcommand("anju.jobs.serving:nightly", "立即做一遍夜间处理"),
    "migrate": Subcommand("anju.jobs.database.migration:migrate", "把数据库更新到当前版本"),
    "check": Subcommand("anju.jobs.suites:check", "只运行静态检查：格式、类型、层次、模板"),
    "import": Subcommand("anju.jobs.import_command:import_list", "把人员名单批量登记"),
    "law": Subcommand("anju.jobs.law_command:law", "逐行回答法规问题（JSON）"),
    "law-docs": Subcommand("anju.jobs.law_docs:law_docs", "重新生成 docs/law 下的对照表"),
    "synth": Subcommand("anju.jobs.synth_command:synth", "生成虚构的人员和办理经过"),
    "bench": Subcommand("anju.jobs.bench.command:bench", "速度测试，与对照并排给出比值"),
    "doctor": Subcommand("anju.jobs.doctor:doctor", "检查这台机器缺什么"),
    "backup": Subcommand("anju.jobs.database.keeping:backup", "备份数据库和材料文件"),
    "restore": Subcommand("anju.jobs.database.keeping:restore", "把备份恢复到空数据库"),
}


class LazyGroup(click.Group):
    """A group that knows its subcommands by name and loads one when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names in the order of the table."""
        return list(SUBCOMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The subcommand of a name, imported now."""
        known = SUBCOMMANDS.get(cmd_name)
        if known is None:
            return None
        module, _, name = known.target.partition(":")
        command = getattr(importlib.import_module(module), name)
        if not isinstance(command, click.Command):
            raise TypeError(f"{known.target} is not a click command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the summaries without importing anything."""
        with formatter.section("命令"):
            formatter.write_dl([(name, known.summary) for name, known in SUBCOMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
def anju() -> None:
    """安居：暂住登记与居住证。"""


def main() -> int:
    """Run the command line and tell an expected failure in one sentence, without a trace."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # being told to end is a Ctrl-C
    try:
        result = anju.main(standalone_mode=False, prog_name="anju")
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("已停止。", err=True)
        return 130
    except ImproperlyConfigured as error:
        click.echo(str(error), err=True)
        return 1
    return result if isinstance(result, int) else 0
