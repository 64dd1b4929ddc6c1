"""The two long-running processes: pages (gunicorn) and background jobs (procrastinate)."""

from typing import Any

import click
from gunicorn.app.base import BaseApplication

from anju.jobs.installation import close_connections, open_installation, refuse_unmigrated
from anju.kit import clock

__all__ = ["nightly", "ready_application", "serve", "worker"]


class PageServer(BaseApplication):  # type: ignore[misc]
    """gunicorn around our one WSGI application, with its options given here."""

    def __init__(self, options: dict[str, Any]) -> None:
        self.options = options
        super().__init__()

    def load_config(self) -> None:
        """Hand the options over to gunicorn."""
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """The application, loaded in each process of its own."""
        return ready_application()


def ready_application() -> Any:
    """The application with its pages and tables loaded, so that nobody's first click waits."""
    from django.core.wsgi import get_wsgi_application
    from django.urls import get_resolver

    from anju.codes import pinyin

    application = get_wsgi_application()
    _ = get_resolver().url_patterns
    pinyin.load_tables()
    return application


@click.command()
@click.option("--bind", default="127.0.0.1:8000", show_default=True, help="监听的地址和端口")
@click.option("--processes", default=2, show_default=True, type=click.IntRange(1, 64))
@click.option("--threads", default=4, show_default=True, type=click.IntRange(1, 64))
def serve(bind: str, processes: int, threads: int) -> None:
    """启动网页服务。"""
    with open_installation():
        refuse_unmigrated()
        close_connections()
        PageServer(
            {
                "bind": bind,
                "workers": processes,
                "threads": threads,
                "worker_class": "gthread",
                "timeout": 60,
                "graceful_timeout": 20,
                "keepalive": 5,
                "max_requests": 20_000,
                "max_requests_jitter": 2_000,
                "loglevel": "warning",
                "control_socket_disable": True,
            }
        ).run()


@click.command()
@click.option("--jobs", default=2, show_default=True, type=click.IntRange(1, 64), help="同时做几件")
def worker(jobs: int) -> None:
    """启动后台任务。"""
    with open_installation():
        refuse_unmigrated()
        close_connections()
        from procrastinate.contrib.django import app
        from procrastinate.contrib.django.django_connector import DjangoConnector

        connector = app.connector
        if not isinstance(connector, DjangoConnector):
            raise TypeError("procrastinate is not set up for Django")
        with app.replace_connector(connector.get_worker_connector()) as running:
            running.run_worker(concurrency=jobs, shutdown_graceful_timeout=20)


@click.command()
def nightly() -> None:
    """立即做一遍夜间处理：到期中止、封存日志、清理过期的提交编号。"""
    with open_installation():
        refuse_unmigrated()
        from anju.jobs.tasks import forget_old_requests, lapse_permits, seal_journal

        timestamp = int(clock.now().timestamp())
        click.echo(f"使用功能中止的居住证：{lapse_permits(timestamp)} 个")
        click.echo(f"封存的日志：{seal_journal(timestamp)} 条")
        click.echo(f"清理的提交编号：{forget_old_requests(timestamp)} 个")
