"""Residence permits, the cards that carry them, and their yearly endorsements."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models

from anju.records.journal.time_axes import TwoTimeAxes, TwoTimeAxesQuerySet
from anju.records.people.models import Person


class ResidencePermit(models.Model):
    """The right, not the card. Issued by the county bureau; it has endorsements, no expiry."""

    number = models.CharField(max_length=24, unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT)
    area = models.CharField(max_length=10)
    issued_on = models.DateField()
    issued_by = models.CharField(max_length=10)
    city_unit = models.CharField(max_length=6)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["area", "issued_on"], name="permit_area")]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(ended_on__isnull=True),
                name="one_permit_a_person",
                violation_error_message="此人已有一个有效的居住证",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_on__isnull=True)
                | models.Q(ended_on__gte=models.F("issued_on")),
                name="permit_ends_after_issue",
                violation_error_message="居住证的终止日期不能早于签发日期",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class PermitFacts(TwoTimeAxes):
    """The legal state of a permit over time, and the anchor its years are counted from.

    Suspension is a finding for a day (law); this row records that it was found and told.
    """

    permit = models.ForeignKey(ResidencePermit, on_delete=models.PROTECT)
    person = models.ForeignKey(Person, on_delete=models.PROTECT)
    area = models.CharField(max_length=10)
    state = models.CharField(max_length=12)
    anchor_on = models.DateField()
    cause = models.CharField(max_length=40)

    objects = TwoTimeAxesQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["person", "area"], name="permit_facts_person")]
        constraints = [
            ExclusionConstraint(
                name="one_permit_state_at_a_time",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("permit", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                    ("recorded", RangeOperators.OVERLAPS),
                ],
                violation_error_message="居住证同一时间只能有一个状态",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    state__in=["in_use", "suspended", "lost", "cancelled", "seized"]
                ),
                name="permit_state",
                violation_error_message="居住证状态不在允许的范围内",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.permit_id} {self.state}"


class Card(models.Model):
    """One physical card: which blank it was made on, and where it went."""

    permit = models.ForeignKey(ResidencePermit, on_delete=models.PROTECT)
    person = models.ForeignKey(Person, on_delete=models.PROTECT)
    area = models.CharField(max_length=10)
    case_id = models.BigIntegerField()
    issue_number = models.PositiveSmallIntegerField()
    blank_serial = models.CharField(max_length=24, blank=True)
    state = models.CharField(max_length=12)
    produced_on = models.DateField(null=True, blank=True)
    notified_on = models.DateField(null=True, blank=True)
    collected_on = models.DateField(null=True, blank=True)
    collected_by = models.CharField(max_length=60, blank=True)
    spoiled_reason = models.CharField(max_length=60, blank=True)

    class Meta:
        indexes = [models.Index(fields=["person", "area"], name="card_person")]
        constraints = [
            models.UniqueConstraint(
                fields=["blank_serial"],
                condition=~models.Q(blank_serial=""),
                name="blank_used_once",
                violation_error_message="这张空白卡已经用过",
            ),
            models.UniqueConstraint(
                fields=["person", "permit"],
                condition=models.Q(state__in=["ordered", "produced", "ready", "collected"]),
                name="one_live_card",
                violation_error_message="这个居住证已有一张在制或者在用的卡",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    state__in=[
                        "ordered",
                        "produced",
                        "ready",
                        "collected",
                        "spoiled",
                        "lost",
                        "surrendered",
                        "void",
                    ]
                ),
                name="card_state",
                violation_error_message="卡的状态不在允许的范围内",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.permit_id}/{self.issue_number}"


class Endorsement(models.Model):
    """A year of continuous residence proved, in the register and later on the card."""

    permit = models.ForeignKey(ResidencePermit, on_delete=models.PROTECT)
    person = models.ForeignKey(Person, on_delete=models.PROTECT)
    area = models.CharField(max_length=10)
    endorsed_on = models.DateField()
    year_number = models.PositiveSmallIntegerField()
    anchor_on = models.DateField()
    is_late = models.BooleanField(default=False)
    agency_code = models.CharField(max_length=10)
    endorsed_by = models.CharField(max_length=32)
    written_to_card_at = models.DateTimeField(null=True, blank=True)
    act_id = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["person", "area"], name="endorsement_person")]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "permit", "anchor_on", "year_number"],
                name="year_endorsed_once",
                violation_error_message="这一年已经签注过",
            ),
            models.CheckConstraint(
                condition=models.Q(is_late=False, year_number__gte=1)
                | models.Q(is_late=True, year_number=0, anchor_on=models.F("endorsed_on")),
                name="late_endorsement_counts_anew",
                violation_error_message="补办签注的,居住年限自补办之日起计算",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.permit_id} year {self.year_number}"
