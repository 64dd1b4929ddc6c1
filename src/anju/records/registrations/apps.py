"""Django's name card of this room."""

from django.apps import AppConfig


class RegistrationsConfig(AppConfig):
    """Residence registrations, households, recognised start dates and departures."""

    name = "anju.records.registrations"
    label = "registrations"
    default_auto_field = "django.db.models.BigAutoField"
