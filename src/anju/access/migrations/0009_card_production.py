"""What the application's role may do with blank cards, batches and hand-over lists."""

from importlib import import_module

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

privileges = import_module("anju.access.migrations.0001_privileges")
GRANTS = {
    "permits_blankdelivery": privileges.KEEP,
    "permits_blankcard": "SELECT, INSERT, UPDATE (batch_id, state, reason)",
    "permits_productionbatch": (
        "SELECT, INSERT, UPDATE (closed_at, taken, good, spoiled, returned, unused)"
    ),
    "permits_handoverlist": "SELECT, INSERT, UPDATE (arrived_at, arrived_by)",
}


def grant(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Give the application's role what is said above."""
    with schema_editor.connection.cursor() as cursor:
        if not privileges.role_exists(cursor):
            return
        cursor.execute("GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO anju_app")
        for table, allowed in GRANTS.items():
            cursor.execute(f"REVOKE ALL ON {table} FROM anju_app")
            cursor.execute(f"GRANT {allowed} ON {table} TO anju_app")


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0008_intake_drafts"),
        ("permits", "0004_production_row_level_security"),
    ]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
