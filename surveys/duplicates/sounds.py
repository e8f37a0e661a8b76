"""Thai names made comparable: how they sound, and how far apart two spellings are.

Officers write what they hear.  Tone marks and ์ come and go, ศ ษ ส are one sound, ร and ล change places,
a title slips into the first name.  `sound` keeps the consonants alone, folded by sound, for meeting;
`spelling` keeps the vowels too, for measuring how far apart two names are.
"""

import re
from functools import lru_cache

from bkkhousing.lib import thai

TITLES = re.compile(
    "^(?:นางสาว|น\\.?ส\\.?|นาย|นาง|ด\\.?ช\\.?|ด\\.?ญ\\.?|เด็กชาย|เด็กหญิง|พระ|mrs|mr|miss|ms)(?=[ก-ฮเ-ไa-z. ])[. ]*"
)
SHORTEST_AFTER_TITLE = 2
SILENT = re.compile("[ก-ฮ][ิุ]?์")
MARKS = re.compile("[็่้๊๋์ํ๎ฺ]")
NOT_LETTERS = re.compile("[^ก-ๅa-z]")
VOWELS = re.compile("[ะ-ๅๆ]")
LEADING_HO = re.compile("ห(?=[งญนมยรลว])")
SILENT_RO = re.compile("[ทศสซ]ร")
REPEATED = re.compile(r"(.)\1+")
SAME_SOUND = str.maketrans(
    {
        **dict.fromkeys("ศษซ", "ส"),
        **dict.fromkeys("ฎฏต", "ด"),
        **dict.fromkeys("ฐถฑฒธ", "ท"),
        **dict.fromkeys("ขฃคฅฆ", "ค"),
        **dict.fromkeys("ฉฌ", "ช"),
        **dict.fromkeys("ผภ", "พ"),
        "ฝ": "ฟ",
        "ณ": "น",
        "ญ": "ย",
        **dict.fromkeys("รฬฤฦ", "ล"),
        "ฮ": "ห",
    }
)
SAME_VOWEL = str.maketrans({"ใ": "ไ", "ี": "ิ", "ู": "ุ", "ื": "ึ", "า": "ะ"})
CACHE = 200_000
SAME_SOUND_ALIKE = 0.9
SHORT_SOUND = 2
"""Names of so few consonants sound alike by chance."""


@lru_cache(CACHE)
def spelling(name: str) -> str:
    """A name without title, tone marks and silent letters, long and short vowels as one, รร as it is heard."""
    plain = thai.normalise(name).casefold().strip()
    bare = TITLES.sub("", plain)
    plain = bare if len(bare) >= SHORTEST_AFTER_TITLE else plain
    plain = NOT_LETTERS.sub("", MARKS.sub("", SILENT.sub("", plain)))
    return plain.translate(SAME_VOWEL).replace("รร", "ัน")


@lru_cache(CACHE)
def sound(name: str) -> str:
    """The consonants of a name folded by sound: "พรรณี" and "พันณี" meet; Latin letters stay."""
    plain = SILENT_RO.sub("ส", spelling(name))
    plain = VOWELS.sub("", LEADING_HO.sub("", plain)).translate(SAME_SOUND)
    return REPEATED.sub(r"\1", plain)


@lru_cache(CACHE)
def likeness(first: str, second: str) -> float:
    """1.0 for one name in two spellings; 0.0 when more than three letters in ten differ, or one is blank."""
    one, other = spelling(first), spelling(second)
    if not one or not other:
        return 0.0
    if one == other:
        return 1.0
    longer = max(len(one), len(other))
    if sound(first) == sound(second) and len(sound(first)) > SHORT_SOUND:
        return SAME_SOUND_ALIKE
    most = longer * 3 // 10 + 1
    apart = distance(one, other, most=most)
    return 1 - apart / longer if apart < most else 0.0


def distance(one: str, other: str, *, most: int) -> int:
    """Letters to insert, drop, change or swap with their neighbour; counted no further than `most`."""
    if abs(len(one) - len(other)) >= most:
        return most
    before, last = [], list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        line = [row]
        for column, beside in enumerate(other, 1):
            cost = min(last[column] + 1, line[-1] + 1, last[column - 1] + (letter != beside))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == beside:
                cost = min(cost, before[column - 2] + 1)
            line.append(cost)
        before, last = last, line
        if min(line) >= most:
            return most
    return min(last[-1], most)
