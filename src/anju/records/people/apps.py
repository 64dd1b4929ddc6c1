"""Django's name card of this room."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Persons, their documents, their contacts and their relations."""

    name = "anju.records.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"
