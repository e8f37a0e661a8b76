"""What the explorer withholds from a reader who sees the rows of one district only.

Such a reader may cross questions in the city and in the own district, over all that was sent.  The own district
is known whole, so that it is taken out of the city before small counts are looked for: what is published cannot be
subtracted from anything else.  Answers of one question are published on other pages as well; they can hide no
crossed count, and where they would have to, the whole inside of the table is withheld.  See decision 0026.
"""

from collections.abc import Collection
from dataclasses import dataclass
from itertools import product

from bkkhousing.lib.disclosure import TOTAL, withheld
from surveys.answers import Coded
from surveys.measures import BY_NAME
from surveys.readers.crossing import Crossing, Key

Counts = dict[Key, int]
ALL: Key = (TOTAL, TOTAL)


@dataclass(frozen=True)
class Veil:
    """The counts that stay unsaid."""

    hidden: frozenset[Key] = frozenset()

    def hides(self, row: str = TOTAL, column: str = TOTAL) -> bool:
        return (row, column) in self.hidden


def veil_over(city: Crossing, own: Crossing, told: Collection[str]) -> Veil:
    """`told` names the measures that other pages withhold of the city."""
    others = {key: count - own.of(*key) for key, count in city.cells.items()}
    margins = _margin(others, city.rows, told, lambda code: (code, TOTAL))
    if city.columns is None:
        return Veil(margins)
    margins |= _margin(others, city.columns, told, lambda code: (TOTAL, code))
    return Veil(margins | _inside(others, city, margins))


def _margin(others: Counts, question: Coded, told: Collection[str], key_of) -> frozenset[Key]:
    """The answers of one question to withhold: those of the other pages, and what would tell them."""
    names = {key_of(answer.code): answer.name for answer in question.answers}
    cells = {key: others.get(key, 0) for key in (*names, ALL)}
    also = {key for key, name in names.items() if name in told}
    seen = {key for key, name in names.items() if name in BY_NAME and not 0 < cells[key] < 5} - also
    sums = [] if question.several else [(ALL, list(names))]
    try:
        return withheld(cells, sums, also=also, never=seen | {ALL})
    except ValueError:
        return frozenset(names)


def _inside(others: Counts, city: Crossing, margins: frozenset[Key]) -> frozenset[Key]:
    """The crossed counts to withhold beside these margins."""
    rows, columns = (*city.rows.by_code, TOTAL), (*city.columns.by_code, TOTAL)
    cells = {key: others.get(key, 0) for key in product(rows, columns)}
    lines = _lines(city, rows, columns)
    seen = {key for key in cells if TOTAL in key} - margins
    sums = [(line[-1], line[:-1]) for line in lines]
    try:
        return withheld(cells, sums, also=margins, never=seen | _alone(cells, lines, seen))
    except ValueError:
        return frozenset(key for key in cells if TOTAL not in key)


def _lines(city: Crossing, rows: tuple[str, ...], columns: tuple[str, ...]) -> list[list[Key]]:
    """Rows and columns whose parts add up to the last of them: where a household gives one answer."""
    along = [] if city.columns.several else [[(row, column) for column in columns] for row in rows]
    down = [] if city.rows.several else [[(row, column) for row in rows] for column in columns]
    return along + down


def _alone(cells: Counts, lines: list[list[Key]], seen: Collection[Key]) -> set[Key]:
    """Counts that are all there is of a published total: the total tells them."""
    found = set()
    for *parts, total in lines:
        filled = [part for part in parts if cells[part]]
        if total in seen and len(filled) == 1:
            found.update(filled)
    return found
