"""Papers that left the house: number, edition and content as it was on that day."""

from django.db import models


class Paper(models.Model):
    """An issued paper. Its content is frozen data; the print is made from it at any time."""

    number = models.CharField(max_length=28, unique=True)
    kind = models.CharField(max_length=24)
    edition = models.CharField(max_length=10)
    person_id = models.BigIntegerField()
    area = models.CharField(max_length=10)
    subject_kind = models.CharField(max_length=32)
    subject_ref = models.CharField(max_length=40)
    content = models.JSONField()
    check_code = models.CharField(max_length=12, unique=True)
    issued_at = models.DateTimeField()
    issued_by = models.CharField(max_length=32)
    agency_code = models.CharField(max_length=10)
    printed = models.PositiveSmallIntegerField(default=0)
    voided_at = models.DateTimeField(null=True, blank=True)
    voided_reason = models.CharField(max_length=100, blank=True)
    act_id = models.BigIntegerField()

    class Meta:
        indexes = [
            models.Index(fields=["person_id", "area"], name="paper_person"),
            models.Index(fields=["subject_kind", "subject_ref"], name="paper_subject"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(voided_at__isnull=True) | ~models.Q(voided_reason=""),
                name="voided_has_reason",
                violation_error_message="作废要写明原因",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class NumberLedger(models.Model):
    """The last number drawn in a series of one agency and day; drawn under a row lock."""

    series = models.CharField(max_length=12)
    agency_code = models.CharField(max_length=10)
    day = models.DateField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["series", "agency_code", "day"],
                name="number_series_once",
                violation_error_message="编号序列重复",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.series} {self.agency_code} {self.day} {self.last}"
