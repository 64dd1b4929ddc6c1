"""Django's name card of this room."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """The append-only record of every official act, and of every look at a person."""

    name = "anju.records.journal"
    label = "journal"
    default_auto_field = "django.db.models.BigAutoField"
