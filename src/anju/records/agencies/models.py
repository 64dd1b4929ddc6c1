"""Who acts for the state: agencies, what centres are entrusted with, and dated postings."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.db import models


class Agency(models.Model):
    """A public security organ or an entrusted service centre.

    The code is the path of responsibility: province 2 digits, prefecture 4, county 6, station 8,
    centre 10; whose code begins with mine stands under me.
    """

    code = models.CharField(max_length=10, primary_key=True)
    kind = models.CharField(max_length=16)
    name = models.CharField(max_length=60)
    short_name = models.CharField(max_length=30)
    division = models.CharField(max_length=12)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True)
    address = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    townships = ArrayField(models.CharField(max_length=9), default=list)
    card_producer = models.CharField(max_length=10, default="county")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    kind__in=["department", "prefecture", "county_bureau", "station", "centre"]
                ),
                name="agency_kind",
                violation_error_message="单位类型不在允许的范围内",
            ),
            models.CheckConstraint(
                condition=models.Q(card_producer__in=["province", "county"]),
                name="agency_card_producer",
                violation_error_message="制证单位只能是省级或者县级",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Entrustment(models.Model):
    """What the police entrust a service centre with, and until when (notice 2(2))."""

    centre = models.ForeignKey(Agency, on_delete=models.PROTECT)
    acts = ArrayField(models.CharField(max_length=40))
    span = DateRangeField()
    document_number = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="entrustment_no_overlap",
                expressions=[
                    ("centre", RangeOperators.EQUAL),
                    ("span", RangeOperators.OVERLAPS),
                ],
                violation_error_message="该服务中心在这段时间已有委托",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.centre_id} {self.span}"


class StaffManager(BaseUserManager["Staff"]):
    """Finds staff by their number, which is what they sign in with."""


class Staff(AbstractBaseUser):
    """A person who works here. What they may do comes from their postings alone."""

    number = models.CharField(max_length=32, unique=True)
    name = models.CharField(max_length=50)
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "number"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects = StaffManager()

    def __str__(self) -> str:
        return self.name


class SignInFailures(models.Model):
    """Failed sign-ins under one number, whether or not anybody has it, and until when it waits.

    Kept in the database: all web processes count together and a restart forgets nothing.
    """

    number = models.CharField(max_length=32, primary_key=True)
    failures = models.PositiveIntegerField(default=0)
    last_failed_at = models.DateTimeField()
    waits_until = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.number}: {self.failures}"


# Whoever keeps the accounts or reads the logs does no casework, and not both (three officers).
WATCHING_POSTS = ("administrator", "auditor")


class Posting(models.Model):
    """A post held at an agency for a span of days; it ends by itself."""

    staff = models.ForeignKey(Staff, on_delete=models.PROTECT)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT)
    post = models.CharField(max_length=24)
    span = DateRangeField()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="posting_no_overlap",
                expressions=[
                    ("staff", RangeOperators.EQUAL),
                    ("agency", RangeOperators.EQUAL),
                    ("post", RangeOperators.EQUAL),
                    ("span", RangeOperators.OVERLAPS),
                ],
                violation_error_message="该人员在这段时间已任同一岗位",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    post__in=[
                        "window_clerk",
                        "officer",
                        "station_chief",
                        "county_reviewer",
                        "card_maker",
                        "field_collector",
                        "analyst",
                        *WATCHING_POSTS,
                    ]
                ),
                name="posting_post",
                violation_error_message="岗位不在允许的范围内",
            ),
            ExclusionConstraint(
                name="posting_duties_apart",
                expressions=[
                    ("staff", RangeOperators.EQUAL),
                    (
                        models.Case(
                            models.When(post__in=WATCHING_POSTS, then=models.F("post")),
                            default=models.Value("casework"),
                        ),
                        RangeOperators.NOT_EQUAL,
                    ),
                    ("span", RangeOperators.OVERLAPS),
                ],
                violation_error_message="系统管理、审计与业务岗位不能由同一人兼任",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.staff_id} {self.post}@{self.agency_id}"
