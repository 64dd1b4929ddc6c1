"""The jobs room as a Django app, so that its tasks are found."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Commands, the worker and periodic tasks."""

    name = "anju.jobs"
    label = "jobs"
