from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='NumberLedger',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('series', models.CharField(max_length=12)),
                ('agency_code', models.CharField(max_length=10)),
                ('day', models.DateField()),
                ('last', models.PositiveIntegerField(default=0)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('series', 'agency_code', 'day'), name='number_series_once', violation_error_message='编号序列重复')],
            },
        ),
        migrations.CreateModel(
            name='Paper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=28, unique=True)),
                ('kind', models.CharField(max_length=24)),
                ('edition', models.CharField(max_length=10)),
                ('person_id', models.BigIntegerField()),
                ('area', models.CharField(max_length=10)),
                ('subject_kind', models.CharField(max_length=32)),
                ('subject_ref', models.CharField(max_length=40)),
                ('content', models.JSONField()),
                ('check_code', models.CharField(max_length=12, unique=True)),
                ('issued_at', models.DateTimeField()),
                ('issued_by', models.CharField(max_length=32)),
                ('agency_code', models.CharField(max_length=10)),
                ('printed', models.PositiveSmallIntegerField(default=0)),
                ('voided_at', models.DateTimeField(blank=True, null=True)),
                ('voided_reason', models.CharField(blank=True, max_length=100)),
                ('act_id', models.BigIntegerField()),
            ],
            options={
                'indexes': [models.Index(fields=['person_id', 'area'], name='paper_person'), models.Index(fields=['subject_kind', 'subject_ref'], name='paper_subject')],
                'constraints': [models.CheckConstraint(condition=models.Q(('voided_at__isnull', True), models.Q(('voided_reason', ''), _negated=True), _connector='OR'), name='voided_has_reason', violation_error_message='作废要写明原因')],
            },
        ),
    ]
