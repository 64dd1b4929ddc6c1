"""Django's name card of this room."""

from django.apps import AppConfig


class PermitsConfig(AppConfig):
    """Residence permits, cards and endorsements."""

    name = "anju.records.permits"
    label = "permits"
    default_auto_field = "django.db.models.BigAutoField"
