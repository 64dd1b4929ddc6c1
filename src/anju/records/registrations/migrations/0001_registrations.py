import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('journal', '0001_journal'),
        ('people', '0001_people'),
        ('places', '0001_addresses_and_dwellings'),
    ]

    operations = [
        migrations.CreateModel(
            name='Household',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(max_length=16, unique=True)),
                ('area', models.CharField(max_length=10)),
                ('registered_on', models.DateField()),
                ('channel', models.CharField(max_length=2)),
                ('reporting_party', models.CharField(max_length=2)),
                ('reporting_name', models.CharField(blank=True, max_length=50)),
                ('reporting_number_encrypted', models.BinaryField(blank=True, null=True)),
                ('reporting_phone_encrypted', models.BinaryField(blank=True, null=True)),
                ('act_id', models.BigIntegerField()),
                ('dwelling', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='places.dwelling')),
            ],
        ),
        migrations.CreateModel(
            name='ResidenceRegistration',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=24, unique=True)),
                ('area', models.CharField(max_length=10)),
                ('state', models.CharField(max_length=24)),
                ('registered_on', models.DateField()),
                ('registered_by', models.CharField(max_length=32)),
                ('is_incomplete', models.BooleanField(default=False)),
                ('left_on', models.DateField(blank=True, null=True)),
                ('deregistration_reason', models.CharField(blank=True, max_length=2)),
                ('destination', models.CharField(blank=True, max_length=60)),
                ('household', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='registrations.household')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.person')),
            ],
        ),
        migrations.CreateModel(
            name='RegistrationFacts',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid', django.contrib.postgres.fields.ranges.DateRangeField()),
                ('recorded', django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                ('act_id', models.BigIntegerField()),
                ('superseded_by_act_id', models.BigIntegerField(null=True)),
                ('area', models.CharField(max_length=10)),
                ('division', models.CharField(max_length=6)),
                ('place_kind', models.CharField(max_length=2)),
                ('arrived_on', models.DateField()),
                ('planned_stay', models.CharField(blank=True, max_length=2)),
                ('reason', models.CharField(max_length=2)),
                ('reason_note', models.CharField(blank=True, max_length=30)),
                ('relation_to_householder', models.CharField(max_length=2)),
                ('occupation', models.CharField(blank=True, max_length=3)),
                ('employer_name', models.CharField(blank=True, max_length=80)),
                ('employer_code', models.CharField(blank=True, max_length=18)),
                ('work_since', models.DateField(blank=True, null=True)),
                ('school_name', models.CharField(blank=True, max_length=80)),
                ('enrolled_on', models.DateField(blank=True, null=True)),
                ('host_name', models.CharField(blank=True, max_length=50)),
                ('host_relation', models.CharField(blank=True, max_length=2)),
                ('landlord_name', models.CharField(blank=True, max_length=60)),
                ('landlord_phone_encrypted', models.BinaryField(blank=True, null=True)),
                ('note', models.CharField(blank=True, max_length=100)),
                ('dwelling', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='places.dwelling')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.person')),
                ('registration', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='registrations.residenceregistration')),
            ],
        ),
        migrations.CreateModel(
            name='RecognisedStart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid', django.contrib.postgres.fields.ranges.DateRangeField()),
                ('recorded', django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                ('act_id', models.BigIntegerField()),
                ('superseded_by_act_id', models.BigIntegerField(null=True)),
                ('area', models.CharField(max_length=10)),
                ('declared_on', models.DateField()),
                ('starts_on', models.DateField()),
                ('basis', models.CharField(max_length=24)),
                ('evidence_id', models.BigIntegerField(blank=True, null=True)),
                ('recognised_by', models.CharField(max_length=32)),
                ('override_reason', models.CharField(blank=True, max_length=100)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.person')),
                ('registration', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='registrations.residenceregistration')),
            ],
        ),
        migrations.CreateModel(
            name='DepartureProposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(max_length=16, unique=True)),
                ('area', models.CharField(max_length=10)),
                ('proposed_by_party', models.CharField(max_length=2)),
                ('proposed_by_name', models.CharField(max_length=60)),
                ('left_on', models.DateField()),
                ('proposed_on', models.DateField()),
                ('objection_until', models.DateField()),
                ('state', models.CharField(default='proposed', max_length=12)),
                ('objection', models.CharField(blank=True, max_length=200)),
                ('act_id', models.BigIntegerField()),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.person')),
                ('registration', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='registrations.residenceregistration')),
            ],
        ),
        migrations.CreateModel(
            name='CurrentResidence',
            fields=[
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, serialize=False, to='people.person')),
                ('area', models.CharField(max_length=10)),
                ('hukou_division', models.CharField(max_length=6)),
                ('division', models.CharField(max_length=6)),
                ('reason', models.CharField(max_length=2)),
                ('starts_on', models.DateField()),
                ('eligible_from', models.DateField(blank=True, null=True)),
                ('last_confirmed_on', models.DateField()),
                ('dwelling', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='places.dwelling')),
                ('registration', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, to='registrations.residenceregistration')),
            ],
        ),
        migrations.CreateModel(
            name='StayConfirmation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('area', models.CharField(max_length=10)),
                ('confirmed_on', models.DateField()),
                ('confirmed_by', models.CharField(max_length=32)),
                ('channel', models.CharField(max_length=2)),
                ('act_id', models.BigIntegerField()),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.person')),
                ('registration', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='registrations.residenceregistration')),
            ],
        ),
        migrations.AddIndex(
            model_name='household',
            index=models.Index(fields=['area', 'registered_on'], name='household_area'),
        ),
        migrations.AddIndex(
            model_name='residenceregistration',
            index=models.Index(fields=['person', 'area'], name='registration_person'),
        ),
        migrations.AddIndex(
            model_name='residenceregistration',
            index=models.Index(fields=['area', 'state', 'registered_on'], name='registration_area'),
        ),
        migrations.AddConstraint(
            model_name='residenceregistration',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['submitted', 'registered', 'deregistered', 'rejected'])), name='registration_state', violation_error_message='登记状态不在允许的范围内'),
        ),
        migrations.AddConstraint(
            model_name='residenceregistration',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'deregistered'), _negated=True), ('left_on__isnull', False), _connector='OR'), name='registration_ended_has_day', violation_error_message='注销登记要写明离开日期'),
        ),
        migrations.AddIndex(
            model_name='registrationfacts',
            index=models.Index(fields=['person', 'area'], name='registration_facts_person'),
        ),
        migrations.AddIndex(
            model_name='registrationfacts',
            index=models.Index(fields=['dwelling'], name='registration_facts_dwelling'),
        ),
        migrations.AddConstraint(
            model_name='registrationfacts',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('person', '='), ('valid', '&&'), ('recorded', '&&')], name='one_residence_at_a_time', violation_error_message='同一人同一时间只能有一处居住登记'),
        ),
        migrations.AddConstraint(
            model_name='registrationfacts',
            constraint=models.CheckConstraint(condition=models.Q(('valid__isempty', False)), name='registration_span_in_order', violation_error_message='离开日期不能早于到达日期'),
        ),
        migrations.AddIndex(
            model_name='recognisedstart',
            index=models.Index(fields=['person', 'area'], name='recognised_start_person'),
        ),
        migrations.AddConstraint(
            model_name='recognisedstart',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('person', '='), ('registration', '='), ('recorded', '&&')], name='one_recognised_start', violation_error_message='一次登记同一时间只能有一个起算日期'),
        ),
        migrations.AddIndex(
            model_name='departureproposal',
            index=models.Index(fields=['area', 'state'], name='departure_area'),
        ),
        migrations.AddConstraint(
            model_name='departureproposal',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'proposed')), fields=('person', 'registration'), name='one_open_departure', violation_error_message='这份登记已有一条待处理的离开申报'),
        ),
        migrations.AddConstraint(
            model_name='departureproposal',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['proposed', 'objected', 'confirmed'])), name='departure_state', violation_error_message='离开申报的状态不在允许的范围内'),
        ),
        migrations.AddIndex(
            model_name='currentresidence',
            index=models.Index(fields=['area', 'eligible_from'], name='current_eligible'),
        ),
        migrations.AddIndex(
            model_name='stayconfirmation',
            index=models.Index(fields=['registration', 'confirmed_on'], name='confirmation_of'),
        ),
    ]
