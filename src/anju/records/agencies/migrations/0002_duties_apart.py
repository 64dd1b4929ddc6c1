import django.contrib.postgres.constraints
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('agencies', '0001_agencies_and_staff'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='posting',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('staff', '='), (models.Case(models.When(post__in=('administrator', 'auditor'), then=models.F('post')), default=models.Value('casework')), '<>'), ('span', '&&')], name='posting_duties_apart', violation_error_message='系统管理、审计与业务岗位不能由同一人兼任'),
        ),
    ]
