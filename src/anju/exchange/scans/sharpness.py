"""Whether writing on a picture can be read: how hard the edges are where it has any."""

from PIL import Image, ImageFilter, ImageOps, ImageStat

__all__ = ["sharpness"]

#: Every picture is measured at this size, so that the measure means the same.
MEASURED_AT = 1_200
TILES = 8
SHARPEST = 4
LAPLACIAN = ImageFilter.Kernel((3, 3), (0, 1, 0, 1, -4, 1, 0, 1, 0), scale=1, offset=128)


def sharpness(picture: Image.Image) -> float:
    """The variance of the Laplacian over the sharpest parts: a form is mostly white."""
    grey = picture.convert("L")
    grey.thumbnail((MEASURED_AT, MEASURED_AT))
    # The outermost pixels stay as they were: they would count as edges.
    edges = ImageOps.crop(grey.filter(LAPLACIAN), 1)
    width, height = edges.size[0] // TILES, edges.size[1] // TILES
    found = sorted(
        ImageStat.Stat(edges.crop((x, y, x + width, y + height))).var[0]
        for x in range(0, width * TILES, width)
        for y in range(0, height * TILES, height)
    )
    return sum(found[-SHARPEST:]) / SHARPEST
