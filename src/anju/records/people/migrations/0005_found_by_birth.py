"""People are found by their day of birth too: with a name, or with the end of their number."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0004_duplicates_row_level_security")]

    operations = [
        migrations.AddIndex(
            model_name="residentsearch",
            index=models.Index(fields=["area", "born_on"], include=["person"], name="search_born"),
        ),
    ]
