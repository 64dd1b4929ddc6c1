"""The tokens keep the contrast they promise; the compiled base asks for no other names."""

import re
from pathlib import Path

import pytest

STATIC = Path(__file__).resolve().parents[2] / "src" / "anju" / "web" / "static" / "web"
TOKENS = dict(
    re.findall(
        r"^  --([\w-]+): (#[0-9a-f]{6});", (STATIC / "tokens.css").read_text("utf-8"), re.MULTILINE
    )
)
TEXT, PART_OF_A_CONTROL = 4.5, 3.0

#: foreground, background, least ratio
PAIRS = [
    *(
        (ink, sheet, TEXT)
        for ink in ("ink", "ink-2", "brand", "brand-dark", "visited", "error", "warn", "ok", "info")
        for sheet in ("paper", "page")
    ),
    *((tone, f"{tone}-50", TEXT) for tone in ("error", "warn", "ok", "info", "grey")),
    ("brand", "blue-50", TEXT),
    ("ink", "blue-50", TEXT),
    ("ink-2", "blue-50", TEXT),
    ("ink", "focus", TEXT),
    *(("paper", ground, TEXT) for ground in ("brand", "brand-dark", "error")),
    ("control", "paper", PART_OF_A_CONTROL),
    ("control", "page", PART_OF_A_CONTROL),
    ("ink", "paper", PART_OF_A_CONTROL),
]


def luminance(colour: str) -> float:
    """Relative luminance as WCAG defines it."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("ink", "ground", "least"), PAIRS)
def test_pair_has_enough_contrast(ink: str, ground: str, least: float) -> None:
    assert contrast(TOKENS[ink], TOKENS[ground]) >= least


def test_every_colour_the_base_asks_for_is_given_a_token() -> None:
    asked = set(
        re.findall(r"var\((--anju-[\w-]+-colour)", (STATIC / "base.css").read_text("utf-8"))
    )
    given = set(re.findall(r"(--anju-[\w-]+-colour):", (STATIC / "tokens.css").read_text("utf-8")))
    assert asked - given <= {"--anju-print-text-colour"}


@pytest.mark.parametrize("sheet", ["parts.css", "public.css", "staff.css"])
def test_our_own_style_takes_its_colours_from_the_tokens(sheet: str) -> None:
    colours = set(re.findall(r"#[0-9a-f]{6}\b", (STATIC / sheet).read_text("utf-8")))
    assert colours <= {"#dce9f6"}  # the quiet text on the first page's blue ground


def test_nothing_of_another_government_is_left() -> None:
    for sheet in STATIC.glob("*.css"):
        text = sheet.read_text("utf-8").lower()
        assert "gds transport" not in text
        assert "govuk-" not in text.replace("govuk-frontend", "")
