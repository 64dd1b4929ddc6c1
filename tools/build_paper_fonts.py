"""Makes the fonts of the papers from their published sources; run only when a source changes.

    python tools/build_paper_fonts.py SOURCES src/anju/papers/fonts

needs fontTools, and in SOURCES the unpacked packages that fonts.toml names:
NotoSansSC_400Regular.ttf, NotoSansSC_700Bold.ttf, NotoSerifSC_700Bold.ttf, HanaMinB.ttf.

1. Noto Sans SC Regular is taken whole: every character a name can hold.
2. The two bold faces are cut to GB/T 2312: they set titles and labels, never a name.
3. What Noto lacks of CJK extensions B to F comes from HanaMin B at 256 units an em with
   simplified outlines (a deviation of 0.6 units is 10 micrometres at 12 pt). Its licence
   reserves the name, so the derived face is called Anju Rare Han.
"""

import array
import lzma
import math
import shutil
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables import ttProgram
from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphCoordinates

UNITS = 256
TOLERANCE = 0.6
RARE_HAN = range(0x20000, 0x2EBF0)
RARE_FAMILY = "Anju Rare Han"
DROPPED = ["vmtx", "vhea", "VORG", "DSIG", "FFTM", "BASE", "GDEF", "gasp", "cvt ", "fpgm", "prep"]

Point = tuple[float, float]
OutlinePoint = tuple[float, float, int]
Segment = tuple[Point | None, Point]


def gb2312() -> set[int]:
    """The characters of GB/T 2312 and ASCII."""
    characters = set(range(0x20, 0x7F)) | {0xB7, 0x2014, 0x2026}
    for row in range(0xA1, 0xF8):
        for cell in range(0xA1, 0xFF):
            try:
                characters.add(ord(bytes([row, cell]).decode("gb2312")))
            except UnicodeDecodeError:
                continue
    return characters


def cut(font: TTFont, characters: set[int], features: list[str]) -> None:
    """Leaves only these characters in the font."""
    options = subset.Options()
    options.layout_features = features
    options.glyph_names = False
    options.hinting = False
    options.notdef_outline = True
    options.drop_tables += DROPPED if not features else ["vmtx", "vhea", "VORG", "DSIG"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)


def segments(points: list[OutlinePoint]) -> tuple[Point, list[Segment]]:
    """A closed TrueType contour as its start and explicit lines and curves."""
    first = next(index for index, point in enumerate(points) if point[2])
    points = points[first:] + points[:first]
    found: list[Segment] = []
    control: Point | None = None
    for x, y, on_curve in [*points[1:], points[0]]:
        if on_curve:
            found.append((control, (x, y)))
            control = None
            continue
        if control:
            found.append((control, ((control[0] + x) / 2, (control[1] + y) / 2)))
        control = (x, y)
    return points[0][:2], found


def distance(point: Point, start: Point, end: Point) -> float:
    """From a point to a line segment."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = dx * dx + dy * dy
    along = 0.0
    if length:
        along = ((point[0] - start[0]) * dx + (point[1] - start[1]) * dy) / length
    along = max(0.0, min(1.0, along))
    return math.hypot(point[0] - start[0] - along * dx, point[1] - start[1] - along * dy)


def thinned(points: list[Point]) -> list[Point]:
    """Douglas and Peucker's simplification of an open line."""
    if len(points) < 3:
        return points
    far, deviation = max(
        ((index, distance(point, points[0], points[-1])) for index, point in enumerate(points)),
        key=lambda pair: pair[1],
    )
    if deviation <= TOLERANCE:
        return [points[0], points[-1]]
    return thinned(points[: far + 1])[:-1] + thinned(points[far:])


def simplified(points: list[OutlinePoint]) -> list[OutlinePoint]:
    """The contour with flat curves as lines and needless points gone, on whole units."""
    here, parts = segments(points)
    kept: list[Segment] = []
    line = [here]
    for control, end in parts:
        if control and distance(control, here, end) / 2 > TOLERANCE:
            kept += [(None, point) for point in thinned(line)[1:]] + [(control, end)]
            line = [end]
        else:
            line.append(end)
        here = end
    kept += [(None, point) for point in thinned(line)[1:]]
    outline: list[OutlinePoint] = []
    for control, end in kept:
        for point, on_curve in ((control, 0), (end, 1)):
            rounded = point and (round(point[0]), round(point[1]), on_curve)
            if rounded and (not outline or outline[-1][:2] != rounded[:2]):
                outline.append(rounded)
    return outline


def redraw(font: TTFont) -> None:
    """Every glyph on the smaller grid."""
    scale = UNITS / font["head"].unitsPerEm
    glyf = font["glyf"]
    for name in font.getGlyphOrder():
        glyph = glyf[name]
        if glyph.numberOfContours <= 0:
            continue
        coordinates, ends, flags = glyph.getCoordinates(glyf)
        points = [
            (x * scale, y * scale, flag & 1)
            for (x, y), flag in zip(coordinates, flags, strict=True)
        ]
        starts = [0, *(end + 1 for end in ends)]
        contours = [
            simplified(points[start : end + 1]) for start, end in zip(starts, ends, strict=False)
        ]
        glyf.glyphs[name] = glyph_of([contour for contour in contours if len(contour) > 2])
        glyf.glyphs[name].recalcBounds(glyf)
    rescale_metrics(font, scale)


def glyph_of(contours: list[list[OutlinePoint]]) -> Glyph:
    """A simple glyph without instructions."""
    points = [point for contour in contours for point in contour]
    glyph = Glyph()
    glyph.numberOfContours = len(contours)
    glyph.endPtsOfContours = [
        sum(map(len, contours[: index + 1])) - 1 for index in range(len(contours))
    ]
    glyph.coordinates = GlyphCoordinates([(x, y) for x, y, _ in points])
    glyph.flags = array.array("B", [on_curve for *_, on_curve in points])
    glyph.program = ttProgram.Program()
    glyph.program.fromBytecode(b"")
    return glyph


def rescale_metrics(font: TTFont, scale: float) -> None:
    """Advance widths, line metrics and the em itself."""
    font["head"].unitsPerEm = UNITS
    font["hmtx"].metrics = {
        name: (round(width * scale), round(bearing * scale))
        for name, (width, bearing) in font["hmtx"].metrics.items()
    }
    for name in ("ascent", "descent", "lineGap"):
        setattr(font["hhea"], name, round(getattr(font["hhea"], name) * scale))
    for name in ("sTypoAscender", "sTypoDescender", "sTypoLineGap", "usWinAscent", "usWinDescent"):
        setattr(font["OS/2"], name, round(getattr(font["OS/2"], name) * scale))


def rename(font: TTFont, family: str) -> None:
    """A derived face bears its own name and keeps the copyright and licence of its source."""
    names = font["name"]
    names.names = [record for record in names.names if record.nameID in {0, 13, 14}]
    for name_id, value in {1: family, 2: "Regular", 4: family, 6: family.replace(" ", "")}.items():
        names.setName(value, name_id, 3, 1, 0x409)


def main(sources: Path, target: Path) -> None:
    """Writes the four files and the code table of what they draw.

    The digests go into fonts.toml by hand, on purpose.
    """
    shutil.copyfile(sources / "NotoSansSC_400Regular.ttf", target / "NotoSansSC-Regular.ttf")
    for source, name in (
        ("NotoSansSC_700Bold.ttf", "NotoSansSC-Bold-GB2312.ttf"),
        ("NotoSerifSC_700Bold.ttf", "NotoSerifSC-Bold-GB2312.ttf"),
    ):
        font = TTFont(sources / source, recalcTimestamp=False)
        cut(font, gb2312(), ["*"])
        font.save(target / name)
    common = set(TTFont(sources / "NotoSansSC_400Regular.ttf").getBestCmap())
    rare = TTFont(sources / "HanaMinB.ttf", recalcTimestamp=False)
    cut(rare, set(RARE_HAN) & set(rare.getBestCmap()) - common, [])
    redraw(rare)
    rename(rare, RARE_FAMILY)
    unpacked = target / "AnjuRareHan.ttf"
    rare.save(unpacked)
    packed = lzma.compress(unpacked.read_bytes(), preset=9 | lzma.PRESET_EXTREME)
    unpacked.with_suffix(".ttf.xz").write_bytes(packed)
    unpacked.unlink()
    drawn = common | set(rare.getBestCmap())
    write_ranges(drawn, target.parents[1] / "codes" / "tables" / "printable_characters.csv")


def write_ranges(codes: set[int], table: Path) -> None:
    """What can be printed, as the code table that the counter asks."""
    ends = sorted(code for code in codes if code + 1 not in codes)
    starts = sorted(code for code in codes if code - 1 not in codes)
    lines = (f"{first:X},{last:X}\n" for first, last in zip(starts, ends, strict=True))
    table.write_text("first,last\n" + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
