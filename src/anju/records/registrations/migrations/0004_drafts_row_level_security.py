"""The second wall before drafts, the same as before the registrations themselves."""

from importlib import import_module

from django.db import migrations

wall = import_module("anju.records.registrations.migrations.0002_row_level_security")
TABLES = ("registrations_intakedraft",)


class Migration(migrations.Migration):
    dependencies = [("registrations", "0003_sheets_and_drafts")]

    operations = [
        migrations.RunSQL(wall.ENABLE.format(table), wall.DISABLE.format(table))
        for table in TABLES
    ]
