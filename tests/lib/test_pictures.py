"""A photograph that is kept holds the picture and nothing else."""

import struct
from io import BytesIO

import pytest
from PIL import Image

from bkkhousing.lib import pictures
from bkkhousing.lib.pictures import PictureProblem, picture_of
from tests.surveys.photographs import exif, opened, photograph


def test_nothing_of_camera_place_and_owner_is_kept():
    kept = picture_of(photograph(xmp=b"<x>KITTISAK</x>")).jpeg
    assert b"KITTISAK" not in kept
    assert b"Exif" not in kept
    assert not opened(kept).getexif()


def test_a_large_photograph_becomes_small_and_keeps_its_shape():
    kept = picture_of(photograph(size=(4000, 3000)))
    assert (kept.width, kept.height) == (1600, 1200)
    assert opened(kept.jpeg).size == (1600, 1200)


def test_a_small_photograph_keeps_its_size():
    assert opened(picture_of(photograph(size=(320, 240))).jpeg).size == (320, 240)


def test_a_photograph_taken_sideways_is_turned_upright():
    kept = picture_of(photograph(size=(400, 300), exif=exif(orientation=6)))
    assert (kept.width, kept.height) == (300, 400)


def test_a_photograph_in_grey_is_taken():
    out = BytesIO()
    Image.new("L", (60, 40), 128).save(out, "JPEG")
    assert opened(picture_of(out.getvalue()).jpeg).mode == "RGB"


def png() -> bytes:
    out = BytesIO()
    Image.new("RGB", (20, 20)).save(out, "PNG")
    return out.getvalue()


NO_PHOTOGRAPHS = {
    "nothing": b"",
    "text": b"not a photo",
    "a PNG": png(),
    "a page": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    "half a JPEG": photograph()[:2000],
    "the beginning of a JPEG": b"\xff\xd8\xff\xe0",
}


@pytest.mark.parametrize("sent", NO_PHOTOGRAPHS.values(), ids=NO_PHOTOGRAPHS)
def test_what_is_no_photograph_is_refused_in_thai(sent):
    with pytest.raises(PictureProblem) as refusal:
        picture_of(sent)
    assert "JPEG" in str(refusal.value.sentence)


def bomb(width: int, height: int) -> bytes:
    """A JPEG of a few bytes whose header promises a great many pixels."""
    sent = bytearray(photograph(size=(16, 16), exif=b"", comment=b""))
    frame = sent.index(b"\xff\xc0")
    sent[frame + 5 : frame + 9] = struct.pack(">HH", height, width)
    return bytes(sent)


@pytest.mark.parametrize("size", [(65_000, 65_000), (20_000, 5_000)])
def test_a_bomb_is_refused_before_a_pixel_is_read(size, monkeypatch):
    monkeypatch.setattr(pictures, "_upright", lambda photo: pytest.fail("pixels were read"))
    with pytest.raises(PictureProblem) as refusal:
        picture_of(bomb(*size))
    assert "จุดมากเกินไป" in str(refusal.value.sentence)
