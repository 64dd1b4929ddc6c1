"""The Django app of the web room."""

from django.apps import AppConfig

__all__ = ["WebConfig"]


class WebConfig(AppConfig):
    """Pages, components, style and script; no models."""

    name = "anju.web"
    label = "web"
    verbose_name = "页面"
