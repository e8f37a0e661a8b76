"""Photographs of every size, shape and turn come out upright, small and without a word about the camera."""

import pytest

from bkkhousing.lib import pictures
from bkkhousing.lib.pictures import LONGEST_SIDE, PictureProblem, picture_of
from tests.surveys.photographs import exif, opened, photograph

TURNED = (5, 6, 7, 8)
BROKEN = photograph(size=(64, 48))


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photograph_is_upright_however_the_camera_was_held(orientation):
    kept = picture_of(photograph(size=(40, 30), exif=exif(orientation=orientation)))
    assert (kept.width, kept.height) == ((30, 40) if orientation in TURNED else (40, 30))
    assert not opened(kept.jpeg).getexif()


@pytest.mark.parametrize(
    ("size", "becomes"),
    [
        ((1, 1), (1, 1)),
        ((1600, 10), (1600, 10)),
        ((10, 1600), (10, 1600)),
        ((1601, 10), (1600, 10)),
        ((10, 3200), (5, 1600)),
        ((1800, 1800), (1600, 1600)),
    ],
)
def test_the_longest_side_is_cut_and_the_shape_is_kept(size, becomes):
    kept = picture_of(photograph(size=size))
    assert (kept.width, kept.height) == becomes == opened(kept.jpeg).size and max(becomes) <= LONGEST_SIDE


@pytest.mark.parametrize("colour", ["black", "white", "red", "teal"])
def test_a_plain_colour_stays_what_it_is(colour):
    kept = picture_of(photograph(colour, size=(32, 32)))
    before, after = (
        opened(jpeg).getpixel((16, 16)) for jpeg in (photograph(colour, size=(32, 32)), kept.jpeg)
    )
    assert all(abs(one - other) <= 6 for one, other in zip(before, after, strict=True))


@pytest.mark.parametrize("number", [0, 1, 2, 10, 100, len(BROKEN) // 2])
def test_a_photograph_that_came_in_part_is_refused(number):
    with pytest.raises(PictureProblem):
        picture_of(BROKEN[:number])


@pytest.mark.parametrize(("most", "is_taken"), [(12, True), (11, False)])
def test_a_photograph_of_too_many_pixels_is_refused(most, is_taken, monkeypatch):
    monkeypatch.setattr(pictures, "MOST_PIXELS", most)
    if is_taken:
        assert picture_of(photograph(size=(4, 3))).width == 4
        return
    with pytest.raises(PictureProblem) as refused:
        picture_of(photograph(size=(4, 3)))
    assert "จุดมากเกินไป" in str(refused.value.sentence)


def test_the_same_photograph_comes_out_the_same():
    """A photograph that is sent again must be known as the one that is kept."""
    assert picture_of(photograph()) == picture_of(photograph())
