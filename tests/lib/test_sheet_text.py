"""Text that must not run as a formula."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bkkhousing.lib import sheets

STARTERS = [
    "=",
    "+",
    "-",
    "@",
    "|",
    "%",
    "\t",
    "\r",
    "\n",
    "\x00",
    "\ufeff",
    "＝",
    "＋",
    "－",
    "＠",
    "｜",
    "％",
    "−",
]
BEFORE = ["", " ", "  ", "\u00a0", "\u200b", "\ufeff", "\x01", "\t ", "\u3000"]


@pytest.mark.parametrize("before", BEFORE)
@pytest.mark.parametrize("starter", STARTERS)
def test_every_starter_is_disarmed_whatever_stands_before_it(before, starter):
    text = f"{before}{starter}cmd|' /C calc'!A0"
    assert sheets.formula_safe(text) == f"'{text}"


@pytest.mark.parametrize(
    "text", ["", "บ้าน 12/3", "ก=ข", "-5", "+66812345678", "-1,200.50", "12-3", " บ้าน", "'=1"]
)
def test_harmless_text_is_left_as_it_is(text):
    assert sheets.formula_safe(text) == text


@given(st.text(max_size=20))
def test_the_text_itself_is_never_changed(text):
    assert sheets.formula_safe(text) in (text, f"'{text}")


@given(st.text(max_size=20))
def test_disarming_twice_changes_nothing_more(text):
    once = sheets.formula_safe(text)
    assert sheets.formula_safe(once) == once


@pytest.mark.parametrize(("value", "text"), [(None, ""), (0, "0"), (-5, "-5"), ("=1", "'=1"), (1.5, "1.5")])
def test_any_value_becomes_a_safe_text(value, text):
    assert sheets.safe_text(value) == text
