"""Two records that look like one human being, and what other stations are told of a merge."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

__all__ = ["DuplicatePair", "MergeNotice"]


class DuplicatePair(models.Model):
    """Two records that may be one human being, and what was decided about them.

    ``person`` is the record made later: its station decides. ``other_id`` is the earlier record,
    which another station may keep, so no foreign key leads to it. ``likeness`` digests what was
    compared: a pair kept apart comes back only when one of its sides has changed.
    """

    ref = models.CharField(max_length=16, unique=True)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT)
    area = models.CharField(max_length=10)
    other_id = models.BigIntegerField()
    level = models.CharField(max_length=8)
    reasons = ArrayField(models.CharField(max_length=24), default=list)
    likeness = models.CharField(max_length=64)
    found_by = models.CharField(max_length=32)
    found_at = models.DateTimeField()
    state = models.CharField(max_length=10, default="open")
    asked = models.CharField(max_length=200, blank=True)
    answer = models.CharField(max_length=200, blank=True)
    answered_by = models.CharField(max_length=32, blank=True)
    decided_by = models.CharField(max_length=32, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    act_id = models.BigIntegerField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["area", "state", "found_at"], name="duplicate_pair_queue"),
            models.Index(fields=["other_id"], name="duplicate_pair_other"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "other_id"],
                name="duplicate_pair_once",
                violation_error_message="这两份档案已经列为疑似重复",
            ),
            models.CheckConstraint(
                condition=models.Q(person__gt=models.F("other_id")),
                name="duplicate_pair_in_order",
                violation_error_message="疑似重复的两份档案次序不对",
            ),
            models.CheckConstraint(
                condition=models.Q(level__in=["same", "likely", "possible"]),
                name="duplicate_pair_level",
                violation_error_message="疑似重复的程度不在允许的范围内",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["open", "verifying", "apart", "merged"]),
                name="duplicate_pair_state",
                violation_error_message="疑似重复的状态不在允许的范围内",
            ),
        ]

    def __str__(self) -> str:
        return self.ref


class MergeNotice(models.Model):
    """A station is told that a record it kept was merged into one kept elsewhere; it may object.

    ``area`` stays that of the station told, wherever the file has gone, so the notice carries
    the names it speaks of.
    """

    ref = models.CharField(max_length=16, unique=True)
    merge = models.ForeignKey("people.PersonMerge", on_delete=models.PROTECT)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT)
    area = models.CharField(max_length=10)
    kept_area = models.CharField(max_length=10)
    kept_name = models.CharField(max_length=50)
    absorbed_name = models.CharField(max_length=50)
    reason = models.CharField(max_length=200)
    merged_by = models.CharField(max_length=32)
    told_at = models.DateTimeField()
    state = models.CharField(max_length=10, default="told")
    objection = models.CharField(max_length=200, blank=True)
    objected_by = models.CharField(max_length=32, blank=True)
    objected_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=200, blank=True)
    settled_by = models.CharField(max_length=32, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    act_id = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["area", "state"], name="merge_notice_area")]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "merge"],
                name="merge_notice_once",
                violation_error_message="这次合并已经通知过",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["told", "seen", "objected", "upheld", "undone"]),
                name="merge_notice_state",
                violation_error_message="合并通知的状态不在允许的范围内",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="objected") | ~models.Q(objection=""),
                name="merge_objection_has_reason",
                violation_error_message="有异议要写明理由",
            ),
        ]

    def __str__(self) -> str:
        return self.ref
