"""One or two coded questions counted by their answers: from the figures where they suffice, else from the surveys.

What was counted is kept until the figures tell that something behind it changed.  The stamp is read before the
surveys: what a writer adds in between is counted early under the old stamp, never late under a new one.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache as once
from hashlib import sha256
from itertools import product

from django.core.cache import cache
from django.db import connection

from bkkhousing.lib.disclosure import TOTAL
from surveys.answers import Coded
from surveys.choices.survey import COUNTED_STATES
from surveys.readers.figures import CITY, By, Sums, Within, stamp_of, sums_by

Key = tuple[str, str]
KEPT_SECONDS = 24 * 3600
PLACES = {
    By.CITY: "",
    By.GROUP: " AND district_id IN (SELECT code FROM districts_district WHERE group_id = %s)",
    By.DISTRICT: " AND district_id = %s",
    By.COMMUNITY: " AND community_id = %s",
}


@dataclass(frozen=True)
class Crossing:
    """How many surveys gave each pair of answers; TOTAL stands for any answer, also of a second question not asked for."""

    rows: Coded
    columns: Coded | None
    cells: Mapping[Key, int]

    def of(self, row: str = TOTAL, column: str = TOTAL) -> int:
        return self.cells.get((row, column), 0)

    @property
    def row_codes(self) -> tuple[str, ...]:
        """Answers that anybody gave, in the order of the form."""
        return tuple(code for code in self.rows.by_code if self.of(row=code))

    @property
    def column_codes(self) -> tuple[str, ...]:
        codes = self.columns.by_code if self.columns else ()
        return tuple(code for code in codes if self.of(column=code))


def crossed(
    *,
    round: str,
    rows: Coded,
    columns: Coded | None = None,
    states: Collection[str] = COUNTED_STATES,
    within: Within | None = None,
) -> Crossing:
    """The counts of a place; a repeated look reads the stamp and no survey."""
    asked = [one for one in (rows, columns) if one]
    if columns is None and rows.is_measured and not rows.several:
        return Crossing(rows, None, _from_figures(rows, round, states, within))
    if not _is_stamped(asked, states):
        return Crossing(rows, columns, _from_surveys(asked, round, states, within))
    stamp = stamp_of(round=round, states=states, within=within)
    named = repr((round, [one.key for one in asked], sorted(map(str, states)), within, stamp))
    key = f"crossing.{sha256(named.encode()).hexdigest()}"
    found = cache.get(key)
    if found is None:
        found = _from_surveys(asked, round, states, within)
        cache.set(key, found, KEPT_SECONDS)
    return Crossing(rows, columns, found)


def _is_stamped(asked: Iterable[Coded], states: Collection[str]) -> bool:
    """Whether a stamp tells of every change: in drafts and returned forms it knows only of what is measured."""
    return set(states) <= set(COUNTED_STATES) or all(one.is_measured for one in asked)


def _from_figures(rows: Coded, round: str, states: Collection[str], within: Within | None) -> dict[Key, int]:
    """One answer a household: who gave none of those that are counted gave no answer."""
    *counted, rest = rows.answers
    names = [answer.name for answer in counted]
    place = within or Within(By.CITY, CITY)
    found = sums_by(round=round, by=place.by, states=states, within=within, measures=names)
    sums = found.get(place.place, Sums())
    cells = {answer.code: sums.measures.get(answer.name, 0) for answer in counted}
    cells[rest.code] = sums.surveys - sum(cells.values())
    return {(code, TOTAL): count for code, count in {**cells, TOTAL: sums.surveys}.items()}


def _from_surveys(
    asked: list[Coded], round: str, states: Collection[str], within: Within | None
) -> dict[Key, int]:
    """One GROUP BY over the stored values; those of several answers are taken apart afterwards."""
    columns = ", ".join(question.key for question in asked)
    held = ", ".join(["%s"] * len(states))
    place = PLACES[within.by if within else By.CITY]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {columns}, COUNT(*) FROM surveys_survey WHERE round_id = %s AND state IN ({held}) "
            f"AND community_id IS NOT NULL{place} GROUP BY {columns}",
            [round, *states, *([within.place] if place else [])],
        )
        return _folded(asked, cursor.fetchall())


def _folded(asked: list[Coded], grouped: Iterable[tuple]) -> dict[Key, int]:
    codes_of = [
        once(lambda stored, question=question: (*question.codes_of(stored), TOTAL)) for question in asked
    ]
    cells: Counter[Key] = Counter()
    for *stored, count in grouped:
        codes = [find(value) for find, value in zip(codes_of, stored, strict=True)]
        for row, column in product(codes[0], codes[1] if len(codes) > 1 else (TOTAL,)):
            cells[row, column] += count
    return dict(cells)
