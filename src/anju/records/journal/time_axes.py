"""Two time axes: when a fact was true, and when we knew it.

Nothing is overwritten. A correction ends the recorded time of one row and starts another, so
"as known on K about D" is one predicate: ``valid`` holds D and ``recorded`` holds K.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Self, TypeVar

from django.contrib.postgres.fields import DateRangeField, DateTimeRangeField
from django.db import models

M_co = TypeVar("M_co", bound=models.Model, covariant=True)


class TwoTimeAxesQuerySet(models.QuerySet[M_co]):
    """Questions every fact on two time axes can be asked."""

    def known_now(self) -> Self:
        """Rows that no later act has superseded."""
        return self.filter(recorded__upper_inf=True)

    def true_on(self, day: date) -> Self:
        """Rows whose fact held on the civil day ``day``."""
        return self.filter(valid__contains=day)

    def as_known(self, *, at: datetime, on: date) -> Self:
        """What the register said at the moment ``at`` about the day ``on``."""
        return self.filter(recorded__contains=at, valid__contains=on)


class TwoTimeAxes(models.Model):
    """A fact with its civil span, its recorded span and the acts that began and ended it."""

    valid = DateRangeField()
    recorded = DateTimeRangeField()
    act_id = models.BigIntegerField()
    superseded_by_act_id = models.BigIntegerField(null=True)

    class Meta:
        abstract = True
