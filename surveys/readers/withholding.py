"""Small counts of places whose rows a reader may not see: which are withheld, so that none can be worked out.

Every page and the API withhold the same counts, since each question is settled for all districts at once,
whatever of it is shown.  The reader's own district is left out of the sums: it is known whole.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from bkkhousing.lib import disclosure
from districts.models import District
from surveys.choices.survey import NonAnswer
from surveys.measures import BY_NAME
from surveys.models import Survey
from surveys.models.fields import MultiChoiceField
from surveys.readers.figures import CITY, By, Sums

SURVEYS, INSIDE, OUTSIDE = "surveys", "inside", "outside"
INTERVIEWED, OTHERWISE = "interviewed", "otherwise"
VISITED = tuple(name for name in BY_NAME if name.startswith("visit_result."))
NO_INTERVIEW = tuple(
    f"visit_result.{result}" for result in ("absent", "refused", "vacant", "demolished", "not_residence")
)
MET = tuple(name for name in VISITED if name not in NO_INTERVIEW)
BEHIND = {
    "vulnerability.sum": INTERVIEWED,
    "quality.soft": "quality.with_soft",
    "quality.changed": "quality.changed_forms",
}
Where = tuple[By, str | int]
Cell = tuple[Where, str]


@dataclass(frozen=True)
class Family:
    """Counts that add up: each sum is a count and its parts."""

    names: tuple[str, ...]
    sums: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def counts(self, sums: Sums) -> dict[str, int]:
        """The counts of one place; a sum that is no measure is added up from its parts."""
        found = {name: sums.measures.get(name, 0) for name in self.names}
        for total, parts in self.sums:
            found[total] = sum(found[part] for part in parts)
        return found


class Visits(Family):
    """The surveys of a place: inside and outside communities, and what became of each visit."""

    def counts(self, sums: Sums) -> dict[str, int]:
        seen = {name: sums.measures.get(name, 0) for name in VISITED}
        interviewed = sums.surveys - sum(seen[name] for name in NO_INTERVIEW)
        return {
            **seen,
            SURVEYS: sums.surveys,
            OUTSIDE: sums.outside,
            INSIDE: sums.surveys - sums.outside,
            INTERVIEWED: interviewed,
            OTHERWISE: interviewed - sum(seen[name] for name in MET),
        }


VISITS = Visits(
    (SURVEYS, INSIDE, OUTSIDE, INTERVIEWED, OTHERWISE, *VISITED),
    (
        (SURVEYS, (INSIDE, OUTSIDE)),
        (SURVEYS, (INTERVIEWED, *NO_INTERVIEW)),
        (INTERVIEWED, (*MET, OTHERWISE)),
    ),
)


@cache
def families_of(names: tuple[str, ...]) -> tuple[Family, ...]:
    """The counts that settle these measures: the visits, whole questions, and single measures."""
    counted = (name for name in names if name not in (*VISITED, SURVEYS) and not BY_NAME[name].amount)
    return (VISITS, *dict.fromkeys(_family_of(name) for name in counted))


def _family_of(name: str) -> Family:
    question = name.partition(".")[0]
    parts = answers_of(question) if _has_one_answer(question) else ()
    return Family((question, *parts), ((question, parts),)) if name in parts else Family((name,))


@cache
def answers_of(question: str) -> tuple[str, ...]:
    """The measures that count each answer of a question; a refusal is no answer."""
    counted = (name for name in BY_NAME if name.startswith(f"{question}."))
    return tuple(name for name in counted if name != f"{question}.{NonAnswer.REFUSED}")


@cache
def _has_one_answer(question: str) -> bool:
    """Whether a household gives one of the answers that are counted."""
    column = {column.name: column for column in Survey._meta.concrete_fields}.get(question)
    return bool(column is not None and column.choices) and not isinstance(column, MultiChoiceField)


def needed_for(names: Iterable[str]) -> tuple[str, ...]:
    """All measures that have to be read to know what to withhold of these."""
    found = (name for family in families_of(tuple(names)) for name in family.names)
    return tuple(name for name in dict.fromkeys((*found, *names)) if name in BY_NAME)


def withheld_of(
    names: Iterable[str], found: Mapping[str, Sums], districts: Iterable[District]
) -> dict[Where, frozenset[str]]:
    """What is withheld of the city, each group and each of these districts."""
    districts = tuple(districts)
    hidden: dict[Where, set[str]] = {}
    for family in families_of(tuple(names)):
        for place, name in _hidden(family, found, districts):
            hidden.setdefault(place, set()).add(name)
    return {place: frozenset(names) for place, names in hidden.items()}


def _hidden(family: Family, found: Mapping[str, Sums], districts: tuple[District, ...]) -> Iterable[Cell]:
    counts = {(By.DISTRICT, one.pk): family.counts(found.get(one.pk, Sums())) for one in districts}
    ladder: dict[Where, list[Where]] = {}
    for one in districts:
        ladder.setdefault((By.GROUP, one.group_id), []).append((By.DISTRICT, one.pk))
    ladder[By.CITY, CITY] = list(ladder)
    for above, inside in ladder.items():
        counts[above] = {name: sum(counts[part][name] for part in inside) for name in family.names}
    if not any(0 < count < disclosure.FEWEST for each in counts.values() for count in each.values()):
        return ()
    cells = {(place, name): count for place, each in counts.items() for name, count in each.items()}
    return disclosure.withheld(cells, list(_sums(family, counts, ladder)))


def _sums(
    family: Family, places: Iterable[Where], ladder: Mapping[Where, list[Where]]
) -> Iterator[tuple[Cell, list[Cell]]]:
    """Places add up, name by name; names add up, place by place."""
    for above, inside in ladder.items():
        for name in family.names:
            yield (above, name), [(part, name) for part in inside]
    for place in places:
        for total, parts in family.sums:
            yield (place, total), [(place, part) for part in parts]


def cell_behind(name: str) -> str:
    """The count that an amount must not tell: that of those it adds up over."""
    if not BY_NAME[name].amount:
        return name
    counted = BEHIND.get(name, f"{name.partition('.')[0]}.count")
    return counted if counted in (*BY_NAME, INTERVIEWED) else SURVEYS
