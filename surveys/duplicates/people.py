"""Are two rows of two rosters one person?  Points for and against."""

from dataclasses import dataclass

from surveys.duplicates import weights as w
from surveys.duplicates.profiles import Person
from surveys.duplicates.sounds import likeness


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two people are; what agreed is kept for the reasons shown."""

    points: int
    id_agrees: bool = False
    name_agrees: bool = False
    birth_agrees: bool = False

    @property
    def is_one_person(self) -> bool:
        return self.points >= w.SAME_PERSON


NOBODY = Likeness(0)


def compared(one: Person, other: Person, *, ids_count: bool = True) -> Likeness:
    """Compare two rows; a contradiction of valid ids ends it.

    `ids_count` is off where the shared id stands on so many forms that it is nobody's.
    """
    ids = _ids(one.citizen_id, other.citizen_id)
    if ids == w.SAME_ID and not ids_count:
        ids = 0
    if ids == w.OTHER_ID:
        return Likeness(ids)
    births = _births(one, other)
    if ids + births + w.SAME_FIRST + w.SAME_LAST < w.SAME_PERSON:
        return NOBODY  # no name could mend it, and names are what takes time to compare
    names = _names(one, other)
    if ids == w.SAME_ID:
        names = max(names, 0)  # a card is surer than a name, which people change
    sexes = w.OTHER_SEX if one.sex and other.sex and one.sex != other.sex else 0
    return Likeness(
        points=min(ids + births + names + sexes, w.MOST_OF_A_PERSON),
        id_agrees=ids == w.SAME_ID,
        name_agrees=names >= w.NEAR_FIRST + w.NEAR_LAST,
        birth_agrees=births >= w.SAME_BIRTH_YEAR,
    )


def _ids(one: str, other: str) -> int:
    """Both passed the check digit, which catches a slip of the hand: two numbers are two people, twins above all."""
    if not one or not other:
        return 0
    return w.SAME_ID if one == other else w.OTHER_ID


def _names(one: Person, other: Person) -> int:
    """Straight, or with first and last name in each other's field, whichever fits better."""
    if not one.first or not other.first:
        return 0
    straight = _parts(one.first, other.first, one.last, other.last)
    if straight >= w.NEAR_FIRST + w.NEAR_LAST or not (one.last or other.last):
        return straight
    swapped = _parts(one.first, other.last, one.last, other.first)
    return swapped if swapped >= w.NEAR_FIRST + w.NEAR_LAST else straight


def _parts(first: str, other_first: str, last: str, other_last: str) -> int:
    firsts = _part(first, other_first, w.SAME_FIRST, w.NEAR_FIRST, w.OTHER_FIRST)
    return firsts + _part(last, other_last, w.SAME_LAST, w.NEAR_LAST, w.OTHER_LAST)


def _part(one: str, other: str, same: int, near: int, different: int) -> int:
    if not one or not other:
        return 0
    alike = 1 if one == other else likeness(one, other)
    return same if alike == 1 else near if alike >= w.NEAR else different


def _births(one: Person, other: Person) -> int:
    if one.year is None or other.year is None:
        return 0
    if one.born and other.born:
        return _dates(one.born, other.born)
    apart = abs(one.year - other.year)
    return (w.SAME_BIRTH_YEAR, w.NEXT_BIRTH_YEAR)[apart] if apart < 2 else w.OTHER_BIRTH


def _dates(one, other) -> int:
    """Full dates: alike, misread in one of day, month and year, or two days."""
    if one == other:
        return w.SAME_BIRTH_DATE
    agreeing = (one.day == other.day) + (one.month == other.month) + (one.year == other.year)
    if agreeing == 2 and abs(one.year - other.year) in (0, 1, 10):
        return w.NEAR_BIRTH_DATE
    if one.year == other.year:
        return w.NEAR_BIRTH_DATE if (one.day, one.month) == (other.month, other.day) else w.OTHER_DAY_OF_YEAR
    return w.OTHER_BIRTH
