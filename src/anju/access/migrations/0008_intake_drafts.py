"""What the application's role may do with drafts of a sheet: they are kept for a while only."""

from importlib import import_module

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

privileges = import_module("anju.access.migrations.0001_privileges")
GRANTS = {"registrations_intakedraft": privileges.DERIVED}


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
        ("access", "0007_finding_people"),
        ("registrations", "0004_drafts_row_level_security"),
    ]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
