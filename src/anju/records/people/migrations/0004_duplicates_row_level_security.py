"""The second wall before pairs and notices, the same as before the persons themselves."""

from importlib import import_module

from django.db import migrations

wall = import_module("anju.records.people.migrations.0002_row_level_security")
TABLES = ("people_duplicatepair", "people_mergenotice")


class Migration(migrations.Migration):
    dependencies = [("people", "0003_duplicates")]

    operations = [
        migrations.RunSQL(wall.ENABLE.format(table), wall.DISABLE.format(table))
        for table in TABLES
    ]
