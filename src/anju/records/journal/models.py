"""The journal keeps plain values and no foreign keys: a log must outlive what it speaks of."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import BrinIndex
from django.db import models


class JournalEntry(models.Model):
    """One official act: who did what to whom, when, under which article.

    The entry is the evidence, the event feed for other departments and the source of recounts.
    ``leaf`` is the SM3 digest of the entry's canonical form; blocks chain the leaves per county.
    """

    id = models.BigAutoField(primary_key=True)
    county = models.CharField(max_length=6)
    area = models.CharField(max_length=10)
    at = models.DateTimeField()
    act = models.CharField(max_length=40)
    actor_number = models.CharField(max_length=32)
    actor_post = models.CharField(max_length=24)
    agency_code = models.CharField(max_length=10)
    subject_kind = models.CharField(max_length=32)
    subject_ref = models.CharField(max_length=40)
    person_id = models.BigIntegerField(null=True)
    cites = ArrayField(models.CharField(max_length=32), default=list)
    law_version = models.CharField(max_length=40, default="")
    facts = models.JSONField(default=dict)
    request_key = models.UUIDField(null=True)
    leaf = models.BinaryField()

    class Meta:
        indexes = [
            models.Index(fields=["person_id", "at"], name="journal_person"),
            models.Index(fields=["county", "id"], name="journal_county"),
            models.Index(fields=["subject_kind", "subject_ref"], name="journal_subject"),
            BrinIndex(fields=["at"], name="journal_at"),
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.subject_kind}:{self.subject_ref}"


class UnsealedEntry(models.Model):
    """A work list beside the journal: entries that no block holds yet.

    Ids come from a sequence and commits come in another order, so "everything above the last
    sealed id" would lose late commits. This row is written with its entry and taken away with
    the block that seals it: what is committed is sealed, what is not yet visible waits.
    """

    entry_id = models.BigIntegerField(primary_key=True)
    county = models.CharField(max_length=6)

    class Meta:
        indexes = [models.Index(fields=["county", "entry_id"], name="unsealed_county")]

    def __str__(self) -> str:
        return f"{self.entry_id}"


class JournalBlock(models.Model):
    """A sealed group of a county's entries: root over the leaves, chained to the block before.

    ``entry_ids`` names its entries in their order and ``leaves`` holds their digests, so that a
    row that is gone or was changed is found by name. ``seal`` is made with a key the database
    does not hold.
    """

    county = models.CharField(max_length=6)
    height = models.BigIntegerField()
    entry_ids = ArrayField(models.BigIntegerField())
    leaves = models.BinaryField()
    root = models.BinaryField()
    previous = models.BinaryField()
    seal = models.BinaryField()
    sealed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["county", "height"],
                name="journal_block_once",
                violation_error_message="该县的日志块序号已存在",
            ),
            models.CheckConstraint(
                condition=models.Q(entry_ids__len__gt=0),
                name="journal_block_not_empty",
                violation_error_message="日志块不能是空的",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.county}#{self.height}"


class RememberedRequest(models.Model):
    """What a request key was answered, so that a repeated request is answered the same, once.

    Kept at least seven days; ``digest`` shows whether the repeat asked for the same thing.
    """

    key = models.UUIDField(primary_key=True)
    actor_number = models.CharField(max_length=32)
    act = models.CharField(max_length=40)
    digest = models.BinaryField()
    result = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        indexes = [BrinIndex(fields=["at"], name="remembered_at")]

    def __str__(self) -> str:
        return f"{self.act} {self.key}"


class ViewEntry(models.Model):
    """One look at a person's record: who, from which post, for what, which fields.

    ``area`` is that of the record looked at, so that its own bureau can ask who looked.
    """

    area = models.CharField(max_length=10)
    at = models.DateTimeField()
    actor_number = models.CharField(max_length=32)
    actor_post = models.CharField(max_length=24)
    agency_code = models.CharField(max_length=10)
    purpose = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=32)
    subject_ref = models.CharField(max_length=40)
    person_id = models.BigIntegerField(null=True)
    fields = ArrayField(models.CharField(max_length=40), default=list)

    class Meta:
        indexes = [
            models.Index(fields=["person_id", "at"], name="view_person"),
            BrinIndex(fields=["at"], name="view_at"),
        ]

    def __str__(self) -> str:
        return f"{self.actor_number} saw {self.subject_kind}:{self.subject_ref}"


class CardReading(models.Model):
    """A card was read for something that was then saved: by which reader, and what was corrected.

    ``corrected`` names the fields whose read value a person changed before saving; no value of
    anybody's is kept. ``area`` is that of the agency whose reader it is.
    """

    area = models.CharField(max_length=10)
    at = models.DateTimeField()
    reader = models.CharField(max_length=60)
    card_kind = models.CharField(max_length=20)
    corrected = ArrayField(models.CharField(max_length=30), default=list)
    actor_number = models.CharField(max_length=32)

    class Meta:
        indexes = [models.Index(fields=["area", "at"], name="card_reading_area")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(reader=""),
                name="card_reading_has_reader",
                violation_error_message="读卡记录没有写明是哪台读卡器",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reader} {self.at}"
