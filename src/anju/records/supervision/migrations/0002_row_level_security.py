"""The second wall before inquiries, orders and protections, the same as before the cases."""

from importlib import import_module

from django.db import migrations

wall = import_module("anju.records.cases.migrations.0002_row_level_security")
TABLES = (
    "supervision_addressinquiry",
    "supervision_inquirynote",
    "supervision_correctionorder",
    "supervision_protection",
)


class Migration(migrations.Migration):
    dependencies = [("supervision", "0001_inquiries_orders_protection")]

    operations = [
        migrations.RunSQL(wall.ENABLE.format(table), wall.DISABLE.format(table)) for table in TABLES
    ]
