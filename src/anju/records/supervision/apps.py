"""Django's name card of this room."""

from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    """Inquiries into addresses, orders to correct, protected files and the rights to them."""

    name = "anju.records.supervision"
    label = "supervision"
    default_auto_field = "django.db.models.BigAutoField"
