"""What a reader can work out about unknown numbers from sums: exactly, by elimination, and within bounds.

Numbers are known by their place in a list.  A line is a sum that everybody knows of: `{number: factor}` adds
up to a published `rest`, or to nothing but itself.  Every number is a count, never below 0.
"""

import heapq
import math
import random
from collections import deque
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

PRIME = 2**61 - 1
SEED = 2569

Factors = dict[int, int]
Bounds = tuple[float, float]


@dataclass(frozen=True)
class Line:
    """The unknown numbers of one sum with their factors; together with `rest` they make 0."""

    factors: Factors
    rest: int


def solved(lines: Sequence[Factors]) -> set[int]:
    """The unknowns that have one value only, whatever the published numbers are.

    Exact whole-number elimination finds the free unknowns; an unknown is fixed if it stays 0 while the free
    ones move at random.
    """
    steps = list(_Elimination(lines).steps())
    chance, moves = random.Random(SEED), {}
    for pivot, line in reversed(steps):
        moved = 0
        for number, factor in line.items():
            if number != pivot:
                if number not in moves:
                    moves[number] = chance.randrange(1, PRIME)
                moved += factor * moves[number]
        moves[pivot] = -moved * pow(line[pivot], -1, PRIME) % PRIME
    return {number for number, moved in moves.items() if moved == 0}


class _Elimination:
    """Lines from which one unknown after another is removed; few are touched, for they are nearly empty."""

    def __init__(self, lines: Sequence[Factors]) -> None:
        self.lines = [dict(line) for line in lines]
        self.lines_of: dict[int, set[int]] = {}
        for place, line in enumerate(self.lines):
            for number in line:
                self.lines_of.setdefault(number, set()).add(place)
        self.alone = deque(number for number, places in self.lines_of.items() if len(places) == 1)
        self.waiting = [(len(line), place) for place, line in enumerate(self.lines)]
        heapq.heapify(self.waiting)

    def steps(self) -> Iterator[tuple[int, Factors]]:
        """Each removed unknown with the line that told it."""
        while (place := self._next()) is not None:
            line = self.lines[place]
            pivot = min(line, key=lambda number: (abs(line[number]) != 1, len(self.lines_of[number]), number))
            self._forget(place)
            for other in sorted(self.lines_of[pivot]):
                self._take_out(pivot, line, other)
            self.lines[place] = {}
            yield pivot, line

    def _next(self) -> int | None:
        """A line with an unknown that stands in no other, else the shortest line left."""
        while self.alone:
            places = self.lines_of[self.alone.popleft()]
            if len(places) == 1:
                return next(iter(places))
        while self.waiting:
            length, place = heapq.heappop(self.waiting)
            if length and length == len(self.lines[place]):
                return place
        return None

    def _forget(self, place: int) -> None:
        for number in self.lines[place]:
            self._leave(number, place)

    def _leave(self, number: int, place: int) -> None:
        places = self.lines_of[number]
        places.discard(place)
        if len(places) == 1:
            self.alone.append(number)

    def _take_out(self, pivot: int, line: Factors, other: int) -> None:
        """Subtract as much of `line` from the other as removes the pivot there."""
        target = self.lines[other]
        keep, take = line[pivot], target[pivot]
        if keep in (1, -1):
            take, keep = take * keep, 1
        else:
            shared = math.gcd(keep, take)
            keep, take = keep // shared, take // shared
        if keep != 1:
            for number in target:
                target[number] *= keep
        for number, factor in line.items():
            self._change(other, number, target.get(number, 0) - take * factor)
        heapq.heappush(self.waiting, (len(target), other))

    def _change(self, place: int, number: int, factor: int) -> None:
        line = self.lines[place]
        if factor:
            line[number] = factor
            self.lines_of[number].add(place)
        elif number in line:
            del line[number]
            self._leave(number, place)


def bounds(lines: Sequence[Line]) -> dict[int, Bounds]:
    """The least and the most that each unknown can be, told by every line again until none tells more."""
    found: dict[int, Bounds] = {number: (0, math.inf) for line in lines for number in line.factors}
    lines_of: dict[int, list[int]] = {}
    for place, line in enumerate(lines):
        for number in line.factors:
            lines_of.setdefault(number, []).append(place)
    waiting, queued = deque(range(len(lines))), set(range(len(lines)))
    while waiting:
        place = waiting.popleft()
        queued.discard(place)
        for number in _tighten(lines[place], found):
            for other in lines_of[number]:
                if other not in queued:
                    queued.add(other)
                    waiting.append(other)
    return found


def _tighten(line: Line, found: dict[int, Bounds]) -> list[int]:
    """Narrow the bounds of each unknown by those of the others in its line; which ones changed."""
    terms = {number: _times(found[number], factor) for number, factor in line.factors.items()}
    least, most = _Total(low for low, _ in terms.values()), _Total(high for _, high in terms.values())
    changed = []
    for number, factor in line.factors.items():
        low, high = terms[number]
        told = _times((-line.rest - most.without(high), -line.rest - least.without(low)), factor)
        before = found[number]
        after = (max(before[0], math.ceil(told[0])) if told[0] > 0 else before[0], min(before[1], told[1]))
        if after != before:
            found[number] = after
            changed.append(number)
    return changed


def _times(pair: Bounds, factor: int) -> Bounds:
    """Bounds of a number with the factor 1 or -1."""
    return pair if factor == 1 else (-pair[1], -pair[0])


class _Total:
    """A sum from which one of its parts can be taken again, endless ones too."""

    def __init__(self, parts: Collection[float] | Iterator[float]) -> None:
        self.finite, self.endless, self.sign = 0, 0, 1
        for part in parts:
            if math.isinf(part):
                self.endless += 1
                self.sign = 1 if part > 0 else -1
            else:
                self.finite += part

    def without(self, part: float) -> float:
        endless = math.isinf(part)
        if self.endless - endless:
            return self.sign * math.inf
        return self.finite if endless else self.finite - part


def is_told(pair: Collection[float], fewest: int) -> bool:
    """Whether bounds give a count away: as one number, or as fewer than `fewest`."""
    low, high = pair
    return low == high or high < fewest
