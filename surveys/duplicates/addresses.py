"""House numbers, phones and points made comparable."""

import re
from functools import lru_cache
from math import cos, floor, hypot, radians

from bkkhousing.lib import thai

SAID_BEFORE = re.compile("^(?:บ้าน)?(?:เลขที่|เลข|no\\.?|number|#)+")
SEPARATORS = re.compile(r"[-–—\\|.,]+")
LEADING_ZEROS = re.compile(r"(?<![0-9])0+(?=[0-9])")
NUMBERS = re.compile("[0-9]+")
BETWEEN_PHONES = re.compile(r"[,/;]|หรือ|และ")
PHONE_DIGITS = range(9, 11)
METRES_OF_DEGREE = 111_320
CELL = 50
"""Metres. Four grids of such cells, each half a cell apart, put any two points within 25 metres into one cell."""
BANGKOK_LATITUDE = 13.75


@lru_cache(50_000)
def house_number(text: str) -> str:
    """ "บ้านเลขที่ ๐๑๒ - 3" becomes "12/3"; a dash and a slash are one separator."""
    plain = thai.arabic_digits(thai.normalise("".join(text.split()))).casefold()
    plain = SEPARATORS.sub("/", SAID_BEFORE.sub("", plain)).strip("/")
    return LEADING_ZEROS.sub("", plain)


def house_code(text: str) -> str:
    """The eleven digits of a เลขรหัสประจำบ้าน, or blank."""
    found = "".join(NUMBERS.findall(thai.arabic_digits(text)))
    return found if len(found) == 11 and len(set(found)) > 1 else ""


def phones(text: str) -> tuple[str, ...]:
    """The phone numbers in a text, digits alone; numbers of one repeated digit are nobody's."""
    if not text:
        return ()
    parts = BETWEEN_PHONES.split(thai.arabic_digits(text))
    found = ("".join(NUMBERS.findall(part)) for part in parts)
    return tuple(sorted({one for one in found if len(one) in PHONE_DIGITS and len(set(one[1:])) > 1}))


def cells(lat: float, lng: float) -> tuple[str, ...]:
    """The cells that hold a point, one of each grid."""
    north = lat * METRES_OF_DEGREE / CELL
    east = lng * METRES_OF_DEGREE * cos(radians(BANGKOK_LATITUDE)) / CELL
    return tuple(
        f"{number}:{floor(north + up)}:{floor(east + right)}"
        for number, (up, right) in enumerate(((0, 0), (0, 0.5), (0.5, 0), (0.5, 0.5)))
    )


def metres(lat: float, lng: float, other_lat: float, other_lng: float) -> float:
    """How far two points of Bangkok are apart."""
    east = (lng - other_lng) * cos(radians(BANGKOK_LATITUDE))
    return hypot(lat - other_lat, east) * METRES_OF_DEGREE
