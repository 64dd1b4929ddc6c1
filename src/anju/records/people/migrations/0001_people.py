import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('journal', '0001_journal'),
    ]

    operations = [
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(max_length=16, unique=True)),
                ('area', models.CharField(max_length=10)),
                ('merged_into', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='people.person')),
            ],
        ),
        migrations.CreateModel(
            name='IdentityKey',
            fields=[
                ('blind_index', models.UUIDField(primary_key=True, serialize=False)),
                ('key_version', models.PositiveSmallIntegerField()),
                ('person_id', models.BigIntegerField()),
                ('area', models.CharField(max_length=10)),
            ],
            options={
                'indexes': [models.Index(fields=['person_id'], name='identity_key_person')],
            },
        ),
        migrations.CreateModel(
            name='IdentityDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid', django.contrib.postgres.fields.ranges.DateRangeField()),
                ('recorded', django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                ('act_id', models.BigIntegerField()),
                ('superseded_by_act_id', models.BigIntegerField(null=True)),
                ('area', models.CharField(max_length=10)),
                ('kind', models.CharField(max_length=3)),
                ('number_encrypted', models.BinaryField()),
                ('blind_index', models.UUIDField()),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.person')),
            ],
        ),
        migrations.CreateModel(
            name='Contact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid', django.contrib.postgres.fields.ranges.DateRangeField()),
                ('recorded', django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                ('act_id', models.BigIntegerField()),
                ('superseded_by_act_id', models.BigIntegerField(null=True)),
                ('area', models.CharField(max_length=10)),
                ('kind', models.CharField(max_length=8)),
                ('number_encrypted', models.BinaryField()),
                ('blind_index', models.UUIDField()),
                ('note', models.CharField(blank=True, max_length=40)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.person')),
            ],
        ),
        migrations.CreateModel(
            name='PersonFacts',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid', django.contrib.postgres.fields.ranges.DateRangeField()),
                ('recorded', django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                ('act_id', models.BigIntegerField()),
                ('superseded_by_act_id', models.BigIntegerField(null=True)),
                ('area', models.CharField(max_length=10)),
                ('name', models.CharField(max_length=50)),
                ('former_name', models.CharField(blank=True, max_length=50)),
                ('sex', models.CharField(max_length=1)),
                ('born_on', models.DateField()),
                ('ethnic_group', models.CharField(max_length=2)),
                ('hukou_division', models.CharField(max_length=6)),
                ('hukou_address', models.CharField(blank=True, max_length=100)),
                ('hukou_kind', models.CharField(blank=True, max_length=2)),
                ('education', models.CharField(blank=True, max_length=2)),
                ('marital_status', models.CharField(blank=True, max_length=2)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.person')),
            ],
        ),
        migrations.CreateModel(
            name='PersonMerge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('area', models.CharField(max_length=10)),
                ('moved', models.JSONField()),
                ('act_id', models.BigIntegerField()),
                ('merged_at', models.DateTimeField()),
                ('undone_at', models.DateTimeField(blank=True, null=True)),
                ('undone_by_act_id', models.BigIntegerField(blank=True, null=True)),
                ('absorbed', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='merges_absorbed', to='people.person')),
                ('kept', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='merges_kept', to='people.person')),
            ],
        ),
        migrations.CreateModel(
            name='Relation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid', django.contrib.postgres.fields.ranges.DateRangeField()),
                ('recorded', django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                ('act_id', models.BigIntegerField()),
                ('superseded_by_act_id', models.BigIntegerField(null=True)),
                ('area', models.CharField(max_length=10)),
                ('relation', models.CharField(max_length=2)),
                ('is_guardian', models.BooleanField(default=False)),
                ('relative_name', models.CharField(blank=True, max_length=50)),
                ('relative_number_encrypted', models.BinaryField(blank=True, null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.person')),
                ('relative', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='relation_of', to='people.person')),
            ],
        ),
        migrations.CreateModel(
            name='ResidentSearch',
            fields=[
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, serialize=False, to='people.person')),
                ('area', models.CharField(max_length=10)),
                ('name', models.CharField(max_length=50)),
                ('pinyin', models.CharField(max_length=200)),
                ('initials', models.CharField(max_length=50)),
                ('born_on', models.DateField()),
                ('grams', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=2), default=list, size=None)),
            ],
            options={
                'indexes': [models.Index(fields=['area', 'name'], include=('person',), name='search_name'), models.Index(fields=['area', 'pinyin'], include=('person',), name='search_pinyin'), models.Index(fields=['area', 'initials'], include=('person',), name='search_initials'), django.contrib.postgres.indexes.GinIndex(fields=['grams'], name='search_grams')],
            },
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(fields=['area', 'id'], name='person_area'),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.CheckConstraint(condition=models.Q(('merged_into__isnull', True), models.Q(('merged_into', models.F('id')), _negated=True), _connector='OR'), name='person_not_merged_into_self', violation_error_message='不能把一份档案并入它自己'),
        ),
        migrations.AddIndex(
            model_name='identitydocument',
            index=models.Index(fields=['person', 'area'], name='identity_document_person'),
        ),
        migrations.AddIndex(
            model_name='contact',
            index=models.Index(fields=['person', 'area'], name='contact_person'),
        ),
        migrations.AddIndex(
            model_name='contact',
            index=models.Index(fields=['blind_index'], name='contact_blind_index'),
        ),
        migrations.AddIndex(
            model_name='personfacts',
            index=models.Index(fields=['person', 'area'], name='person_facts_person'),
        ),
        migrations.AddConstraint(
            model_name='personfacts',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('person', '='), ('valid', '&&'), ('recorded', '&&')], name='person_facts_no_overlap', violation_error_message='同一人同一时间只能有一份身份信息'),
        ),
        migrations.AddConstraint(
            model_name='personfacts',
            constraint=models.CheckConstraint(condition=models.Q(('sex__in', ['0', '1', '2', '9'])), name='person_sex', violation_error_message='性别代码不在国家标准内'),
        ),
        migrations.AddConstraint(
            model_name='personfacts',
            constraint=models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='person_has_name', violation_error_message='请填写姓名,与证件一致'),
        ),
        migrations.AddConstraint(
            model_name='personmerge',
            constraint=models.UniqueConstraint(condition=models.Q(('undone_at__isnull', True)), fields=('absorbed',), name='person_absorbed_once', violation_error_message='这份档案已经并入另一份档案'),
        ),
        migrations.AddIndex(
            model_name='relation',
            index=models.Index(fields=['person', 'area'], name='relation_person'),
        ),
    ]
