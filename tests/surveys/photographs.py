"""Photographs made for tests: plain colours with what a camera writes beside them."""

from io import BytesIO

from PIL import Image, ImageDraw

GPS = 0x8825
ORIENTATION = 0x0112
MAKER = 0x010F


def photograph(colour: str = "teal", size: tuple[int, int] = (800, 600), **options) -> bytes:
    """A JPEG in which the camera, the owner and the place are written."""
    picture = Image.new("RGB", size, colour)
    ImageDraw.Draw(picture).ellipse((40, 40, 200, 160), fill="white")
    out = BytesIO()
    details = {"exif": exif(), "comment": b"KITTISAK", **options}
    picture.save(out, "JPEG", quality=90, **details)
    return out.getvalue()


def exif(orientation: int = 1) -> bytes:
    found = Image.Exif()
    found[MAKER], found[ORIENTATION] = "CAMERA-OF-KITTISAK", orientation
    found[GPS] = {1: "N", 2: (13.0, 45.0, 7.0), 3: "E", 4: (100.0, 35.0, 11.0)}
    return found.tobytes()


def opened(jpeg: bytes) -> Image.Image:
    return Image.open(BytesIO(jpeg))
