"""What the application's role may do with the work on cases: nothing of it is ever removed."""

from importlib import import_module

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

privileges = import_module("anju.access.migrations.0001_privileges")
GRANTS = {
    "cases_caseassignment": "SELECT, INSERT, UPDATE (area, told_at)",
    "cases_contradictedanswer": privileges.MOVED_WITH_PERSON,
    "cases_orphanedwork": privileges.CHANGE,
    "cases_batchline": "SELECT, INSERT, UPDATE (area, state, said, done_at)",
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
        ("access", "0003_card_readings"),
        ("cases", "0005_work_row_level_security"),
    ]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
