"""Photographs made small and anonymous: what comes out holds the picture and nothing else."""

from dataclasses import dataclass
from io import BytesIO

from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

LONGEST_SIDE = 1600
QUALITY = 82
MOST_PIXELS = 25_000_000
"""Telephones make twelve to sixteen million; much more is a bomb, or needs more memory than one photo is worth."""


class PictureProblem(Exception):
    """These bytes are no photograph that can be kept; `sentence` says what to do."""

    def __init__(self, sentence):
        super().__init__("picture")
        self.sentence = sentence


@dataclass(frozen=True)
class Picture:
    """A JPEG of at most LONGEST_SIDE pixels a side, without the place, time and device it was taken with."""

    jpeg: bytes
    width: int
    height: int


def picture_of(sent: bytes) -> Picture:
    """Re-encode a JPEG; raises PictureProblem before any pixel is read when it is none or too large."""
    try:
        with Image.open(BytesIO(sent), formats=["JPEG"]) as photo:
            if photo.width * photo.height > MOST_PIXELS:
                raise PictureProblem(_("รูปนี้มีจำนวนจุดมากเกินไป — ถ่ายใหม่ด้วยความละเอียดปกติ"))
            return _encoded(_upright(photo))
    except Image.DecompressionBombError as error:
        raise PictureProblem(_("รูปนี้มีจำนวนจุดมากเกินไป — ถ่ายใหม่ด้วยความละเอียดปกติ")) from error
    except (OSError, ValueError, SyntaxError) as error:
        raise PictureProblem(_("ไฟล์นี้ไม่ใช่รูป JPEG หรือมาไม่ครบ — เลือกรูปใหม่หรือถ่ายใหม่")) from error


def _upright(photo: Image.Image) -> Image.Image:
    """Small, and turned the way the camera was held, which afterwards nothing says any more."""
    photo.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    turned = ImageOps.exif_transpose(photo).convert("RGB")
    turned.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    return turned


def _encoded(photo: Image.Image) -> Picture:
    photo.info.clear()
    out = BytesIO()
    photo.save(out, "JPEG", quality=QUALITY, optimize=True)
    return Picture(out.getvalue(), photo.width, photo.height)
