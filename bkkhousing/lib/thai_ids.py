"""Citizen ids, and masking of what identifies a person."""

import re
from operator import mul

from bkkhousing.lib.thai_text import arabic_digits, normalise

CITIZEN_ID = re.compile("[0-8][0-9]{12}")
WEIGHTS = range(13, 1, -1)
SHOWN = 3


def citizen_id_check_digit(first12: str) -> str:
    """The thirteenth digit: (11 - sum of digit x weight 13..2 mod 11) mod 10, as the registry computes it."""
    total = sum(map(mul, map(int, first12), WEIGHTS))
    return str((11 - total % 11) % 10)


def clean_citizen_id(text: str) -> str:
    """A typed id without its dashes and spaces, in Arabic digits; wrong digits stay as they are."""
    return re.sub(r"[\s\-–—]", "", arabic_digits(normalise(text)))


def is_citizen_id(text: str) -> bool:
    """Thirteen digits with a right check digit; the first may be 0 (people without Thai nationality) to 8."""
    return bool(CITIZEN_ID.fullmatch(text)) and citizen_id_check_digit(text[:12]) == text[12]


def mask_citizen_id(text: str) -> str:
    """Only the last three digits: "1234567890121" becomes "x-xxxx-xxxxx-12-1".

    A passport keeps its length: "AA1234567" becomes "xxxxxx567".
    """
    clean = clean_citizen_id(text or "")
    hidden = _hide(clean)
    if len(clean) != 13:
        return hidden
    return f"{hidden[0]}-{hidden[1:5]}-{hidden[5:10]}-{hidden[10:12]}-{hidden[12]}"


def mask_phone(text: str) -> str:
    """Only the last three digits: "081-234-5678" becomes "xxx-xxx-x678"."""
    digits = re.sub("[^0-9]", "", arabic_digits(text or ""))
    hidden = _hide(digits)
    return "-".join(part for part in (hidden[:-7], hidden[-7:-4], hidden[-4:]) if part)


def mask_name(text: str) -> str:
    """The first letters of each word: "สมชาย ใจดี" becomes "สม… ใ…"."""
    first, *others = normalise(text or "").split() or [""]
    return " ".join([f"{first[:2]}…", *(f"{word[:1]}…" for word in others)]) if first else ""


def _hide(text: str) -> str:
    """All but the last three signs as x; a text too short to hide in is hidden whole."""
    shown = text[-SHOWN:] if len(text) > 2 * SHOWN else ""
    return "x" * (len(text) - len(shown)) + shown
