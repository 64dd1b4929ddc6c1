"""`anju law-docs`: the pages of docs/law, written from the rules, the instruments and the tests."""

from pathlib import Path

import click

from anju.jobs.law_pages import pages

__all__ = ["law_docs"]

ROOT = Path(__file__).resolve().parents[3]


@click.command(name="law-docs", short_help="重新生成 docs/law 下的对照表")
@click.option("--check", is_flag=True, help="只比较，不写文件；不一致时以 1 退出")
def law_docs(*, check: bool) -> None:
    """由规则、法规文本和测试生成“条文 → 规则 → 测试”对照表。"""
    folder = ROOT / "docs" / "law"
    stale = {name: text for name, text in pages(ROOT).items() if _differs(folder / name, text)}
    if check and stale:
        raise click.ClickException(f"docs/law 过期：{'、'.join(stale)}。运行 anju law-docs 更新")
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in stale.items():
        (folder / name).write_text(text, encoding="utf-8")
    click.echo(f"更新了 {len(stale)} 页" if stale else "docs/law 已是最新")


def _differs(path: Path, text: str) -> bool:
    return not path.exists() or path.read_text(encoding="utf-8") != text
