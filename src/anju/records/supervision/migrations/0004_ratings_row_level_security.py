"""The second wall before ratings, the same as before the cases."""

from importlib import import_module

from django.db import migrations

wall = import_module("anju.records.cases.migrations.0002_row_level_security")
TABLE = "supervision_servicerating"


class Migration(migrations.Migration):
    dependencies = [("supervision", "0003_ratings")]

    operations = [migrations.RunSQL(wall.ENABLE.format(TABLE), wall.DISABLE.format(TABLE))]
