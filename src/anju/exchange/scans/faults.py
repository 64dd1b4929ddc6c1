"""Why a file is not taken, each reason under a code of its own with what it was measured at."""

from collections.abc import Mapping
from enum import StrEnum

__all__ = ["Fault", "ScanRefused"]


class Fault(StrEnum):
    """What can be wrong with a file."""

    EMPTY = "empty"
    TYPE = "type"
    SIZE = "size"
    LOCKED = "locked"
    BROKEN = "broken"
    PIXELS = "pixels"
    PAGES = "pages"
    SMALL = "small"
    BLURRED = "blurred"
    NOT_A_PICTURE = "not_a_picture"
    PORTRAIT_SMALL = "portrait_small"
    PORTRAIT_SHAPE = "portrait_shape"
    BACKGROUND = "background"
    FACE = "face"


class ScanRefused(Exception):
    """A file that is not taken: why, and the numbers that go into the sentence."""

    def __init__(self, fault: Fault, facts: Mapping[str, int] | None = None) -> None:
        super().__init__(fault)
        self.fault = fault
        self.facts = dict(facts or {})
