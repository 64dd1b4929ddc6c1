import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0005_work_row_level_security'),
        ('people', '0002_row_level_security'),
    ]

    operations = [
        migrations.AddField(
            model_name='evidence',
            name='pages',
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='evidence',
            name='digests',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=64), default=list, size=None),
        ),
        migrations.AddConstraint(
            model_name='evidence',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('file_ref', ''), ('pages', 0)), models.Q(models.Q(('file_ref', ''), _negated=True), models.Q(('pages', 0), _negated=True)), _connector='OR'), name='evidence_file_has_pages', violation_error_message='材料的图像不完整'),
        ),
        migrations.AddField(
            model_name='deficiencynotice',
            name='note',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.CreateModel(
            name='SecondNoticeRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(max_length=16, unique=True)),
                ('area', models.CharField(max_length=10)),
                ('sequence', models.PositiveSmallIntegerField()),
                ('reason', models.CharField(max_length=200)),
                ('state', models.CharField(default='asked', max_length=10)),
                ('asked_by', models.CharField(max_length=32)),
                ('asked_at', models.DateTimeField()),
                ('decided_by', models.CharField(blank=True, max_length=32)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('answer', models.CharField(blank=True, max_length=200)),
                ('act_id', models.BigIntegerField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='cases.case')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.person')),
            ],
            options={
                'indexes': [models.Index(fields=['area', 'state'], name='second_notice_area')],
                'constraints': [
                    models.UniqueConstraint(condition=models.Q(('state__in', ['asked', 'agreed'])), fields=('person', 'case', 'sequence'), name='second_notice_asked_once', violation_error_message='再次告知已经提请所长，请等所长答复'),
                    models.CheckConstraint(condition=models.Q(('decided_by', models.F('asked_by')), _negated=True), name='second_notice_four_eyes', violation_error_message='再次告知要由另一人同意'),
                    models.CheckConstraint(condition=models.Q(('state__in', ['asked', 'agreed', 'declined'])), name='second_notice_state', violation_error_message='再次告知的状态不在允许的范围内'),
                ],
            },
        ),
    ]
