"""Where a page of a list begins, as its address says it: by key, or by moment and key."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from uuid import UUID

import pytest

from bkkhousing.lib.paging import EPOCH, Order, _page
from surveys.models import Survey

KEY = UUID(int=7)
NEWEST = Order("updated_at", descending=True, by_moment=True)
MOMENT = datetime(2026, 11, 21, 7, 2, 3, 456789, tzinfo=UTC)
ROWS = [SimpleNamespace(pk=n) for n in range(1, 5)]


@pytest.mark.parametrize("moment", [EPOCH, MOMENT, MOMENT.replace(microsecond=1), EPOCH - timedelta(days=9)])
def test_a_moment_survives_its_way_through_the_address(moment):
    place = NEWEST.place(SimpleNamespace(updated_at=moment, pk=KEY))
    assert NEWEST.position(Survey.objects.none(), place) == (moment, KEY)


@pytest.mark.parametrize(
    "place",
    [
        "",
        "_",
        "x",
        f"_{KEY}",
        f"x_{KEY}",
        "5_",
        "5_x",
        f"{10**40}_{KEY}",
        f"{KEY}",
        f"1.5_{KEY}",
        "\x00_\x00",
    ],
)
def test_a_place_that_makes_no_sense_is_none(place):
    assert NEWEST.position(Survey.objects.none(), place) is None


@pytest.mark.parametrize(
    ("descending", "backwards", "word"),
    [(False, False, "gt"), (True, False, "lt"), (False, True, "lt"), (True, True, "gt")],
)
def test_rows_beyond_a_place_lie_in_the_direction_of_the_page(descending, backwards, word):
    found = str(Order("sort_key", descending=descending).beyond(("ก", 7), backwards=backwards))
    assert all(f"'{one}'" in found for one in (f"sort_key__{word}", f"pk__{word}", f"sort_key__{word}e"))


@pytest.mark.parametrize(
    ("number", "came_from", "backwards", "keys", "previous", "following"),
    [
        (0, False, False, [], "", ""),
        (2, False, False, [1, 2], "", ""),
        (4, False, False, [1, 2, 3], "", "3"),
        (2, True, False, [1, 2], "1", ""),
        (4, True, False, [1, 2, 3], "1", "3"),
        (2, True, True, [2, 1], "", "1"),
        (4, True, True, [3, 2, 1], "3", "1"),
        (0, True, True, [], "", ""),
    ],
)
def test_a_page_knows_whether_there_is_one_before_and_after(
    number, came_from, backwards, keys, previous, following
):
    """One row more than the three of a page is read, to know whether the list goes on."""
    page = _page(Order("sort_key"), ROWS[:number], 3, came_from=came_from, backwards=backwards)
    assert ([row.pk for row in page.rows], page.previous, page.next) == (keys, previous, following)
