from importlib import import_module

import django.contrib.postgres.fields
from django.db import migrations, models

wall = import_module("anju.records.journal.migrations.0002_row_level_security")


class Migration(migrations.Migration):

    dependencies = [
        ('journal', '0002_row_level_security'),
    ]

    operations = [
        migrations.CreateModel(
            name='CardReading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('area', models.CharField(max_length=10)),
                ('at', models.DateTimeField()),
                ('reader', models.CharField(max_length=60)),
                ('card_kind', models.CharField(max_length=20)),
                ('corrected', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=30), default=list, size=None)),
                ('actor_number', models.CharField(max_length=32)),
            ],
            options={
                'indexes': [models.Index(fields=['area', 'at'], name='card_reading_area')],
                'constraints': [models.CheckConstraint(condition=models.Q(('reader', ''), _negated=True), name='card_reading_has_reader', violation_error_message='读卡记录没有写明是哪台读卡器')],
            },
        ),
        migrations.RunSQL(wall.ENABLE.format('journal_cardreading'), wall.DISABLE.format('journal_cardreading')),
    ]
