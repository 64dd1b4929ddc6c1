import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0001_people'),
        ('permits', '0001_permits_and_cards'),
        ('registrations', '0001_registrations'),
    ]

    operations = [
        migrations.CreateModel(
            name='Case',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=24, unique=True)),
                ('kind', models.CharField(max_length=12)),
                ('area', models.CharField(max_length=10)),
                ('agency_code', models.CharField(max_length=10)),
                ('state', models.CharField(max_length=24)),
                ('housing', models.CharField(blank=True, max_length=20)),
                ('grounds', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=12), default=list, size=None)),
                ('loss_or_damage', models.CharField(blank=True, max_length=12)),
                ('agent_kind', models.CharField(default='none', max_length=12)),
                ('agent_name', models.CharField(blank=True, max_length=50)),
                ('agent_number_encrypted', models.BinaryField(blank=True, null=True)),
                ('submitted_on', models.DateField()),
                ('accepted_on', models.DateField(blank=True, null=True)),
                ('accepted_by', models.CharField(blank=True, max_length=32)),
                ('reviewed_by', models.CharField(blank=True, max_length=32)),
                ('produce_by', models.DateField(blank=True, null=True)),
                ('hand_over_by', models.DateField(blank=True, null=True)),
                ('due_on', models.DateField(blank=True, null=True)),
                ('closed_on', models.DateField(blank=True, null=True)),
                ('assigned_to', models.CharField(blank=True, max_length=32)),
                ('fee', models.DecimalField(decimal_places=2, default=0, max_digits=8)),
                ('version', models.PositiveIntegerField(default=1)),
                ('permit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='permits.residencepermit')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.person')),
                ('registration', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='registrations.residenceregistration')),
            ],
        ),
        migrations.CreateModel(
            name='CaseStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('area', models.CharField(max_length=10)),
                ('step', models.CharField(max_length=40)),
                ('from_state', models.CharField(max_length=24)),
                ('to_state', models.CharField(max_length=24)),
                ('at', models.DateTimeField()),
                ('actor_number', models.CharField(max_length=32)),
                ('note', models.CharField(blank=True, max_length=200)),
                ('act_id', models.BigIntegerField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='cases.case')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.person')),
            ],
        ),
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(max_length=16, unique=True)),
                ('area', models.CharField(max_length=10)),
                ('subject_kind', models.CharField(max_length=32)),
                ('subject_id', models.BigIntegerField()),
                ('before', models.JSONField()),
                ('after', models.JSONField()),
                ('reason', models.CharField(max_length=200)),
                ('evidence_note', models.CharField(max_length=200)),
                ('state', models.CharField(default='proposed', max_length=10)),
                ('proposed_by', models.CharField(max_length=32)),
                ('proposed_at_agency', models.CharField(max_length=10)),
                ('proposed_at', models.DateTimeField()),
                ('decided_by', models.CharField(blank=True, max_length=32)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('act_id', models.BigIntegerField()),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.person')),
            ],
        ),
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('area', models.CharField(max_length=10)),
                ('outcome', models.CharField(max_length=10)),
                ('reason_code', models.CharField(blank=True, max_length=32)),
                ('reason_text', models.CharField(blank=True, max_length=400)),
                ('cites', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=32), default=list, size=None)),
                ('accepted_by', models.CharField(blank=True, max_length=32)),
                ('decided_by', models.CharField(max_length=32)),
                ('decided_at', models.DateTimeField()),
                ('act_id', models.BigIntegerField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='cases.case')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.person')),
            ],
        ),
        migrations.CreateModel(
            name='DeficiencyNotice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('area', models.CharField(max_length=10)),
                ('sequence', models.PositiveSmallIntegerField()),
                ('items', models.JSONField()),
                ('supplement_by', models.DateField(blank=True, null=True)),
                ('given_at', models.DateTimeField()),
                ('given_by', models.CharField(max_length=32)),
                ('agreed_by', models.CharField(blank=True, max_length=32)),
                ('reason', models.CharField(blank=True, max_length=200)),
                ('law_version', models.CharField(max_length=40)),
                ('act_id', models.BigIntegerField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='cases.case')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.person')),
            ],
        ),
        migrations.CreateModel(
            name='Evidence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('area', models.CharField(max_length=10)),
                ('kind', models.CharField(max_length=32)),
                ('dated_on', models.DateField(blank=True, null=True)),
                ('issued_by', models.CharField(blank=True, max_length=80)),
                ('state', models.CharField(default='provided', max_length=10)),
                ('fault', models.CharField(blank=True, max_length=200)),
                ('file_ref', models.CharField(blank=True, max_length=64)),
                ('added_at', models.DateTimeField()),
                ('added_by', models.CharField(max_length=32)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='cases.case')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='people.person')),
            ],
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['area', 'state', 'due_on'], name='case_queue'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['person', 'area'], name='case_person'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.UniqueConstraint(condition=models.Q(('closed_on__isnull', True)), fields=('person',), name='one_open_case', violation_error_message='此人已有一个正在办理的申请'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['first_issue', 'replacement', 'reissue'])), name='case_kind', violation_error_message='业务类型不在允许的范围内'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'first_issue'), _negated=True), ('fee', 0), _connector='OR'), name='first_issue_is_free', violation_error_message='首次申领居住证不收费'),
        ),
        migrations.AddIndex(
            model_name='casestep',
            index=models.Index(fields=['case', 'at'], name='case_step_case'),
        ),
        migrations.AddIndex(
            model_name='correction',
            index=models.Index(fields=['area', 'state'], name='correction_area'),
        ),
        migrations.AddConstraint(
            model_name='correction',
            constraint=models.CheckConstraint(condition=models.Q(('decided_by', models.F('proposed_by')), _negated=True), name='correction_four_eyes', violation_error_message='更正要由另一人批准'),
        ),
        migrations.AddConstraint(
            model_name='correction',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['proposed', 'approved', 'rejected'])), name='correction_state', violation_error_message='更正状态不在允许的范围内'),
        ),
        migrations.AddIndex(
            model_name='decision',
            index=models.Index(fields=['case'], name='decision_case'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(('decided_by', models.F('accepted_by')), _negated=True), name='decided_by_another', violation_error_message='受理人不能审批自己受理的申请'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(('outcome', 'approved'), models.Q(('outcome__in', ['refused', 'declined']), models.Q(('reason_code', ''), _negated=True)), _connector='OR'), name='refusal_has_reason', violation_error_message='不予办理要写明理由'),
        ),
        migrations.AddConstraint(
            model_name='deficiencynotice',
            constraint=models.UniqueConstraint(fields=('person', 'case', 'sequence'), name='notice_sequence', violation_error_message='一次性告知的次序重复'),
        ),
        migrations.AddConstraint(
            model_name='deficiencynotice',
            constraint=models.CheckConstraint(condition=models.Q(('sequence', 1), models.Q(models.Q(('agreed_by', ''), _negated=True), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='second_notice_agreed', violation_error_message='再次告知需所长同意并说明原因'),
        ),
        migrations.AddIndex(
            model_name='evidence',
            index=models.Index(fields=['case'], name='evidence_case'),
        ),
        migrations.AddConstraint(
            model_name='evidence',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['provided', 'accepted', 'faulty'])), name='evidence_state', violation_error_message='材料状态不在允许的范围内'),
        ),
    ]
