"""How well a column suits what it is taken for: by what it is called, and by what stands in it."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cached_property, lru_cache

from bkkhousing.lib import thai

SURE = 75
EXACT, LAST_PART, NEAR = 100, 97, 80
LIKE_ENOUGH = 0.8
SHORTEST = 5
FITS, HARDLY_FITS = 0.8, 0.5
UNITS = re.compile(r"\([^)]*\)|\[[^\]]*\]|[*:]+$")
SEPARATORS = re.compile(r"[\s_.\-]+")

Fit = Callable[[list[str]], float]


@dataclass(frozen=True)
class Field:
    """Something a column may hold: the names it goes by, and the share of cells that can be such a thing.

    `by_content` is the score of a column whose cells alone say so; 0 when they cannot.
    """

    key: str
    label: str
    names: tuple[str, ...]
    fit: Fit | None = None
    by_content: int = 0
    codes: dict[str, str] = field(default_factory=dict)

    @cached_property
    def header_keys(self) -> frozenset[str]:
        """The names as headers are compared."""
        return frozenset(map(header_key, self.names)) - {""}


@lru_cache(maxsize=8192)
def header_key(header: str) -> str:
    """A header without its unit, its spaces and signs between words, and its case."""
    return SEPARATORS.sub("", thai.search_key(UNITS.sub("", header)))


def header_score(header: str, keys: frozenset[str]) -> int:
    """100 for one of the names, 97 behind the name of a group, less for a name that is merely like it."""
    whole, last = header_key(header), header_key(header.rpartition("/")[2])
    if whole in keys:
        return EXACT
    if last in keys:
        return LAST_PART
    return max((_likeness(last, key) for key in keys), default=0)


def share(cells: list[str], holds: Callable[[str], object]) -> float:
    """The share of the filled cells for which this holds; nothing filled fits nothing."""
    return sum(bool(holds(cell)) for cell in cells) / len(cells) if cells else 0.0


def is_whole_number(cell: str) -> bool:
    try:
        number = thai.parse_number(cell)
    except thai.BadNumber:
        return False
    return number == int(number)


def is_number(cell: str) -> bool:
    try:
        thai.parse_number(cell)
    except thai.BadNumber:
        return False
    return True


def between(low: float, high: float) -> Callable[[str], bool]:
    """Whether a cell is a number with decimals in this range, as degrees are written."""

    def holds(cell: str) -> bool:
        return "." in cell and is_number(cell) and low <= float(thai.parse_number(cell)) <= high

    return holds


def are_names(cells: list[str]) -> float:
    """How far a column looks like one of proper names: words, hardly any twice."""
    words = [cell for cell in cells if not is_number(cell) and len(cell) > 1]
    return len(set(words)) / len(cells) if cells else 0.0


@lru_cache(maxsize=65_536)
def _likeness(one: str, other: str) -> int:
    """Up to 80 for names that differ in a letter or two; short names must be the same."""
    shorter, both = min(len(one), len(other)), len(one) + len(other)
    if shorter < SHORTEST or 2 * shorter < LIKE_ENOUGH * both:
        return 0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.quick_ratio() < LIKE_ENOUGH:
        return 0
    ratio = matcher.ratio()
    return round(NEAR * ratio) if ratio >= LIKE_ENOUGH else 0
