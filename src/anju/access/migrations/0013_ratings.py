"""What the application's role may do with ratings: written once, answered once."""

from importlib import import_module

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

privileges = import_module("anju.access.migrations.0001_privileges")
GRANTS = {
    "supervision_servicerating": (
        "SELECT, INSERT, UPDATE (area, answer, answered_on, answered_by, act_id)"
    ),
}


def grant(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Give the application's role what the list says."""
    with schema_editor.connection.cursor() as cursor:
        if not privileges.role_exists(cursor):
            return
        cursor.execute("GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO anju_app")
        for table, allowed in GRANTS.items():
            cursor.execute(f"REVOKE ALL ON {table} FROM anju_app")
            cursor.execute(f"GRANT {allowed} ON {table} TO anju_app")


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0012_number_finder_keeps_its_plan"),
        ("supervision", "0004_ratings_row_level_security"),
    ]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
