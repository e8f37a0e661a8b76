"""The window on the flat map: everything inside, in the middle, undistorted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboards.maps.frames import HIGHEST, LOWEST, MARGIN, WIDTH, Frame

numbers = st.integers(0, 6_000)
boxes = st.tuples(numbers, numbers, st.integers(20, 3_000), st.integers(20, 3_000)).map(
    lambda box: (box[0], box[1], box[0] + box[2], box[1] + box[3])
)


@given(st.lists(boxes, min_size=1, max_size=3))
def test_every_box_stands_inside_the_picture_with_a_margin(found):
    frame = Frame.around(found)
    for west, top, east, bottom in found:
        left, above = frame.at(west, top)
        right, below = frame.at(east, bottom)
        assert MARGIN - 0.2 <= left <= right <= WIDTH - MARGIN + 0.2
        assert MARGIN - 0.6 <= above <= below <= frame.height - MARGIN + 0.6
        assert frame.shows((west, top, east, bottom))


@given(st.lists(boxes, min_size=1, max_size=3))
def test_a_picture_is_neither_too_low_nor_too_high(found):
    assert LOWEST <= Frame.around(found).height <= HIGHEST


@given(boxes)
def test_what_is_shown_stands_in_the_middle(box):
    frame = Frame.around([box])
    west, top, east, bottom = box
    x, y = frame.at((west + east) / 2, (top + bottom) / 2)
    assert x == pytest.approx(WIDTH / 2, abs=0.2) and y == pytest.approx(frame.height / 2, abs=1)


@given(boxes)
def test_width_and_height_have_one_scale(box):
    frame = Frame.around([box])
    wide, high = frame.size(box)
    assert wide == pytest.approx((box[2] - box[0]) * frame.scale)
    assert high == pytest.approx((box[3] - box[1]) * frame.scale)


def test_a_box_beyond_the_edge_is_not_shown():
    frame = Frame.around([(1_000, 1_000, 1_100, 1_100)])
    assert not frame.shows((2_000, 1_000, 2_100, 1_100)) and not frame.shows((1_000, 0, 1_100, 10))
    assert frame.shows((1_090, 1_090, 3_000, 3_000))


def test_paths_are_brought_where_points_are():
    frame = Frame.around([(1_000, 2_000, 1_500, 2_250)])
    scale, west, top = frame.placing.replace("scale(", "").replace(") translate(", " ").rstrip(")").split()
    x, y = (1_200 + float(west)) * float(scale), (2_100 + float(top)) * float(scale)
    assert (x, y) == pytest.approx(frame.at(1_200, 2_100), abs=0.3)
    assert frame.view_box == f"0 0 1000 {frame.height}"
