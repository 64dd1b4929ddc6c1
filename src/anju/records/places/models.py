"""Where people live: the address as it is known in the place, and the dwelling behind the door."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models


class StandardAddress(models.Model):
    """A house, building or landmark that dwellings belong to.

    A landmark alone is enough ("村委会对面"); floors may be negative; a pending address is one
    typed at the counter and not yet checked by the station. ``grams`` holds the characters and
    pairs of characters of the text, because trigrams find nothing in two Chinese characters.
    """

    area = models.CharField(max_length=10)
    township = models.CharField(max_length=9)
    village = models.CharField(max_length=12, blank=True)
    road = models.CharField(max_length=60, blank=True)
    house_number = models.CharField(max_length=20, blank=True)
    estate = models.CharField(max_length=60, blank=True)
    building = models.CharField(max_length=20, blank=True)
    landmark = models.CharField(max_length=40, blank=True)
    text = models.CharField(max_length=200)
    initials = models.CharField(max_length=100)
    grams = ArrayField(models.CharField(max_length=2), default=list)
    state = models.CharField(max_length=10, default="standard")
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True)

    class Meta:
        indexes = [
            GinIndex(fields=["grams"], name="address_grams"),
            models.Index(fields=["area", "initials"], name="address_initials"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["township", "text"],
                name="address_once",
                violation_error_message="本乡镇(街道)已有相同的地址",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["standard", "pending", "retired"]),
                name="address_state",
                violation_error_message="地址状态不在允许的范围内",
            ),
            models.CheckConstraint(
                condition=~models.Q(text=""),
                name="address_has_text",
                violation_error_message="请填写住处:门牌号、小区名或附近标志都可以",
            ),
        ]

    def __str__(self) -> str:
        return self.text


class Dwelling(models.Model):
    """One home at an address: unit, floor and room where there are any, and whose it is."""

    area = models.CharField(max_length=10)
    address = models.ForeignKey(StandardAddress, on_delete=models.PROTECT)
    unit = models.CharField(max_length=20, blank=True)
    floor = models.SmallIntegerField(null=True, blank=True)
    room = models.CharField(max_length=20, blank=True)
    place_kind = models.CharField(max_length=2)
    owner_name = models.CharField(max_length=60, blank=True)
    owner_phone_encrypted = models.BinaryField(null=True, blank=True)
    door_code = models.CharField(max_length=12, unique=True)

    class Meta:
        indexes = [models.Index(fields=["area", "id"], name="dwelling_area")]
        constraints = [
            models.UniqueConstraint(
                fields=["address", "unit", "floor", "room"],
                name="dwelling_once",
                nulls_distinct=False,
                violation_error_message="这个房间已在地址库中",
            ),
            models.CheckConstraint(
                condition=models.Q(floor__isnull=True) | models.Q(floor__range=(-9, 99)),
                name="dwelling_floor",
                violation_error_message="楼层应在负9层到99层之间",
            ),
        ]

    def __str__(self) -> str:
        return self.door_code
