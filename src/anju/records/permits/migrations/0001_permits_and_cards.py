import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('journal', '0001_journal'),
        ('people', '0001_people'),
    ]

    operations = [
        migrations.CreateModel(
            name='ResidencePermit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=24, unique=True)),
                ('area', models.CharField(max_length=10)),
                ('issued_on', models.DateField()),
                ('issued_by', models.CharField(max_length=10)),
                ('city_unit', models.CharField(max_length=6)),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.person')),
            ],
        ),
        migrations.CreateModel(
            name='PermitFacts',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid', django.contrib.postgres.fields.ranges.DateRangeField()),
                ('recorded', django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                ('act_id', models.BigIntegerField()),
                ('superseded_by_act_id', models.BigIntegerField(null=True)),
                ('area', models.CharField(max_length=10)),
                ('state', models.CharField(max_length=12)),
                ('anchor_on', models.DateField()),
                ('cause', models.CharField(max_length=40)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.person')),
                ('permit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='permits.residencepermit')),
            ],
        ),
        migrations.CreateModel(
            name='Endorsement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('area', models.CharField(max_length=10)),
                ('endorsed_on', models.DateField()),
                ('year_number', models.PositiveSmallIntegerField()),
                ('anchor_on', models.DateField()),
                ('is_late', models.BooleanField(default=False)),
                ('agency_code', models.CharField(max_length=10)),
                ('endorsed_by', models.CharField(max_length=32)),
                ('written_to_card_at', models.DateTimeField(blank=True, null=True)),
                ('act_id', models.BigIntegerField()),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.person')),
                ('permit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='permits.residencepermit')),
            ],
        ),
        migrations.CreateModel(
            name='Card',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('area', models.CharField(max_length=10)),
                ('case_id', models.BigIntegerField()),
                ('issue_number', models.PositiveSmallIntegerField()),
                ('blank_serial', models.CharField(blank=True, max_length=24)),
                ('state', models.CharField(max_length=12)),
                ('produced_on', models.DateField(blank=True, null=True)),
                ('notified_on', models.DateField(blank=True, null=True)),
                ('collected_on', models.DateField(blank=True, null=True)),
                ('collected_by', models.CharField(blank=True, max_length=60)),
                ('spoiled_reason', models.CharField(blank=True, max_length=60)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.person')),
                ('permit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='permits.residencepermit')),
            ],
        ),
        migrations.AddIndex(
            model_name='residencepermit',
            index=models.Index(fields=['area', 'issued_on'], name='permit_area'),
        ),
        migrations.AddConstraint(
            model_name='residencepermit',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_on__isnull', True)), fields=('person',), name='one_permit_a_person', violation_error_message='此人已有一个有效的居住证'),
        ),
        migrations.AddConstraint(
            model_name='residencepermit',
            constraint=models.CheckConstraint(condition=models.Q(('ended_on__isnull', True), ('ended_on__gte', models.F('issued_on')), _connector='OR'), name='permit_ends_after_issue', violation_error_message='居住证的终止日期不能早于签发日期'),
        ),
        migrations.AddIndex(
            model_name='permitfacts',
            index=models.Index(fields=['person', 'area'], name='permit_facts_person'),
        ),
        migrations.AddConstraint(
            model_name='permitfacts',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('person', '='), ('permit', '='), ('valid', '&&'), ('recorded', '&&')], name='one_permit_state_at_a_time', violation_error_message='居住证同一时间只能有一个状态'),
        ),
        migrations.AddConstraint(
            model_name='permitfacts',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['in_use', 'suspended', 'lost', 'cancelled', 'seized'])), name='permit_state', violation_error_message='居住证状态不在允许的范围内'),
        ),
        migrations.AddIndex(
            model_name='endorsement',
            index=models.Index(fields=['person', 'area'], name='endorsement_person'),
        ),
        migrations.AddConstraint(
            model_name='endorsement',
            constraint=models.UniqueConstraint(fields=('person', 'permit', 'anchor_on', 'year_number'), name='year_endorsed_once', violation_error_message='这一年已经签注过'),
        ),
        migrations.AddConstraint(
            model_name='endorsement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('is_late', False), ('year_number__gte', 1)), models.Q(('anchor_on', models.F('endorsed_on')), ('is_late', True), ('year_number', 0)), _connector='OR'), name='late_endorsement_counts_anew', violation_error_message='补办签注的,居住年限自补办之日起计算'),
        ),
        migrations.AddIndex(
            model_name='card',
            index=models.Index(fields=['person', 'area'], name='card_person'),
        ),
        migrations.AddConstraint(
            model_name='card',
            constraint=models.UniqueConstraint(condition=models.Q(('blank_serial', ''), _negated=True), fields=('blank_serial',), name='blank_used_once', violation_error_message='这张空白卡已经用过'),
        ),
        migrations.AddConstraint(
            model_name='card',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['ordered', 'produced', 'ready', 'collected'])), fields=('person', 'permit'), name='one_live_card', violation_error_message='这个居住证已有一张在制或者在用的卡'),
        ),
        migrations.AddConstraint(
            model_name='card',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['ordered', 'produced', 'ready', 'collected', 'spoiled', 'lost', 'surrendered', 'void'])), name='card_state', violation_error_message='卡的状态不在允许的范围内'),
        ),
    ]
