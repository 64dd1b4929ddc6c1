"""Django's name card of this room."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """Standard addresses and dwellings."""

    name = "anju.records.places"
    label = "places"
    default_auto_field = "django.db.models.BigAutoField"
