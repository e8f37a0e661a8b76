"""Short codes for paper: read aloud and typed without mistakes, and found by nobody who tries.

Thirty-one signs, without those taken for one another (0 O, 1 I L); 31 is a prime, so that the sign at the end
finds every single wrong sign and every two that changed places.
"""

import re
from secrets import choice

SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 9
"""Eight drawn by chance (850,000 million codes) and the sign that checks them."""


def new_code() -> str:
    drawn = "".join(choice(SIGNS) for _n in range(LENGTH - 1))
    return drawn + check_sign(drawn)


def check_sign(drawn: str) -> str:
    """The sign that makes the weighted sum of the whole code a multiple of 31."""
    total = sum((place + 2) * SIGNS.index(sign) for place, sign in enumerate(reversed(drawn)))
    return SIGNS[-total % len(SIGNS)]


def typed_code(text: str) -> str:
    """A code as it was typed, in large letters without gaps; blank when it is no code or mistyped."""
    code = re.sub(r"[\s\-–—.]", "", text).upper()
    if len(code) != LENGTH or any(sign not in SIGNS for sign in code):
        return ""
    return code if check_sign(code[:-1]) == code[-1] else ""


def in_groups(code: str) -> str:
    """The way it is printed: `K7M-Q2X-HDR`."""
    return "-".join(code[start : start + 3] for start in range(0, len(code), 3))
