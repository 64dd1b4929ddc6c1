"""Bring the database to the present version of the code."""

import click

from anju.jobs.installation import open_installation

__all__ = ["migrate"]


@click.command()
@click.option("--plan", is_flag=True, help="只列出将要执行的更新")
@click.option("--quiet", is_flag=True, help="不逐项显示")
def migrate(plan: bool, quiet: bool) -> None:
    """把数据库更新到当前版本（以所有者身份）。"""
    with open_installation(as_owner=True):
        from django.core.management import call_command

        call_command("migrate", interactive=False, verbosity=0 if quiet else 1, plan=plan)
