"""Counts that are published elsewhere hide no other: what is withheld beside them still tells nothing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bkkhousing.lib.disclosure import TOTAL, with_margins, withheld
from tests.lib.subtracting import leaks
from tests.lib.test_disclosure import tables


@given(tables(), st.data())
@settings(max_examples=100, deadline=None)
def test_what_is_published_elsewhere_stays_published_and_tells_nothing(table, data):
    cells, sums = table
    many = [key for key, count in cells.items() if not 0 < count < 5]
    never = data.draw(st.sets(st.sampled_from(many))) if many else set()
    try:
        hidden = withheld(cells, sums, never=never)
    except ValueError:
        return
    assert not hidden & never
    assert leaks(cells, sums, hidden) == {}


def test_where_only_published_counts_are_left_nothing_can_be_hidden():
    cells, sums = with_margins({("a", "x"): 2, ("b", "x"): 9}, ["ab", "x"])
    with pytest.raises(ValueError, match="empty|more than it is"):
        withheld(cells, sums, never={key for key, count in cells.items() if count > 4})


def test_a_margin_that_is_published_is_spared_for_the_inside():
    inner = {(row, column): 8 for row in "abc" for column in "xyz"} | {("a", "x"): 2}
    cells, sums = with_margins(inner, ["abc", "xyz"])
    margins = {key for key in cells if TOTAL in key}
    hidden = withheld(cells, sums, never=margins)
    assert ("a", "x") in hidden and len(hidden) == 4
