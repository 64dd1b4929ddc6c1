"""Django's name card of this room."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Keeps the privileges of the database's roles and the finder functions, as migrations."""

    name = "anju.access"
    label = "access"
