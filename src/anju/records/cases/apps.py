"""Django's name card of this room."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Applications with their evidence, notices, decisions and corrections."""

    name = "anju.records.cases"
    label = "cases"
    default_auto_field = "django.db.models.BigAutoField"
