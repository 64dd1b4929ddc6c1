"""The second wall before the requests for a second notice, the same as before the cases."""

from importlib import import_module

from django.db import migrations

wall = import_module("anju.records.cases.migrations.0002_row_level_security")
TABLE = "cases_secondnoticerequest"


class Migration(migrations.Migration):
    dependencies = [("cases", "0006_files_and_second_notices")]

    operations = [migrations.RunSQL(wall.ENABLE.format(TABLE), wall.DISABLE.format(TABLE))]
