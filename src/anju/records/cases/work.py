"""The work on cases: in whose hands it is, what a reviewer saw otherwise, what lies idle."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from anju.records.people.models import Person


class CaseAssignment(models.Model):
    """A case came into somebody's hands: taken up, taken over from another, or given out.

    ``taken_from`` is told on their home until ``told_at``. The latest row is who has it now, if
    the case still says so.
    """

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT)
    person = models.ForeignKey(Person, on_delete=models.PROTECT)
    area = models.CharField(max_length=10)
    held_by = models.CharField(max_length=32)
    taken_from = models.CharField(max_length=32, blank=True)
    given_by = models.CharField(max_length=32)
    reason = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    told_at = models.DateTimeField(null=True, blank=True)
    act_id = models.BigIntegerField()

    class Meta:
        indexes = [
            models.Index(fields=["case"], name="assignment_case"),
            models.Index(
                fields=["taken_from"],
                condition=models.Q(told_at__isnull=True) & ~models.Q(taken_from=""),
                name="assignment_untold",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(held_by=models.F("taken_from")),
                name="assignment_changes_hands",
                violation_error_message="这个办件已经在您手里",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.held_by}"


class ContradictedAnswer(models.Model):
    """An answer of the law that a reviewer saw otherwise, with why; kept with the decision."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT)
    person = models.ForeignKey(Person, on_delete=models.PROTECT)
    area = models.CharField(max_length=10)
    step = models.CharField(max_length=40)
    condition = models.CharField(max_length=32)
    law_says = models.BooleanField(null=True, blank=True)
    facts = models.JSONField()
    cites = ArrayField(models.CharField(max_length=32), default=list)
    note = models.CharField(max_length=200)
    noted_by = models.CharField(max_length=32)
    noted_at = models.DateTimeField()
    act_id = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["case"], name="contradicted_case")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(note=""),
                name="contradiction_has_note",
                violation_error_message="与系统核对不一致的，要写明哪里不一致",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.condition}"


class OrphanedWork(models.Model):
    """Open work that nobody on duty would find in a list, put before somebody who will act.

    ``ref`` is the outward number of the record. Found at night, settled when a list holds it
    again or it is done.
    """

    kind = models.CharField(max_length=16)
    ref = models.CharField(max_length=24)
    person = models.ForeignKey(Person, on_delete=models.PROTECT)
    area = models.CharField(max_length=10)
    reason = models.CharField(max_length=24)
    holder = models.CharField(max_length=32, blank=True)
    put_before_agency = models.CharField(max_length=10)
    put_before_post = models.CharField(max_length=24)
    due_on = models.DateField(null=True, blank=True)
    found_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["area"],
                condition=models.Q(settled_at__isnull=True),
                name="orphaned_unsettled",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "ref"],
                condition=models.Q(settled_at__isnull=True),
                name="orphaned_once",
                violation_error_message="这件事已经列为无人办理",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.ref}"


class BatchLine(models.Model):
    """One case of many chosen for the same step: its own act, its own result."""

    batch_ref = models.CharField(max_length=16)
    act = models.CharField(max_length=24)
    asked = models.JSONField(default=dict)
    position = models.PositiveIntegerField()
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT)
    person = models.ForeignKey(Person, on_delete=models.PROTECT)
    area = models.CharField(max_length=10)
    begun_by = models.CharField(max_length=32)
    begun_at = models.DateTimeField()
    request_key = models.UUIDField()
    state = models.CharField(max_length=12, default="waiting")
    said = models.CharField(max_length=200, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["batch_ref", "position"], name="batch_line_order")]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "batch_ref", "case"],
                name="batch_line_once",
                violation_error_message="这个办件在这一批里已经有了",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["waiting", "done", "left_out", "refused"]),
                name="batch_line_state",
                violation_error_message="批量办理的结果不在允许的范围内",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.batch_ref}/{self.position}"
