"""A reader who subtracts: takes published counts and their sums, and works out what was withheld.

Written apart from the code that withholds: fractions instead of whole numbers, every line written out,
every unknown, zero or not, unknown to the attacker unless it is published.
"""

import math
from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction

Row = tuple[dict, Fraction]


def leaks(cells: Mapping, sums: Sequence, withheld: Collection, fewest: int = 5) -> dict:
    """What the attacker learns: withheld keys with the numbers between which they must lie."""
    published = {key: count for key, count in cells.items() if key not in withheld}
    rows = [equation for equation in (_equation(*one, published) for one in sums) if equation[0]]
    solved = eliminated(rows)
    ranges = narrowed(rows)
    known = {next(iter(row)): (told, told) for row, told in solved if len(row) == 1}
    few = {key: pair for key, pair in ranges.items() if pair[0] == pair[1] or pair[1] < fewest}
    return {**few, **known}


def _equation(total, parts, published: Mapping) -> Row:
    """The unknowns of a sum with their factors, and what they must add up to."""
    factors, told = {}, Fraction(0)
    for key, factor in [*((part, 1) for part in parts), (total, -1)]:
        if key in published:
            told -= factor * published[key]
        else:
            factors[key] = Fraction(factors.get(key, 0) + factor)
    return factors, told


def eliminated(rows: Sequence[Row]) -> list[Row]:
    """The rows after Gauss and Jordan: each begins with an unknown that stands in no other."""
    done: list[Row] = []
    for row in rows:
        for lead, earlier in [(next(iter(found[0])), found) for found in done]:
            row = _minus(row, earlier, row[0].get(lead, 0))
        if not row[0]:
            continue
        lead = next(iter(row[0]))
        scale = row[0][lead]
        row = {key: factor / scale for key, factor in row[0].items()}, row[1] / scale
        done = [_minus(earlier, row, earlier[0].get(lead, 0)) for earlier in done]
        done.append(row)
    return done


def _minus(row: Row, other: Row, times) -> Row:
    if not times:
        return row
    keys = [*row[0], *(key for key in other[0] if key not in row[0])]
    factors = {key: row[0].get(key, 0) - times * other[0].get(key, 0) for key in keys}
    return {key: factor for key, factor in factors.items() if factor}, row[1] - times * other[1]


def narrowed(rows: Sequence[Row]) -> dict:
    """Least and most of each unknown, from 0 upwards, by each row in turn until none narrows further."""
    ranges = {key: (0, math.inf) for factors, _ in rows for key in factors}
    changed = True
    while changed:
        changed = False
        for factors, told in rows:
            for key in factors:
                pair = _between(key, factors, told, ranges)
                if pair != ranges[key]:
                    ranges[key], changed = pair, True
    return ranges


def _between(key, factors: Mapping, told: Fraction, ranges: Mapping) -> tuple:
    """What one row says about one unknown while the others move within their ranges."""
    low = high = told
    for other, factor in factors.items():
        if other != key:
            least, most = ranges[other] if factor > 0 else ranges[other][::-1]
            low, high = low - _times(most, factor), high - _times(least, factor)
    ends = sorted((low / factors[key], high / factors[key]))
    before = ranges[key]
    return max(before[0], _whole(ends[0], math.ceil)), min(before[1], _whole(ends[1], math.floor))


def _times(end, factor: Fraction):
    return end * (1 if factor > 0 else -1) if math.isinf(end) else end * factor


def _whole(end, rounded):
    return end if math.isinf(end) else rounded(end)
