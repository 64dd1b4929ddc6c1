"""Whoever decides on a correction also writes at which agency."""

from importlib import import_module

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

privileges = import_module("anju.access.migrations.0001_privileges")
GRANTS = {
    "cases_correction": (
        "SELECT, INSERT, UPDATE (area, state, decided_by, decided_at_agency, decided_at, act_id)"
    ),
}


def grant(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Give the application's role what the list says."""
    with schema_editor.connection.cursor() as cursor:
        if not privileges.role_exists(cursor):
            return
        for table, allowed in GRANTS.items():
            cursor.execute(f"REVOKE ALL ON {table} FROM anju_app")
            cursor.execute(f"GRANT {allowed} ON {table} TO anju_app")


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0010_supervision"),
        ("cases", "0008_corrections_by_two_units"),
    ]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
