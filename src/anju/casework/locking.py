"""A record in the hand of an act: in the territory, allowed, and nobody else's meanwhile."""

from typing import Any, TypeVar

from django.db import models

from anju.access.actor import area_range, open_side, sealed_side
from anju.access.refusals import NotYours
from anju.casework.act import Act
from anju.records.permits.models import BlankCard, BlankDelivery, HandOverList, ProductionBatch
from anju.records.places.models import Dwelling, StandardAddress
from anju.records.registrations.models import Household

__all__ = ["locked"]

M = TypeVar("M", bound=models.Model)
#: What tells of nobody and has no sealed side: whoever works there holds the open one in hand.
GROUND = (
    BlankCard,
    BlankDelivery,
    Dwelling,
    HandOverList,
    Household,
    ProductionBatch,
    StandardAddress,
)


def locked(act: Act, model: type[M], **named: Any) -> M:
    """The one record so named, its row locked until the act ends.

    `NotYours` when it is not there, outside the territory, or not for this post in its state.
    """
    on_ground = act.actor.is_sealed and issubclass(model, GROUND)
    first, end = area_range(open_side(act.actor.area) if on_ground else act.actor.area)
    rows = model._default_manager.select_for_update()
    record = rows.filter(area__gte=first, area__lt=end, **named).first()
    if record is None:
        raise NotYours(act.name)
    area = record.serializable_value("area")
    act.allow(area=sealed_side(area) if on_ground else area, state=getattr(record, "state", None))
    return record
