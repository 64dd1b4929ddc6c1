"""The second wall before blanks, batches and hand-over lists, the same as before the cards."""

from importlib import import_module

from django.db import migrations

wall = import_module("anju.records.permits.migrations.0002_row_level_security")
TABLES = (
    "permits_blankdelivery",
    "permits_productionbatch",
    "permits_blankcard",
    "permits_handoverlist",
)


class Migration(migrations.Migration):
    dependencies = [("permits", "0003_card_production")]

    operations = [
        migrations.RunSQL(wall.ENABLE.format(table), wall.DISABLE.format(table))
        for table in TABLES
    ]
