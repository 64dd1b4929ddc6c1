"""Residence registrations: who lives where, since when, why, and how they left."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models

from anju.records.journal.time_axes import TwoTimeAxes, TwoTimeAxesQuerySet
from anju.records.people.models import Person
from anju.records.places.models import Dwelling


class Household(models.Model):
    """People registered together in one act: one receipt, one report."""

    ref = models.CharField(max_length=16, unique=True)
    area = models.CharField(max_length=10)
    dwelling = models.ForeignKey(Dwelling, on_delete=models.PROTECT)
    registered_on = models.DateField()
    channel = models.CharField(max_length=2)
    reporting_party = models.CharField(max_length=2)
    reporting_name = models.CharField(max_length=50, blank=True)
    reporting_number_encrypted = models.BinaryField(null=True, blank=True)
    reporting_phone_encrypted = models.BinaryField(null=True, blank=True)
    act_id = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["area", "registered_on"], name="household_area")]

    def __str__(self) -> str:
        return self.ref


class ResidenceRegistration(models.Model):
    """One stay of one person, from the report to the deregistration."""

    number = models.CharField(max_length=24, unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT)
    area = models.CharField(max_length=10)
    household = models.ForeignKey(Household, on_delete=models.PROTECT)
    state = models.CharField(max_length=24)
    registered_on = models.DateField()
    registered_by = models.CharField(max_length=32)
    is_incomplete = models.BooleanField(default=False)
    left_on = models.DateField(null=True, blank=True)
    deregistration_reason = models.CharField(max_length=2, blank=True)
    destination = models.CharField(max_length=60, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["person", "area"], name="registration_person"),
            models.Index(fields=["area", "state", "registered_on"], name="registration_area"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    state__in=["submitted", "registered", "deregistered", "rejected", "taken_back"]
                ),
                name="registration_state",
                violation_error_message="登记状态不在允许的范围内",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="deregistered") | models.Q(left_on__isnull=False),
                name="registration_ended_has_day",
                violation_error_message="注销登记要写明离开日期",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class RegistrationFacts(TwoTimeAxes):
    """Where and why the person stayed during ``valid``: each move or amendment is a new row."""

    registration = models.ForeignKey(ResidenceRegistration, on_delete=models.PROTECT)
    person = models.ForeignKey(Person, on_delete=models.PROTECT)
    area = models.CharField(max_length=10)
    dwelling = models.ForeignKey(Dwelling, on_delete=models.PROTECT)
    division = models.CharField(max_length=6)
    place_kind = models.CharField(max_length=2)
    arrived_on = models.DateField()
    planned_stay = models.CharField(max_length=2, blank=True)
    reason = models.CharField(max_length=2)
    reason_note = models.CharField(max_length=30, blank=True)
    relation_to_householder = models.CharField(max_length=2)
    occupation = models.CharField(max_length=3, blank=True)
    employer_name = models.CharField(max_length=80, blank=True)
    employer_code = models.CharField(max_length=18, blank=True)
    work_since = models.DateField(null=True, blank=True)
    school_name = models.CharField(max_length=80, blank=True)
    enrolled_on = models.DateField(null=True, blank=True)
    host_name = models.CharField(max_length=50, blank=True)
    host_relation = models.CharField(max_length=2, blank=True)
    landlord_name = models.CharField(max_length=60, blank=True)
    landlord_phone_encrypted = models.BinaryField(null=True, blank=True)
    landlord_relation = models.CharField(max_length=2, blank=True)
    living_arrangement = models.CharField(max_length=2, blank=True)
    came_from = models.CharField(max_length=6, blank=True)
    leaves_on = models.DateField(null=True, blank=True)
    employer_address = models.CharField(max_length=100, blank=True)
    employer_phone = models.CharField(max_length=20, blank=True)
    other_contact_encrypted = models.BinaryField(null=True, blank=True)
    wants_permit = models.CharField(max_length=1, blank=True)
    note = models.CharField(max_length=100, blank=True)

    objects = TwoTimeAxesQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["person", "area"], name="registration_facts_person"),
            models.Index(fields=["dwelling"], name="registration_facts_dwelling"),
        ]
        constraints = [
            ExclusionConstraint(
                name="one_residence_at_a_time",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                    ("recorded", RangeOperators.OVERLAPS),
                ],
                violation_error_message="同一人同一时间只能有一处居住登记",
            ),
            models.CheckConstraint(
                condition=models.Q(valid__isempty=False),
                name="registration_span_in_order",
                violation_error_message="离开日期不能早于到达日期",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.registration_id} {self.valid}"


class CurrentResidence(models.Model):
    """Where a person lives now: one narrow row a person, its primary key the invariant."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, primary_key=True)
    area = models.CharField(max_length=10)
    registration = models.OneToOneField(ResidenceRegistration, on_delete=models.PROTECT)
    dwelling = models.ForeignKey(Dwelling, on_delete=models.PROTECT)
    hukou_division = models.CharField(max_length=6)
    division = models.CharField(max_length=6)
    reason = models.CharField(max_length=2)
    starts_on = models.DateField()
    eligible_from = models.DateField(null=True, blank=True)
    last_confirmed_on = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["area", "eligible_from"], name="current_eligible")]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.dwelling_id}"


class RecognisedStart(TwoTimeAxes):
    """Since when residence counts: the declared day or one proved by papers (notice 2(3))."""

    registration = models.ForeignKey(ResidenceRegistration, on_delete=models.PROTECT)
    person = models.ForeignKey(Person, on_delete=models.PROTECT)
    area = models.CharField(max_length=10)
    declared_on = models.DateField()
    starts_on = models.DateField()
    basis = models.CharField(max_length=24)
    evidence_id = models.BigIntegerField(null=True, blank=True)
    recognised_by = models.CharField(max_length=32)
    override_reason = models.CharField(max_length=100, blank=True)

    objects = TwoTimeAxesQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["person", "area"], name="recognised_start_person")]
        constraints = [
            ExclusionConstraint(
                name="one_recognised_start",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("registration", RangeOperators.EQUAL),
                    ("recorded", RangeOperators.OVERLAPS),
                ],
                violation_error_message="一次登记同一时间只能有一个起算日期",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.registration_id} since {self.starts_on}"


class StayConfirmation(models.Model):
    """Somebody saw or said that the person still lives there: keeps the data fresh."""

    registration = models.ForeignKey(ResidenceRegistration, on_delete=models.PROTECT)
    person = models.ForeignKey(Person, on_delete=models.PROTECT)
    area = models.CharField(max_length=10)
    confirmed_on = models.DateField()
    confirmed_by = models.CharField(max_length=32)
    channel = models.CharField(max_length=2)
    act_id = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["registration", "confirmed_on"], name="confirmation_of")]

    def __str__(self) -> str:
        return f"{self.registration_id} {self.confirmed_on}"


class DepartureProposal(models.Model):
    """A third party says the person has left; the person is told and may object (reading D13)."""

    ref = models.CharField(max_length=16, unique=True)
    registration = models.ForeignKey(ResidenceRegistration, on_delete=models.PROTECT)
    person = models.ForeignKey(Person, on_delete=models.PROTECT)
    area = models.CharField(max_length=10)
    proposed_by_party = models.CharField(max_length=2)
    proposed_by_name = models.CharField(max_length=60)
    left_on = models.DateField()
    proposed_on = models.DateField()
    objection_until = models.DateField()
    state = models.CharField(max_length=12, default="proposed")
    objection = models.CharField(max_length=200, blank=True)
    act_id = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["area", "state"], name="departure_area")]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "registration"],
                condition=models.Q(state="proposed"),
                name="one_open_departure",
                violation_error_message="这份登记已有一条待处理的离开申报",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["proposed", "objected", "confirmed"]),
                name="departure_state",
                violation_error_message="离开申报的状态不在允许的范围内",
            ),
        ]

    def __str__(self) -> str:
        return self.ref


class IntakeDraft(models.Model):
    """A sheet somebody was called away from: sealed, read by its writer alone, kept for a week.

    ``sheet`` is the key under which the sheet will be saved, so that one sheet has one draft and
    a sheet that was saved has none.
    """

    sheet = models.UUIDField(primary_key=True)
    area = models.CharField(max_length=10)
    staff_number = models.CharField(max_length=32)
    content_encrypted = models.BinaryField()
    begun_at = models.DateTimeField()
    saved_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["area", "staff_number"], name="intake_draft_writer")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(saved_at__gte=models.F("begun_at")),
                name="draft_saved_after_begun",
                violation_error_message="草稿的保存时间不能早于开始时间",
            ),
        ]

    def __str__(self) -> str:
        return str(self.sheet)
