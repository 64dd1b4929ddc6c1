"""Inquiries into addresses, orders to correct, protected files and the rights to them."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.contrib.postgres.fields.ranges import DateRangeField
from django.db import models

from anju.records.people.models import Person
from anju.records.registrations.models import ResidenceRegistration

__all__ = [
    "AddressInquiry",
    "CorrectionOrder",
    "InquiryNote",
    "NamedRight",
    "Protection",
    "ServiceRating",
]


class AddressInquiry(models.Model):
    """Does the person live where they are registered? A dossier with its own running time."""

    ref = models.CharField(max_length=16, unique=True)
    registration = models.ForeignKey(ResidenceRegistration, on_delete=models.PROTECT)
    person = models.ForeignKey(Person, on_delete=models.PROTECT)
    area = models.CharField(max_length=10)
    ground = models.CharField(max_length=2)
    noticed = models.CharField(max_length=200)
    state = models.CharField(max_length=12, default="open")
    opened_on = models.DateField()
    opened_by = models.CharField(max_length=32)
    due_on = models.DateField()
    result = models.CharField(max_length=12, blank=True)
    reasons = models.CharField(max_length=300, blank=True)
    concluded_on = models.DateField(null=True, blank=True)
    concluded_by = models.CharField(max_length=32, blank=True)
    act_id = models.BigIntegerField()

    class Meta:
        indexes = [
            models.Index(fields=["area", "state", "due_on"], name="inquiry_area"),
            models.Index(fields=["person"], name="inquiry_person"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["registration"],
                condition=models.Q(state="open"),
                name="one_open_inquiry",
                violation_error_message="这份登记已经有一件没有办结的住址核查",
            ),
            models.CheckConstraint(
                condition=models.Q(state="concluded") ^ models.Q(result=""),
                name="inquiry_concluded_with_a_result",
                violation_error_message="办结的核查要写明结果",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ref} {self.state}"


class InquiryNote(models.Model):
    """One thing done in an inquiry: somebody heard, the place visited, a letter sent."""

    inquiry = models.ForeignKey(AddressInquiry, on_delete=models.PROTECT)
    person = models.ForeignKey(Person, on_delete=models.PROTECT)
    area = models.CharField(max_length=10)
    kind = models.CharField(max_length=12)
    done_on = models.DateField()
    reached = models.BooleanField()
    who = models.CharField(max_length=60, blank=True)
    said = models.CharField(max_length=500)
    noted_by = models.CharField(max_length=32)
    act_id = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["inquiry"], name="inquiry_note_of")]

    def __str__(self) -> str:
        return f"{self.inquiry_id} {self.kind} {self.done_on}"


class CorrectionOrder(models.Model):
    """Somebody is ordered to put an omission right by a day; only then may a sanction follow."""

    number = models.CharField(max_length=24, unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT)
    area = models.CharField(max_length=10)
    offence = models.CharField(max_length=40)
    addressee = models.CharField(max_length=60)
    facts = models.CharField(max_length=300)
    state = models.CharField(max_length=12, default="open")
    ordered_on = models.DateField()
    ordered_by = models.CharField(max_length=32)
    due_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=200, blank=True)
    act_id = models.BigIntegerField()

    class Meta:
        indexes = [
            models.Index(fields=["area", "state", "due_on"], name="order_area"),
            models.Index(fields=["person"], name="order_person"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(due_on__gt=models.F("ordered_on")),
                name="order_leaves_time",
                violation_error_message="改正期限要在责令之日以后",
            ),
            models.UniqueConstraint(
                fields=["person", "offence", "addressee"],
                condition=models.Q(state="open"),
                name="one_open_order",
                violation_error_message="对同一人的同一事项已经责令改正，期限还没有了结",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.state}"


class Protection(models.Model):
    """A person's file is sealed for a time: on which ground, by whose order."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT)
    area = models.CharField(max_length=10)
    ground = models.CharField(max_length=2)
    order = models.CharField(max_length=100)
    during = DateRangeField()
    ordered_by = models.CharField(max_length=32)
    act_id = models.BigIntegerField()
    ended_by_act_id = models.BigIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="one_protection_at_a_time",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
                violation_error_message="这份档案已经受保护",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.during}"


class NamedRight(models.Model):
    """One named member of staff may open the protected files of an agency, for a time."""

    staff_number = models.CharField(max_length=32)
    agency_code = models.CharField(max_length=10)
    during = DateRangeField()
    reason = models.CharField(max_length=100)
    given_by = models.CharField(max_length=32)
    act_id = models.BigIntegerField()
    ended_by_act_id = models.BigIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="one_named_right_at_a_time",
                expressions=[
                    ("staff_number", RangeOperators.EQUAL),
                    ("agency_code", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
                violation_error_message="这名人员已经有这项权限",
            ),
            models.CheckConstraint(
                condition=~models.Q(staff_number=models.F("given_by")),
                name="nobody_gives_themselves_a_right",
                violation_error_message="不能给自己授权",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.staff_number} {self.agency_code} {self.during}"


class ServiceRating(models.Model):
    """What somebody thought of being served: once for an act, without naming who served them.

    A bad one is answered by the chief by ``due_on``.
    """

    ref = models.CharField(max_length=16, unique=True)
    area = models.CharField(max_length=10)
    subject_kind = models.CharField(max_length=32)
    subject_ref = models.CharField(max_length=40)
    level = models.PositiveSmallIntegerField()
    reasons = ArrayField(models.CharField(max_length=2), default=list)
    words = models.CharField(max_length=300, blank=True)
    rated_on = models.DateField()
    due_on = models.DateField(null=True, blank=True)
    answer = models.CharField(max_length=300, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.CharField(max_length=32, blank=True)
    act_id = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["area", "rated_on"], name="rating_area")]
        constraints = [
            models.UniqueConstraint(
                fields=["subject_kind", "subject_ref"],
                name="one_rating_an_act",
                violation_error_message="这次办理已经评价过了",
            ),
            models.CheckConstraint(
                condition=models.Q(level__gte=1, level__lte=5),
                name="rating_has_five_levels",
                violation_error_message="请选择满意程度",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject_kind} {self.level}"
