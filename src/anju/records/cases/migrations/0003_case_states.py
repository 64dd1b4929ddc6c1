from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0002_row_level_security'),
        ('people', '0002_row_level_security'),
        ('permits', '0002_row_level_security'),
        ('registrations', '0002_row_level_security'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'submitted', 'awaiting_supplement', 'supplemented', 'accepted', 'declined', 'withdrawn', 'closed', 'under_review', 'approved', 'refused', 'in_production', 'produced', 'ready', 'collected'])), name='case_state', violation_error_message='申请状态不在允许的范围内'),
        ),
    ]
