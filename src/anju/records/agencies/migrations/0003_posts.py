from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('agencies', '0002_duties_apart'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='posting',
            constraint=models.CheckConstraint(condition=models.Q(('post__in', ['window_clerk', 'officer', 'station_chief', 'county_reviewer', 'card_maker', 'field_collector', 'analyst', 'administrator', 'auditor'])), name='posting_post', violation_error_message='岗位不在允许的范围内'),
        ),
    ]
