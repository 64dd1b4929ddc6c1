"""Django's name card of this room."""

from django.apps import AppConfig


class IssuedConfig(AppConfig):
    """Papers that left the house: numbers, editions and frozen content."""

    name = "anju.records.issued"
    label = "issued"
    default_auto_field = "django.db.models.BigAutoField"
