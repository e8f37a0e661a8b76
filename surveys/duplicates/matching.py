"""Are two forms one household?  A score from 0 to 100 with its reasons.

Blind keys bring forms together; here the answers themselves are compared, in memory.  People decide: a shared
house, phone or point alone never makes two families one.
"""

from collections.abc import Collection
from dataclasses import dataclass, field

from surveys.choices.duplicates import TraitKind
from surveys.duplicates import weights as w
from surveys.duplicates.addresses import metres
from surveys.duplicates.people import Likeness, compared
from surveys.duplicates.profiles import Person, Profile

Reasons = list[tuple[str, int]]
ALL_KINDS = frozenset(TraitKind.values)
MOST_PEOPLE = 30


@dataclass(frozen=True, slots=True)
class Match:
    """How alike two forms are; `reasons` are (code, number) pairs, see surveys/readers/duplicates.py."""

    points: float
    reasons: Reasons = field(default_factory=list)

    @property
    def is_shown(self) -> bool:
        return self.points >= w.NEEDED

    @property
    def score(self) -> int:
        """0 to 100; what is shown begins at 40."""
        if self.points < w.NEEDED:
            return max(0, round(40 * self.points / w.NEEDED))
        return min(100, 40 + round(60 * (self.points - w.NEEDED) / (w.CERTAIN - w.NEEDED)))


def matched(one: Profile, other: Profile, shared: Collection[str] = ALL_KINDS) -> Match:
    """Compare two forms; of contacts only those in `shared` count, as a phone on a hundred forms says nothing."""
    ids_count = TraitKind.ID in shared
    found = [likeness for _rows, likeness in _people(one.people, other.people, ids_count)]
    if not found:
        return Match(0)
    points = _worth(found) + _absent(one, other, found) + _heads(one, other)
    around, reasons = _around(one, other, shared)
    return Match(points + around, [*_said(found), *reasons])


def same_people(one: Profile, other: Profile) -> list[tuple[int, int]]:
    """Roster rows that are one person: (row of the one, row of the other), the surest first."""
    return [rows for rows, _likeness in _people(one.people, other.people, ids_count=True)]


def _people(
    some: tuple[Person, ...], others: tuple[Person, ...], ids_count: bool
) -> list[tuple[tuple[int, int], Likeness]]:
    """People on both forms, the surest first; each row stands for one person."""
    scored = [
        (likeness.points, row, column, likeness)
        for row, one in enumerate(some[:MOST_PEOPLE])
        for column, other in enumerate(others[:MOST_PEOPLE])
        if (likeness := compared(one, other, ids_count=ids_count)).is_one_person
    ]
    rows, columns, found = set(), set(), []
    for _points, row, column, likeness in sorted(scored, key=lambda one: -one[0]):
        if row not in rows and column not in columns:
            rows.add(row), columns.add(column)
            found.append(((row, column), likeness))
    return found


def _worth(found: list[Likeness]) -> float:
    first, *further = found
    return first.points + w.FURTHER_PERSON * sum(one.points for one in further)


def _absent(one: Profile, other: Profile, found: list[Likeness]) -> int:
    """People of the smaller form who are not on the other."""
    missing = min(len(one.people), len(other.people)) - len(found)
    return missing * (w.MISSING_PERSON if one.round == other.round else w.MISSING_LATER)


def _heads(one: Profile, other: Profile) -> int:
    heads = one.head, other.head
    if not all(heads) or compared(*heads).is_one_person:
        return 0
    return w.OTHER_HEAD


def _around(one: Profile, other: Profile, shared: Collection[str]) -> tuple[int, Reasons]:
    """House code, phone, address and point."""
    points, reasons = 0, []
    for code, agrees, worth in (
        ("house_code", one.house_code and one.house_code == other.house_code, w.SAME_HOUSE_CODE),
        ("phone", set(one.phones) & set(other.phones), w.SAME_PHONE),
        (
            "address",
            one.place == other.place and one.house_no and one.house_no == other.house_no,
            w.SAME_ADDRESS,
        ),
    ):
        if agrees and code in shared:
            points += worth
            reasons.append((code, 1))
    if one.house_code and other.house_code and one.house_code != other.house_code:
        points += w.OTHER_HOUSE_CODE
    points += w.SAME_PLACE if one.place and one.place == other.place else 0
    if _is_nearby(one, other):
        return points + w.NEARBY, [*reasons, ("point", 1)]
    return points, reasons


def _is_nearby(one: Profile, other: Profile) -> bool:
    if None in (one.lat, one.lng, other.lat, other.lng):
        return False
    return metres(one.lat, one.lng, other.lat, other.lng) <= w.NEARBY_METRES


def _said(found: list[Likeness]) -> Reasons:
    """Each person is counted under the strongest thing that agreed."""
    ids = sum(one.id_agrees for one in found)
    births = sum(one.name_agrees and one.birth_agrees and not one.id_agrees for one in found)
    names = len(found) - ids - births
    counted = (("id", ids), ("name_birth", births), ("person", names))
    return [(code, number) for code, number in counted if number]
