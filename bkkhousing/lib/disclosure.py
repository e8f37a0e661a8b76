"""Which counts to withhold so that nobody learns of a few households, not even by subtraction.

A count of 1 to 4 is withheld, and beside it as many others as it takes that no withheld count can be
computed from the published ones, nor bounded below 5.  0 is published and does not serve to hide another unless it
is asked to, because people often know where there is nothing.  See decision 0027.
"""

from collections import deque
from collections.abc import Collection, Hashable, Mapping, Sequence
from itertools import product
from typing import TypeVar

from bkkhousing.lib import subtraction

Key = TypeVar("Key", bound=Hashable)
Sums = Sequence[tuple[Key, Sequence[Key]]]

FEWEST = 5
TOTAL = "*"


def withheld(
    cells: Mapping[Key, int],
    sums: Sums,
    *,
    fewest: int = FEWEST,
    also: Collection[Key] = (),
    never: Collection[Key] = (),
    zeros: bool = False,
) -> frozenset[Key]:
    """The keys of the counts to withhold; `sums` tells which count is the total of which others.

    `also` are keys to withhold in any case; `never` are those that are published elsewhere and can hide no other.
    With `zeros` a count of 0 may be withheld too, for want of another.  Every key of `sums` is a cell; raises
    ValueError where a total is not the sum of its parts, or where what is left cannot hide the small counts.
    """
    keys = list(cells)
    places = {key: place for place, key in enumerate(keys)}
    lines = [(places[total], [places[part] for part in parts]) for total, parts in sums]
    table = _Table([cells[key] for key in keys], lines, fewest, {places[key] for key in never}, zeros)
    for place, count in enumerate(table.counts):
        if 0 < count < fewest or ((count or zeros) and keys[place] in also):
            table.withhold(place)
    table.protect()
    return frozenset(keys[place] for place in table.hidden)


def table_sums(rows: Collection[Hashable], columns: Collection[Hashable]) -> list[tuple]:
    """The sums of a table with margins; cells are `(row, column)`, margins have TOTAL in place of either."""
    by_row = [((row, TOTAL), [(row, column) for column in columns]) for row in (*rows, TOTAL)]
    by_column = [((TOTAL, column), [(row, column) for row in rows]) for column in (*columns, TOTAL)]
    return by_row + by_column


def with_margins(inner: Mapping[tuple, int], axes: Sequence[Collection[Hashable]]) -> tuple[dict, list]:
    """A table of any number of axes, completed by its margins, with its sums."""
    cells = dict.fromkeys(product(*((*axis, TOTAL) for axis in axes)), 0)
    for key, count in inner.items():
        for margin in product(*((part, TOTAL) for part in key)):
            cells[margin] += count
    sums = []
    for place, axis in enumerate(axes):
        others = product(*((*other, TOTAL) for at, other in enumerate(axes) if at != place))
        for rest in others:
            line = [(*rest[:place], part, *rest[place:]) for part in (*axis, TOTAL)]
            sums.append((line[-1], line[:-1]))
    return cells, sums


class _Table:
    """Counts by their place, with the lines in which they stand: a total first, its parts after it."""

    def __init__(
        self,
        counts: list[int],
        sums: list[tuple[int, list[int]]],
        fewest: int,
        never: Collection[int] = (),
        zeros: bool = False,
    ) -> None:
        self.counts, self.fewest, self.never = counts, fewest, never
        self.totals = [total for total, _ in sums]
        self.lines = [[total, *(part for part in parts if counts[part] or zeros)] for total, parts in sums]
        self._require_sums(sums)
        self.lines_of: list[list[int]] = [[] for _ in counts]
        for line, total in enumerate(self.totals):
            for place in self.lines[line] if counts[total] or zeros else ():
                self.lines_of[place].append(line)
        self.filled = [sum(counts[part] > 0 for part in parts) for _, parts in sums]
        self.heights = self._heights()
        self.hidden: set[int] = set()
        self.many, self.sum = [0] * len(sums), [0] * len(sums)
        self.touched: dict[int, None] = {}

    def _require_sums(self, sums: list[tuple[int, list[int]]]) -> None:
        for total, parts in sums:
            if self.counts[total] != sum(self.counts[part] for part in parts):
                raise ValueError(f"a total of {len(parts)} parts is not their sum")

    def _heights(self) -> list[int]:
        """How many sums each count is the total of: what stands higher is published rather."""
        heights = [0] * len(self.counts)
        for total in self.totals:
            heights[total] += 1
        return heights

    def withhold(self, place: int) -> None:
        self.hidden.add(place)
        for line in self.lines_of[place]:
            self.many[line] += 1
            self.sum[line] += self.counts[place] if place != self.totals[line] else 0
            self.touched[line] = None

    def protect(self) -> None:
        """Withhold further counts until neither a line nor all of them together tell a withheld one."""
        while True:
            self._settle_lines()
            told = self._told()
            if not told:
                return
            self._hide_beside(told)
            if not self.touched:
                raise ValueError("the sums do not let every count be more than it is")

    def _settle_lines(self) -> None:
        """No line by itself tells its withheld counts, nor that they are few."""
        waiting = deque(sorted(self.touched))
        while waiting:
            line = waiting.pop()
            if self._tells(line):
                self.touched = {line: None}
                self.withhold(min(self._choice(line), key=lambda place: self._cost(place, line)))
                waiting.extend(self.touched)
        self.touched = {}

    def _tells(self, line: int) -> bool:
        if self.many[line] == 1:
            return any(self.counts[place] for place in self.lines[line] if place in self.hidden)
        return self.sum[line] > 0 and self._missing(line) > 0

    def _missing(self, line: int) -> int:
        """How much the withheld parts of a published total lack of being many."""
        return 0 if self.totals[line] in self.hidden else self.fewest - self.sum[line]

    def _open(self, line: int) -> list[int]:
        """What a line still publishes."""
        return [place for place in self.lines[line] if place not in self.hidden]

    def _choice(self, line: int) -> list[int]:
        """Of these, what may be withheld."""
        return [place for place in self._open(line) if place not in self.never]

    def _cost(self, place: int, line: int) -> tuple:
        """Parts before totals, what suffices, what stirs up no further line, the smallest first."""
        count, missing = self.counts[place], self._missing(line)
        short = max(0, missing - count)
        stirred = sum(not self.many[other] for other in self.lines_of[place])
        return (
            place == self.totals[line],
            not count,
            self._thin(place),
            self.heights[place],
            short,
            stirred,
            count,
            place,
        )

    def _thin(self, place: int) -> int:
        """In how many sums the count is all there is: a total would have to go with it."""
        return sum(self.filled[line] < 2 for line in self.lines_of[place] if place != self.totals[line])

    def _told(self) -> list[int]:
        """The withheld counts that all lines together give away."""
        found = subtraction.bounds(
            [line for line in map(self._unknown, range(len(self.lines))) if line.factors]
        )
        told = {place for place, pair in found.items() if subtraction.is_told(pair, self.fewest)}
        told = told or subtraction.solved(
            [line for line in map(self._factors, range(len(self.lines))) if line]
        )
        return sorted(told)

    def _factors(self, line: int) -> subtraction.Factors:
        total = self.totals[line]
        return {place: -1 if place == total else 1 for place in self.lines[line] if place in self.hidden}

    def _unknown(self, line: int) -> subtraction.Line:
        total = self.totals[line]
        rest = sum(
            -self.counts[place] if place == total else self.counts[place] for place in self._open(line)
        )
        return subtraction.Line(self._factors(line), rest)

    def _hide_beside(self, told: list[int]) -> None:
        """Withhold one more beside each count that is told, once for those that stand together."""
        helped: set[int] = set()
        for place in told:
            if helped.isdisjoint(self.lines_of[place]):
                chosen = self._nearest_open(place)
                if chosen is not None:
                    self.withhold(chosen)
                    helped.update(self.lines_of[chosen])

    def _nearest_open(self, place: int) -> int | None:
        """The cheapest published count in a line with this one, else beside it; None where all are withheld."""
        reached, edge = {place}, [place]
        while edge:
            lines = [line for near in edge for line in self.lines_of[near]]
            choice = [(self._cost(far, line), far) for line in lines for far in self._choice(line)]
            if choice:
                return min(choice)[1]
            beside = {far for line in lines for far in self.lines[line]}
            edge = sorted(beside - reached)
            reached.update(edge)
        return None
