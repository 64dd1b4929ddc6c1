import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        BtreeGistExtension(),  # for the exclusion constraints of all records
        migrations.CreateModel(
            name='JournalBlock',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('county', models.CharField(max_length=6)),
                ('height', models.BigIntegerField()),
                ('entry_ids', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None)),
                ('leaves', models.BinaryField()),
                ('root', models.BinaryField()),
                ('previous', models.BinaryField()),
                ('seal', models.BinaryField()),
                ('sealed_at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('county', 'height'), name='journal_block_once', violation_error_message='该县的日志块序号已存在'), models.CheckConstraint(condition=models.Q(('entry_ids__len__gt', 0)), name='journal_block_not_empty', violation_error_message='日志块不能是空的')],
            },
        ),
        migrations.CreateModel(
            name='JournalEntry',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('county', models.CharField(max_length=6)),
                ('area', models.CharField(max_length=10)),
                ('at', models.DateTimeField()),
                ('act', models.CharField(max_length=40)),
                ('actor_number', models.CharField(max_length=32)),
                ('actor_post', models.CharField(max_length=24)),
                ('agency_code', models.CharField(max_length=10)),
                ('subject_kind', models.CharField(max_length=32)),
                ('subject_ref', models.CharField(max_length=40)),
                ('person_id', models.BigIntegerField(null=True)),
                ('cites', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=32), default=list, size=None)),
                ('law_version', models.CharField(default='', max_length=40)),
                ('facts', models.JSONField(default=dict)),
                ('request_key', models.UUIDField(null=True)),
                ('leaf', models.BinaryField()),
            ],
            options={
                'indexes': [models.Index(fields=['person_id', 'at'], name='journal_person'), models.Index(fields=['county', 'id'], name='journal_county'), models.Index(fields=['subject_kind', 'subject_ref'], name='journal_subject'), django.contrib.postgres.indexes.BrinIndex(fields=['at'], name='journal_at')],
            },
        ),
        migrations.CreateModel(
            name='RememberedRequest',
            fields=[
                ('key', models.UUIDField(primary_key=True, serialize=False)),
                ('actor_number', models.CharField(max_length=32)),
                ('act', models.CharField(max_length=40)),
                ('digest', models.BinaryField()),
                ('result', models.JSONField()),
                ('at', models.DateTimeField()),
            ],
            options={
                'indexes': [django.contrib.postgres.indexes.BrinIndex(fields=['at'], name='remembered_at')],
            },
        ),
        migrations.CreateModel(
            name='UnsealedEntry',
            fields=[
                ('entry_id', models.BigIntegerField(primary_key=True, serialize=False)),
                ('county', models.CharField(max_length=6)),
            ],
            options={
                'indexes': [models.Index(fields=['county', 'entry_id'], name='unsealed_county')],
            },
        ),
        migrations.CreateModel(
            name='ViewEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('area', models.CharField(max_length=10)),
                ('at', models.DateTimeField()),
                ('actor_number', models.CharField(max_length=32)),
                ('actor_post', models.CharField(max_length=24)),
                ('agency_code', models.CharField(max_length=10)),
                ('purpose', models.CharField(max_length=60)),
                ('subject_kind', models.CharField(max_length=32)),
                ('subject_ref', models.CharField(max_length=40)),
                ('person_id', models.BigIntegerField(null=True)),
                ('fields', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), default=list, size=None)),
            ],
            options={
                'indexes': [models.Index(fields=['person_id', 'at'], name='view_person'), django.contrib.postgres.indexes.BrinIndex(fields=['at'], name='view_at')],
            },
        ),
    ]
