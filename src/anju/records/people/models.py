"""Persons. The person row is an anchor; what is known of the person stands on two time axes."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from anju.records.journal.time_axes import TwoTimeAxes, TwoTimeAxesQuerySet
from anju.records.people.duplicates import DuplicatePair, MergeNotice

__all__ = [
    "Contact",
    "DuplicatePair",
    "IdentityDocument",
    "IdentityKey",
    "MergeNotice",
    "Person",
    "PersonFacts",
    "PersonMerge",
    "Relation",
    "ResidentSearch",
]


class Person(models.Model):
    """One human being in the register.

    ``area`` is the agency now responsible and first in the policies of row-level security.
    ``merged_into`` is set while another record of the same human being is the living one.
    """

    ref = models.CharField(max_length=16, unique=True)
    area = models.CharField(max_length=10)
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["area", "id"], name="person_area")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(merged_into__isnull=True)
                | ~models.Q(merged_into=models.F("id")),
                name="person_not_merged_into_self",
                violation_error_message="不能把一份档案并入它自己",
            ),
        ]

    def __str__(self) -> str:
        return self.ref


class PersonFacts(TwoTimeAxes):
    """Name, sex, birth, ethnic group and hukou as they were true and as we knew them.

    The place of hukou is its own field and never derived from the citizen number: the first six
    digits are the place of first numbering (law-and-domain 6.1).
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT)
    area = models.CharField(max_length=10)
    name = models.CharField(max_length=50)
    former_name = models.CharField(max_length=50, blank=True)
    sex = models.CharField(max_length=1)
    born_on = models.DateField()
    ethnic_group = models.CharField(max_length=2)
    hukou_division = models.CharField(max_length=6)
    hukou_address = models.CharField(max_length=100, blank=True)
    hukou_kind = models.CharField(max_length=2, blank=True)
    education = models.CharField(max_length=2, blank=True)
    marital_status = models.CharField(max_length=2, blank=True)

    objects = TwoTimeAxesQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["person", "area"], name="person_facts_person")]
        constraints = [
            ExclusionConstraint(
                name="person_facts_no_overlap",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                    ("recorded", RangeOperators.OVERLAPS),
                ],
                violation_error_message="同一人同一时间只能有一份身份信息",
            ),
            models.CheckConstraint(
                condition=models.Q(sex__in=["0", "1", "2", "9"]),
                name="person_sex",
                violation_error_message="性别代码不在国家标准内",
            ),
            models.CheckConstraint(
                condition=~models.Q(name=""),
                name="person_has_name",
                violation_error_message="请填写姓名,与证件一致",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class IdentityDocument(TwoTimeAxes):
    """A document that identifies a person; its number is kept encrypted, bound to this cell."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT)
    area = models.CharField(max_length=10)
    kind = models.CharField(max_length=3)
    number_encrypted = models.BinaryField()
    blind_index = models.UUIDField()

    objects = TwoTimeAxesQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["person", "area"], name="identity_document_person")]

    def __str__(self) -> str:
        return f"{self.kind} of {self.person_id}"


class IdentityKey(models.Model):
    """Keyed digest of document kind and number → person. One number can stand for one person.

    Without a foreign key: it is found by the digest, not by the person, and would be kept
    elsewhere than the person when a province is spread over machines.
    """

    blind_index = models.UUIDField(primary_key=True)
    key_version = models.PositiveSmallIntegerField()
    person_id = models.BigIntegerField()
    area = models.CharField(max_length=10)

    class Meta:
        indexes = [models.Index(fields=["person_id"], name="identity_key_person")]

    def __str__(self) -> str:
        return f"{self.blind_index}"


class Contact(TwoTimeAxes):
    """How a person can be reached; nobody needs to have a telephone."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT)
    area = models.CharField(max_length=10)
    kind = models.CharField(max_length=8)
    number_encrypted = models.BinaryField()
    blind_index = models.UUIDField()
    note = models.CharField(max_length=40, blank=True)

    objects = TwoTimeAxesQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["person", "area"], name="contact_person"),
            models.Index(fields=["blind_index"], name="contact_blind_index"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.person_id}"


class Relation(TwoTimeAxes):
    """Guardian, spouse, child …: who stands to whom how, as reported."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT)
    area = models.CharField(max_length=10)
    relation = models.CharField(max_length=2)
    is_guardian = models.BooleanField(default=False)
    relative = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="relation_of"
    )
    relative_name = models.CharField(max_length=50, blank=True)
    relative_number_encrypted = models.BinaryField(null=True, blank=True)

    objects = TwoTimeAxesQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["person", "area"], name="relation_person")]

    def __str__(self) -> str:
        return f"{self.relation} of {self.person_id}"


class PersonMerge(models.Model):
    """Two records found to be one human being; what moved, so that it can be undone."""

    kept = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="merges_kept")
    absorbed = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="merges_absorbed")
    area = models.CharField(max_length=10)
    moved = models.JSONField()
    act_id = models.BigIntegerField()
    merged_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by_act_id = models.BigIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["absorbed"],
                condition=models.Q(undone_at__isnull=True),
                name="person_absorbed_once",
                violation_error_message="这份档案已经并入另一份档案",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.absorbed_id} → {self.kept_id}"


class ResidentSearch(models.Model):
    """What a clerk types to find a person: one narrow row, kept by the acts, never by triggers."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, primary_key=True)
    area = models.CharField(max_length=10)
    name = models.CharField(max_length=50)
    pinyin = models.CharField(max_length=200)
    initials = models.CharField(max_length=50)
    born_on = models.DateField()
    grams = ArrayField(models.CharField(max_length=2), default=list)

    class Meta:
        indexes = [
            models.Index(fields=["area", "name"], include=["person"], name="search_name"),
            models.Index(fields=["area", "pinyin"], include=["person"], name="search_pinyin"),
            models.Index(fields=["area", "initials"], include=["person"], name="search_initials"),
            models.Index(fields=["area", "born_on"], include=["person"], name="search_born"),
            GinIndex(fields=["grams"], name="search_grams"),
        ]

    def __str__(self) -> str:
        return self.name
