import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='StandardAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('area', models.CharField(max_length=10)),
                ('township', models.CharField(max_length=9)),
                ('village', models.CharField(blank=True, max_length=12)),
                ('road', models.CharField(blank=True, max_length=60)),
                ('house_number', models.CharField(blank=True, max_length=20)),
                ('estate', models.CharField(blank=True, max_length=60)),
                ('building', models.CharField(blank=True, max_length=20)),
                ('landmark', models.CharField(blank=True, max_length=40)),
                ('text', models.CharField(max_length=200)),
                ('initials', models.CharField(max_length=100)),
                ('grams', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=2), default=list, size=None)),
                ('state', models.CharField(default='standard', max_length=10)),
                ('merged_into', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='places.standardaddress')),
            ],
        ),
        migrations.CreateModel(
            name='Dwelling',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('area', models.CharField(max_length=10)),
                ('unit', models.CharField(blank=True, max_length=20)),
                ('floor', models.SmallIntegerField(blank=True, null=True)),
                ('room', models.CharField(blank=True, max_length=20)),
                ('place_kind', models.CharField(max_length=2)),
                ('owner_name', models.CharField(blank=True, max_length=60)),
                ('owner_phone_encrypted', models.BinaryField(blank=True, null=True)),
                ('door_code', models.CharField(max_length=12, unique=True)),
                ('address', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='places.standardaddress')),
            ],
        ),
        migrations.AddIndex(
            model_name='standardaddress',
            index=django.contrib.postgres.indexes.GinIndex(fields=['grams'], name='address_grams'),
        ),
        migrations.AddIndex(
            model_name='standardaddress',
            index=models.Index(fields=['area', 'initials'], name='address_initials'),
        ),
        migrations.AddConstraint(
            model_name='standardaddress',
            constraint=models.UniqueConstraint(fields=('township', 'text'), name='address_once', violation_error_message='本乡镇(街道)已有相同的地址'),
        ),
        migrations.AddConstraint(
            model_name='standardaddress',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['standard', 'pending', 'retired'])), name='address_state', violation_error_message='地址状态不在允许的范围内'),
        ),
        migrations.AddConstraint(
            model_name='standardaddress',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='address_has_text', violation_error_message='请填写住处:门牌号、小区名或附近标志都可以'),
        ),
        migrations.AddIndex(
            model_name='dwelling',
            index=models.Index(fields=['area', 'id'], name='dwelling_area'),
        ),
        migrations.AddConstraint(
            model_name='dwelling',
            constraint=models.UniqueConstraint(fields=('address', 'unit', 'floor', 'room'), name='dwelling_once', nulls_distinct=False, violation_error_message='这个房间已在地址库中'),
        ),
        migrations.AddConstraint(
            model_name='dwelling',
            constraint=models.CheckConstraint(condition=models.Q(('floor__isnull', True), ('floor__range', (-9, 99)), _connector='OR'), name='dwelling_floor', violation_error_message='楼层应在负9层到99层之间'),
        ),
    ]
