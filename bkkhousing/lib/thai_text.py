"""Thai text made comparable: one spelling for what looks the same, and keys to match and search by."""

import re
import unicodedata

THAI_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
INVISIBLE = re.compile("[\u0000\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
MARKS = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
VOWEL_MARKS = "\u0e31\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39\u0e3a"
LAST_MARKS = "\u0e4d\u0e33"
DECOMPOSED_AM = "\u0e4d\u0e32"
RUN_OF_MARKS = re.compile(f"[{MARKS}\u0e33]{{2,}}")
PLACE_PREFIX = re.compile("^(?:เขต|แขวง|ชุมชน)(?=.)")
SIGN = f"(?:[^\\w{MARKS}]|[_ฯ])"
BETWEEN_DIGITS = re.compile(f"(?<=[0-9]){SIGN}+(?=[0-9])")
PUNCTUATION = re.compile(f"(?<![0-9]){SIGN}+|{SIGN}+(?![0-9])")


class Unreadable(ValueError):
    """Text that cannot be read as what it should be; `sentence` tells a person what to do."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message

    @property
    def sentence(self) -> str:
        return str(self.message)

    def __str__(self) -> str:
        return self.sentence


def arabic_digits(text: str) -> str:
    """The same text with ๐–๙ written 0–9."""
    return text.translate(THAI_DIGITS)


def normalise(text: str) -> str:
    """One spelling for what looks the same on paper; what a person reads does not change.

    NFC, never NFKC, which would take every ำ apart. Line breaks become spaces.
    """
    text = unicodedata.normalize("NFC", INVISIBLE.sub("", text)).replace("เเ", "แ")
    text = RUN_OF_MARKS.sub(_marks_in_order, text).replace(DECOMPOSED_AM, "\u0e33")
    text = RUN_OF_MARKS.sub(_marks_in_order, text)
    return " ".join(text.split())


def match_key(name: str) -> str:
    """The key under which two spellings of one place name meet; compare within a district.

    Numbers stay apart: "หมู่ 1,3" is not "หมู่ 13", and "1-3" is not "1/3".
    """
    text = arabic_digits(normalise(name)).casefold().replace("ฏ", "ฎ")
    text = BETWEEN_DIGITS.sub(_one_separator, text)
    return PLACE_PREFIX.sub("", PUNCTUATION.sub("", text))


def search_key(text: str) -> str:
    """Text to look for a part of a name in: no spaces, Arabic digits, one letter case."""
    return "".join(arabic_digits(normalise(text)).casefold().split())


def _marks_in_order(run: re.Match) -> str:
    """Vowels, tones, the ring of ำ, ำ itself; each once, as a keyboard should have sent them."""
    return "".join(sorted(dict.fromkeys(run[0]), key=_place_of_mark))


def _place_of_mark(mark: str) -> int:
    return 0 if mark in VOWEL_MARKS else LAST_MARKS.find(mark) + 2


def _one_separator(gap: re.Match) -> str:
    first = gap[0].strip()[:1]
    return first if first and first in ",./" else "-"
