"""Django's name card of this room."""

from django.apps import AppConfig


class AgenciesConfig(AppConfig):
    """Stations, centres and bureaus, what they are entrusted with, and who is posted there."""

    name = "anju.records.agencies"
    label = "agencies"
    default_auto_field = "django.db.models.BigAutoField"
