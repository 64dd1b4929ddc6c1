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
    collector_relation = models.CharField(max_length=20, blank=True)
    collector_number_encrypted = models.BinaryField(null=True, blank=True)
    spoiled_reason = models.CharField(max_length=60, blank=True)
    batch_id = models.BigIntegerField(null=True, blank=True)
    compared_by = models.CharField(max_length=10, blank=True)
    hand_over_list_id = models.BigIntegerField(null=True, blank=True)
    arrived_on = models.DateField(null=True, blank=True)
    second_notice_on = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["person", "area"], name="card_person"),
            models.Index(
                fields=["area", "state"],
                condition=models.Q(state__in=["ordered", "produced", "ready"]),
                name="card_desk",
            ),
            models.Index(
                fields=["batch_id"], condition=models.Q(batch_id__isnull=False), name="card_batch"
            ),
            models.Index(
                fields=["hand_over_list_id"],
                condition=models.Q(hand_over_list_id__isnull=False),
                name="card_hand_over_list",
            ),
        ]
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
            models.CheckConstraint(
                condition=models.Q(compared_by__in=["", "eye", "read_back"]),
                name="card_compared_by",
                violation_error_message="制成的卡要目视核对或者读回比对",
            ),
            models.CheckConstraint(
                condition=models.Q(arrived_on__isnull=True)
                | models.Q(hand_over_list_id__isnull=False),
                name="card_arrives_on_a_list",
                violation_error_message="没有移交清单的卡不能签收",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.permit_id}/{self.issue_number}"


class BlankDelivery(models.Model):
    """Blank cards as they came from the maker: one run of serials, both ends included."""

    number = models.CharField(max_length=24, unique=True)
    area = models.CharField(max_length=10)
    agency_code = models.CharField(max_length=10)
    first_serial = models.CharField(max_length=24)
    last_serial = models.CharField(max_length=24)
    quantity = models.PositiveIntegerField()
    received_on = models.DateField()
    received_by = models.CharField(max_length=32)
    act_id = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["area", "received_on"], name="blank_delivery_area")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(quantity__gte=1) & models.Q(quantity__lte=10_000),
                name="blank_delivery_quantity",
                violation_error_message="一次入库的空白卡为 1 至 10000 张",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class ProductionBatch(models.Model):
    """Cards made one after another, with the blanks taken for them, each of which is accounted for.

    `unused` lie on the maker's table; `returned` went back to the stock when the batch was closed.
    """

    number = models.CharField(max_length=24, unique=True)
    area = models.CharField(max_length=10)
    agency_code = models.CharField(max_length=10)
    opened_at = models.DateTimeField()
    opened_by = models.CharField(max_length=32)
    closed_at = models.DateTimeField(null=True, blank=True)
    taken = models.PositiveSmallIntegerField()
    good = models.PositiveSmallIntegerField(default=0)
    spoiled = models.PositiveSmallIntegerField(default=0)
    returned = models.PositiveSmallIntegerField(default=0)
    unused = models.PositiveSmallIntegerField()
    act_id = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["area", "opened_at"], name="production_batch_area")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    taken=models.F("good")
                    + models.F("spoiled")
                    + models.F("returned")
                    + models.F("unused")
                ),
                name="every_blank_accounted_for",
                violation_error_message="空白卡的数目对不上：领用数应等于制成、作废、退回、剩余之和",
            ),
            models.CheckConstraint(
                condition=models.Q(closed_at__isnull=True) | models.Q(unused=0),
                name="closed_batch_has_no_blanks",
                violation_error_message="批次里还有空白卡，不能结束",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class BlankCard(models.Model):
    """One blank by its serial, and where it is: in stock, taken for a batch, good, spoiled, sent
    back to the maker."""

    serial = models.CharField(max_length=24, unique=True)
    area = models.CharField(max_length=10)
    agency_code = models.CharField(max_length=10)
    delivery = models.ForeignKey(BlankDelivery, on_delete=models.PROTECT)
    batch = models.ForeignKey(ProductionBatch, on_delete=models.PROTECT, null=True, blank=True)
    state = models.CharField(max_length=10, default="in_stock")
    reason = models.CharField(max_length=60, blank=True)

    class Meta:
        indexes = [models.Index(fields=["area", "state", "serial"], name="blank_card_stock")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="in_stock", batch__isnull=True)
                | models.Q(state="taken", batch__isnull=False)
                | models.Q(state="sent_back", batch__isnull=True)
                | models.Q(state__in=["good", "spoiled"]),
                name="blank_card_state",
                violation_error_message="空白卡的状态和批次不相符",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["spoiled", "sent_back"]) | ~models.Q(reason=""),
                name="blank_card_lost_for_a_reason",
                violation_error_message="作废、退回空白卡要写明原因",
            ),
        ]

    def __str__(self) -> str:
        return self.serial


class HandOverList(models.Model):
    """A box of finished cards on its way from the maker to a station, signed for at both ends."""

    code = models.CharField(max_length=24, unique=True)
    area = models.CharField(max_length=10)
    agency_code = models.CharField(max_length=10)
    from_agency = models.CharField(max_length=10)
    quantity = models.PositiveSmallIntegerField()
    sent_at = models.DateTimeField()
    sent_by = models.CharField(max_length=32)
    arrived_at = models.DateTimeField(null=True, blank=True)
    arrived_by = models.CharField(max_length=32, blank=True)
    act_id = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["area", "sent_at"], name="hand_over_list_area")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(quantity__gte=1),
                name="hand_over_list_not_empty",
                violation_error_message="移交清单上至少要有一张卡",
            ),
            models.CheckConstraint(
                condition=models.Q(arrived_at__isnull=True, arrived_by="")
                | (models.Q(arrived_at__gte=models.F("sent_at")) & ~models.Q(arrived_by="")),
                name="arrives_after_it_was_sent",
                violation_error_message="签收要有签收人，并且不能早于移交",
            ),
        ]

    def __str__(self) -> str:
        return self.code


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
