"""The plain mistakes of a photo: too small, lying down, dark behind, nobody in the frame.

Whether it is this person a machine does not say: whoever takes the application looks.
"""

from PIL import Image, ImageStat

from anju.exchange.scans.faults import Fault, ScanRefused
from anju.exchange.scans.limits import Limits

__all__ = ["check_portrait"]

#: Width over height of an upright photo of head and shoulders.
NARROWEST, WIDEST = 0.6, 0.95
SEEN_AT = (64, 80)
#: How far a part must differ from what is behind to be somebody, in steps of grey.
DIFFERS = 24
#: The part of the upper frame that a head takes up.
LEAST, MOST = 0.08, 0.9
#: Where the middle of the head may be, from the left.
LEFT, RIGHT = 0.33, 0.67


def check_portrait(picture: Image.Image, limits: Limits, *, from_chip: bool = False) -> None:
    """Refuse a photo whose mistake can be measured, with the mistake's own code.

    The photo in the chip of an identity card is small, and good enough as it is.
    """
    width, height = picture.size
    if from_chip:
        least = (limits.chip_width, limits.chip_height)
    else:
        least = (limits.portrait_width, limits.portrait_height)
    if width < least[0] or height < least[1]:
        raise ScanRefused(Fault.PORTRAIT_SMALL, {"width": width, "height": height})
    if not NARROWEST <= width / height <= WIDEST:
        raise ScanRefused(Fault.PORTRAIT_SHAPE, {"width": width, "height": height})
    small = picture.convert("L").resize(SEEN_AT)
    behind = _behind(small)
    if behind < limits.background:
        raise ScanRefused(Fault.BACKGROUND)
    if not _somebody_in_the_middle(small, behind):
        raise ScanRefused(Fault.FACE)


def _behind(small: Image.Image) -> float:
    """How light it is in the lighter of the upper corners; somebody may stand in the other."""
    width, height = small.size
    part = (width // 8, height // 5)
    corners = (
        (0, 0, part[0], part[1]),
        (width - part[0], 0, width, part[1]),
    )
    return max(ImageStat.Stat(small.crop(box)).mean[0] for box in corners)


def _somebody_in_the_middle(small: Image.Image, behind: float) -> bool:
    """Whether something unlike the background stands in the middle of the upper frame."""
    width, height = small.size
    upper = height * 2 // 3
    pixels = small.load()
    if pixels is None:
        return False
    unlike = [
        x for y in range(upper) for x in range(width) if abs(_grey(pixels[x, y]) - behind) > DIFFERS
    ]
    share = len(unlike) / (width * upper)
    if not LEAST <= share <= MOST:
        return False
    return LEFT <= sum(unlike) / len(unlike) / width <= RIGHT


def _grey(value: float | tuple[int, ...]) -> float:
    return value[0] if isinstance(value, tuple) else value
