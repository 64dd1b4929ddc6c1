import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('journal', '0001_journal'),
    ]

    operations = [
        migrations.CreateModel(
            name='Staff',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('number', models.CharField(max_length=32, unique=True)),
                ('name', models.CharField(max_length=50)),
                ('is_active', models.BooleanField(default=True)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SignInFailures',
            fields=[
                ('number', models.CharField(max_length=32, primary_key=True, serialize=False)),
                ('failures', models.PositiveIntegerField(default=0)),
                ('last_failed_at', models.DateTimeField()),
                ('waits_until', models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Agency',
            fields=[
                ('code', models.CharField(max_length=10, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=16)),
                ('name', models.CharField(max_length=60)),
                ('short_name', models.CharField(max_length=30)),
                ('division', models.CharField(max_length=12)),
                ('address', models.CharField(blank=True, max_length=120)),
                ('phone', models.CharField(blank=True, max_length=20)),
                ('townships', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=9), default=list, size=None)),
                ('card_producer', models.CharField(default='county', max_length=10)),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='agencies.agency')),
            ],
        ),
        migrations.CreateModel(
            name='Entrustment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('acts', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), size=None)),
                ('span', django.contrib.postgres.fields.ranges.DateRangeField()),
                ('document_number', models.CharField(blank=True, max_length=60)),
                ('centre', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='agencies.agency')),
            ],
        ),
        migrations.CreateModel(
            name='Posting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('post', models.CharField(max_length=24)),
                ('span', django.contrib.postgres.fields.ranges.DateRangeField()),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='agencies.agency')),
                ('staff', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.AddConstraint(
            model_name='agency',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['department', 'prefecture', 'county_bureau', 'station', 'centre'])), name='agency_kind', violation_error_message='单位类型不在允许的范围内'),
        ),
        migrations.AddConstraint(
            model_name='agency',
            constraint=models.CheckConstraint(condition=models.Q(('card_producer__in', ['province', 'county'])), name='agency_card_producer', violation_error_message='制证单位只能是省级或者县级'),
        ),
        migrations.AddConstraint(
            model_name='entrustment',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('centre', '='), ('span', '&&')], name='entrustment_no_overlap', violation_error_message='该服务中心在这段时间已有委托'),
        ),
        migrations.AddConstraint(
            model_name='posting',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('staff', '='), ('agency', '='), ('post', '='), ('span', '&&')], name='posting_no_overlap', violation_error_message='该人员在这段时间已任同一岗位'),
        ),
    ]
