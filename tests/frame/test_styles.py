"""Colours come from the tokens, and what is written in them can be read (WCAG 2.2 AA)."""

import re
from pathlib import Path

import pytest
from django.conf import settings

CSS = Path(settings.BASE_DIR) / "static" / "css"
COLOUR = re.compile(r"#[0-9a-f]{3,8}\b|\brgba?\(|\bhsla?\(", re.I)
TEXT, LARGE_OR_EDGE = 4.5, 3.0
PAIRS = [
    ("ink", "paper", TEXT), ("ink", "ground", TEXT), ("ink", "brand-tint", TEXT), ("ink", "amber-tint", TEXT),
    ("ink", "danger-tint", TEXT), ("ink", "info-tint", TEXT), ("ink", "green-3", TEXT), ("ink", "green-4", TEXT),
    ("muted", "paper", TEXT), ("muted", "ground", TEXT), ("muted", "hover", TEXT), ("muted", "brand-tint", TEXT),
    ("brand", "paper", TEXT), ("brand", "ground", TEXT), ("brand", "brand-tint", TEXT), ("brand", "hover", TEXT),
    ("brand-deep", "brand-tint", TEXT), ("amber-ink", "paper", TEXT), ("amber-ink", "amber-tint", TEXT),
    ("danger", "paper", TEXT), ("danger", "brand-tint", TEXT), ("danger-deep", "danger-tint", TEXT),
    ("info", "info-tint", TEXT), ("on-brand", "brand", TEXT), ("on-brand", "brand-deep", TEXT),
    ("on-brand", "danger", TEXT), ("on-brand", "green-5", TEXT), ("on-brand-soft", "brand", TEXT),
    ("on-brand-soft", "brand-deep", TEXT), ("below", "paper", TEXT),
    ("edge", "paper", LARGE_OR_EDGE), ("edge", "ground", LARGE_OR_EDGE), ("amber", "paper", LARGE_OR_EDGE),
    ("info", "paper", LARGE_OR_EDGE), ("info", "ground", LARGE_OR_EDGE), ("on-brand", "brand", LARGE_OR_EDGE),
]  # fmt: skip


def tokens() -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", (CSS / "tokens.css").read_text()))


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_measured_as_the_standard_says():
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(("front", "back", "least"), PAIRS)
def test_a_colour_can_be_read_on_its_ground(front, back, least):
    assert contrast(tokens()[front], tokens()[back]) >= least


def test_only_the_tokens_name_a_colour():
    others = [path for path in CSS.glob("*.css") if path.name != "tokens.css"]
    assert [path.name for path in others if COLOUR.search(path.read_text())] == []


def test_every_token_in_use_is_defined():
    defined = set(re.findall(r"(--[\w-]+):", "".join(path.read_text() for path in CSS.glob("*.css"))))
    used = {name for path in CSS.glob("*.css") for name in re.findall(r"var\((--[\w-]+)", path.read_text())}
    assert used - defined == set()


def test_no_style_sheet_is_too_long_to_read():
    assert [path.name for path in CSS.glob("*.css") if len(path.read_text().splitlines()) > 400] == []
