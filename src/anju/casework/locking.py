"""A record in the hand of an act: in the territory, allowed, and nobody else's meanwhile."""

from typing import Any, TypeVar

from django.db import models

from anju.access.refusals import NotYours
from anju.casework.act import Act

__all__ = ["locked"]

M = TypeVar("M", bound=models.Model)


def locked(act: Act, model: type[M], **named: Any) -> M:
    """The one record so named, its row locked until the act ends.

    `NotYours` when it is not there, outside the territory, or not for this post in its state.
    """
    first, end = act.actor.area_range()
    rows = model._default_manager.select_for_update()
    record = rows.filter(area__gte=first, area__lt=end, **named).first()
    if record is None:
        raise NotYours(act.name)
    act.allow(area=record.serializable_value("area"), state=getattr(record, "state", None))
    return record
