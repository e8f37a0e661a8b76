"""Thai dictionary order as a plain string, so that every database sorts alike.

A key holds only 0-9 and a-z, in weights of two signs: bytes and every sane collation order it the same way.
Numbers come before Latin letters, Latin before Thai consonants, consonants before vowels.
A leading vowel is weighed after the consonant it is spoken with; tone marks and the like
decide only between words that are otherwise equal; spaces and punctuation weigh nothing.
"""

import re

from bkkhousing.lib.thai_text import PLACE_PREFIX, arabic_digits, normalise

LONGEST = 200
LEADING_VOWEL = re.compile("([เ-ไ])([ก-ฮ])")
PIECE = re.compile("[0-9]+|[^0-9]")
BASE36 = "0123456789abcdefghijklmnopqrstuvwxyz"
MARKS = "็่้๊๋์ํ๎"
END_OF_LETTERS = "00"


def sort_key(text: str) -> str:
    """Key of at most 200 signs under which a name stands where a Thai dictionary puts it.

    "เขต" and "ชุมชน" in front are left out; ซอย 2 comes before ซอย 10. Store it and order by it.
    """
    plain = arabic_digits(normalise(text)).casefold()
    plain = LEADING_VOWEL.sub(r"\2\1", PLACE_PREFIX.sub("", plain).lstrip())
    letters: list[str] = []
    marks: list[str] = []
    for piece in PIECE.findall(plain):
        if piece in MARKS:
            marks.append(_mark_weight(piece, place=len(letters)))
        elif weight := _letter_weight(piece):
            letters.append(weight)
    return ("".join(letters) + END_OF_LETTERS + "".join(marks))[:LONGEST]


def _letter_weight(piece: str) -> str:
    if piece[0] in BASE36[:10]:
        return _number_weight(piece)
    if "a" <= piece <= "z":
        return "2" + piece
    if "ก" <= piece <= "ฮ":
        return _two_signs(3 * 36 + ord(piece) - ord("ก"))
    if "ะ" <= piece <= "ๅ" and piece != "฿":
        return _two_signs(5 * 36 + ord(piece) - ord("ะ"))
    return f"z{ord(piece):06x}z" if piece.isalpha() and not "ฯ" <= piece <= "๛" else ""


def _number_weight(digits: str) -> str:
    """Length before value, so that 2 < 10 < 100; beyond 35 digits only the length counts."""
    significant = digits.lstrip("0")
    padding = "0" * (len(significant) % 2)
    return f"1{BASE36[min(len(significant), 35)]}{padding}{significant[:36]}"


def _mark_weight(mark: str, *, place: int) -> str:
    """An earlier mark outweighs a later one, and any mark outweighs none."""
    return _two_signs(36 * 36 - 1 - min(place, 36 * 36 - 1)) + BASE36[MARKS.index(mark) + 1]


def _two_signs(number: int) -> str:
    return BASE36[number // 36] + BASE36[number % 36]
