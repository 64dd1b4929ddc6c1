"""Cases: what was asked for, with which evidence, what was told, and what was decided."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from anju.records.cases.work import BatchLine, CaseAssignment, ContradictedAnswer, OrphanedWork
from anju.records.people.models import Person
from anju.records.permits.models import ResidencePermit
from anju.records.registrations.models import ResidenceRegistration

__all__ = [
    "BatchLine",
    "Case",
    "CaseAssignment",
    "CaseStep",
    "ContradictedAnswer",
    "Correction",
    "Decision",
    "DeficiencyNotice",
    "Evidence",
    "OrphanedWork",
    "SecondNoticeRequest",
]


class Case(models.Model):
    """An application for a permit, its replacement or its reissue.

    ``due_on`` is the day the present step must be done by; ``None`` while the clock is paused.
    """

    number = models.CharField(max_length=24, unique=True)
    kind = models.CharField(max_length=12)
    person = models.ForeignKey(Person, on_delete=models.PROTECT)
    area = models.CharField(max_length=10)
    agency_code = models.CharField(max_length=10)
    registration = models.ForeignKey(ResidenceRegistration, on_delete=models.PROTECT)
    permit = models.ForeignKey(ResidencePermit, on_delete=models.PROTECT, null=True, blank=True)
    state = models.CharField(max_length=24)
    housing = models.CharField(max_length=20, blank=True)
    grounds = ArrayField(models.CharField(max_length=12), default=list)
    loss_or_damage = models.CharField(max_length=12, blank=True)
    agent_kind = models.CharField(max_length=12, default="none")
    agent_name = models.CharField(max_length=50, blank=True)
    agent_number_encrypted = models.BinaryField(null=True, blank=True)
    submitted_on = models.DateField()
    accepted_on = models.DateField(null=True, blank=True)
    accepted_by = models.CharField(max_length=32, blank=True)
    reviewed_by = models.CharField(max_length=32, blank=True)
    produce_by = models.DateField(null=True, blank=True)
    hand_over_by = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    assigned_to = models.CharField(max_length=32, blank=True)
    assigned_at = models.DateTimeField(null=True, blank=True)
    fee = models.DecimalField(max_digits=8, decimal_places=2, default=0)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [
            models.Index(fields=["area", "state", "due_on"], name="case_queue"),
            models.Index(fields=["person", "area"], name="case_person"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(closed_on__isnull=True),
                name="one_open_case",
                violation_error_message="此人已有一个正在办理的申请",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    state__in=[
                        "draft",
                        "submitted",
                        "awaiting_supplement",
                        "supplemented",
                        "accepted",
                        "declined",
                        "withdrawn",
                        "closed",
                        "under_review",
                        "approved",
                        "refused",
                        "in_production",
                        "produced",
                        "ready",
                        "collected",
                    ]
                ),
                name="case_state",
                violation_error_message="申请状态不在允许的范围内",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=["first_issue", "replacement", "reissue"]),
                name="case_kind",
                violation_error_message="业务类型不在允许的范围内",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind="first_issue") | models.Q(fee=0),
                name="first_issue_is_free",
                violation_error_message="首次申领居住证不收费",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class CaseStep(models.Model):
    """The life of a case, step by step, as its page shows it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT)
    person = models.ForeignKey(Person, on_delete=models.PROTECT)
    area = models.CharField(max_length=10)
    step = models.CharField(max_length=40)
    from_state = models.CharField(max_length=24)
    to_state = models.CharField(max_length=24)
    at = models.DateTimeField()
    actor_number = models.CharField(max_length=32)
    note = models.CharField(max_length=200, blank=True)
    act_id = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["case", "at"], name="case_step_case")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.step}"


class Evidence(models.Model):
    """A paper shown for a case: what kind, of which day, from whom, and whether it was taken.

    Where it was photographed or scanned, ``file_ref`` keeps its pages as pictures; ``digests``
    are keyed digests of the files they came from, by which the same file is known again.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT)
    person = models.ForeignKey(Person, on_delete=models.PROTECT)
    area = models.CharField(max_length=10)
    kind = models.CharField(max_length=32)
    dated_on = models.DateField(null=True, blank=True)
    issued_by = models.CharField(max_length=80, blank=True)
    state = models.CharField(max_length=10, default="provided")
    fault = models.CharField(max_length=200, blank=True)
    file_ref = models.CharField(max_length=64, blank=True)
    pages = models.PositiveSmallIntegerField(default=0)
    digests = ArrayField(models.CharField(max_length=64), default=list)
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=32)

    class Meta:
        indexes = [models.Index(fields=["case"], name="evidence_case")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(file_ref="", pages=0)
                | (~models.Q(file_ref="") & ~models.Q(pages=0)),
                name="evidence_file_has_pages",
                violation_error_message="材料的图像不完整",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["provided", "accepted", "faulty"]),
                name="evidence_state",
                violation_error_message="材料状态不在允许的范围内",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} for {self.case_id}"


class DeficiencyNotice(models.Model):
    """The one complete notice of everything missing (IRRP 9(5)); a second needs the chief."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT)
    person = models.ForeignKey(Person, on_delete=models.PROTECT)
    area = models.CharField(max_length=10)
    sequence = models.PositiveSmallIntegerField()
    items = models.JSONField()
    supplement_by = models.DateField(null=True, blank=True)
    given_at = models.DateTimeField()
    given_by = models.CharField(max_length=32)
    agreed_by = models.CharField(max_length=32, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    note = models.CharField(max_length=200, blank=True)
    law_version = models.CharField(max_length=40)
    act_id = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "case", "sequence"],
                name="notice_sequence",
                violation_error_message="一次性告知的次序重复",
            ),
            models.CheckConstraint(
                condition=models.Q(sequence=1) | (~models.Q(agreed_by="") & ~models.Q(reason="")),
                name="second_notice_agreed",
                violation_error_message="再次告知需所长同意并说明原因",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}/{self.sequence}"


class SecondNoticeRequest(models.Model):
    """The chief's answer to whoever wants to tell an applicant a second time what is missing.

    ``sequence`` is the number of the notice it is asked for: an agreement serves that one only.
    """

    ref = models.CharField(max_length=16, unique=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT)
    person = models.ForeignKey(Person, on_delete=models.PROTECT)
    area = models.CharField(max_length=10)
    sequence = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=200)
    state = models.CharField(max_length=10, default="asked")
    asked_by = models.CharField(max_length=32)
    asked_at = models.DateTimeField()
    decided_by = models.CharField(max_length=32, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=200, blank=True)
    act_id = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["area", "state"], name="second_notice_area")]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "case", "sequence"],
                condition=models.Q(state__in=["asked", "agreed"]),
                name="second_notice_asked_once",
                violation_error_message="再次告知已经提请所长，请等所长答复",
            ),
            models.CheckConstraint(
                condition=~models.Q(decided_by=models.F("asked_by")),
                name="second_notice_four_eyes",
                violation_error_message="再次告知要由另一人同意",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["asked", "agreed", "declined"]),
                name="second_notice_state",
                violation_error_message="再次告知的状态不在允许的范围内",
            ),
        ]

    def __str__(self) -> str:
        return self.ref


class Decision(models.Model):
    """Approval or refusal, with its articles; decided by another than who accepted."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT)
    person = models.ForeignKey(Person, on_delete=models.PROTECT)
    area = models.CharField(max_length=10)
    outcome = models.CharField(max_length=10)
    reason_code = models.CharField(max_length=32, blank=True)
    reason_text = models.CharField(max_length=400, blank=True)
    cites = ArrayField(models.CharField(max_length=32), default=list)
    accepted_by = models.CharField(max_length=32, blank=True)
    decided_by = models.CharField(max_length=32)
    decided_at = models.DateTimeField()
    act_id = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["case"], name="decision_case")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(decided_by=models.F("accepted_by")),
                name="decided_by_another",
                violation_error_message="受理人不能审批自己受理的申请",
            ),
            models.CheckConstraint(
                condition=models.Q(outcome="approved")
                | (models.Q(outcome__in=["refused", "declined"]) & ~models.Q(reason_code="")),
                name="refusal_has_reason",
                violation_error_message="不予办理要写明理由",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.outcome}"


class Correction(models.Model):
    """A change of a recognised fact: proposed by one, approved by another of a different unit."""

    ref = models.CharField(max_length=16, unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT)
    area = models.CharField(max_length=10)
    subject_kind = models.CharField(max_length=32)
    subject_id = models.BigIntegerField()
    before = models.JSONField()
    after = models.JSONField()
    reason = models.CharField(max_length=200)
    evidence_note = models.CharField(max_length=200)
    state = models.CharField(max_length=10, default="proposed")
    proposed_by = models.CharField(max_length=32)
    proposed_at_agency = models.CharField(max_length=10)
    proposed_at = models.DateTimeField()
    decided_by = models.CharField(max_length=32, blank=True)
    decided_at_agency = models.CharField(max_length=10, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    act_id = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["area", "state"], name="correction_area")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(decided_by=models.F("proposed_by")),
                name="correction_four_eyes",
                violation_error_message="更正要由另一人批准",
            ),
            models.CheckConstraint(
                condition=~models.Q(
                    state="approved", decided_at_agency=models.F("proposed_at_agency")
                ),
                name="correction_two_units",
                violation_error_message="更正要由另一个单位批准",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["proposed", "approved", "rejected"]),
                name="correction_state",
                violation_error_message="更正状态不在允许的范围内",
            ),
        ]

    def __str__(self) -> str:
        return self.ref
