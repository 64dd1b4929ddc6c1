"""The second wall before the work on cases, the same as before the cases themselves."""

from importlib import import_module

from django.db import migrations

wall = import_module("anju.records.cases.migrations.0002_row_level_security")
TABLES = (
    "cases_caseassignment",
    "cases_contradictedanswer",
    "cases_orphanedwork",
    "cases_batchline",
)


class Migration(migrations.Migration):
    dependencies = [("cases", "0004_work_on_cases")]

    operations = [
        migrations.RunSQL(wall.ENABLE.format(table), wall.DISABLE.format(table))
        for table in TABLES
    ]
