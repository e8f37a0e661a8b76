"""Small counts of places whose rows a reader may not see: which are withheld, so that none can be worked out.

Every page and the API withhold the same counts, since each question is settled for all districts at once,
whatever of it is shown.  The reader's own district is left out of the sums: it is known whole.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from bkkhousing.lib import disclosure
from dashboards.readers.places import Place
from dashboards.totals import INSIDE, INTERVIEWED, NO_INTERVIEW, SURVEYS, Totals
from districts.models import District
from surveys.measures import BY_NAME
from surveys.models import Survey
from surveys.models.fields import MultiChoiceField
from surveys.readers.figures import CITY, By, Sums

VISITED = tuple(name for name in BY_NAME if name.startswith("visit_result."))
OTHERWISE, OUTSIDE = "otherwise", "outside"
Cell = tuple[tuple[By, str], str]
Counts = Callable[[Sums], dict[str, int]]


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
        told = sum(seen[name] for name in VISITED if name not in NO_INTERVIEW)
        return {
            **seen,
            SURVEYS: sums.surveys,
            OUTSIDE: sums.outside,
            INSIDE: sums.surveys - sums.outside,
            INTERVIEWED: interviewed,
            OTHERWISE: interviewed - told,
        }


MET = tuple(name for name in VISITED if name not in NO_INTERVIEW)
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
    """The counts that settle these measures: whole questions, single measures, and the visits."""
    wanted = (_family_of(name) for name in names if name not in VISITED and not BY_NAME[name].amount)
    return (VISITS, *dict.fromkeys(wanted))


def _family_of(name: str) -> Family:
    question = name.partition(".")[0]
    if not _has_one_answer(question):
        return Family((name,))
    parts = tuple(one for one in BY_NAME if one.startswith(f"{question}.") and not one.endswith(".refused"))
    return Family((question, *parts), ((question, parts),)) if name in parts else Family((name,))


@cache
def _has_one_answer(question: str) -> bool:
    """Whether a household gives one of the answers that are counted."""
    columns = {column.name: column for column in Survey._meta.concrete_fields}
    column = columns.get(question)
    return bool(column is not None and column.choices) and not isinstance(column, MultiChoiceField)


def needed_for(names: Iterable[str]) -> tuple[str, ...]:
    """All measures that have to be read to know what to withhold of these."""
    found = (name for family in families_of(tuple(names)) for name in family.names)
    return tuple(name for name in dict.fromkeys((*found, *names)) if name in BY_NAME)


def withheld_of(
    names: Iterable[str], found: Mapping[str, Sums], districts: Iterable[District]
) -> dict[tuple[By, str], frozenset[str]]:
    """What is withheld of the city, each group and each of these districts."""
    districts = tuple(districts)
    hidden: dict[tuple[By, str], set[str]] = {}
    for family in families_of(tuple(names)):
        for place, name in _hidden(family, found, districts):
            hidden.setdefault(place, set()).add(name)
    return {place: frozenset(names) for place, names in hidden.items()}


def _hidden(family: Family, found: Mapping[str, Sums], districts: tuple[District, ...]) -> Iterable[Cell]:
    counts = {(By.DISTRICT, one.pk): family.counts(found.get(one.pk, Sums())) for one in districts}
    groups: dict[tuple[By, str], list[tuple[By, str]]] = {}
    for one in districts:
        groups.setdefault((By.GROUP, one.group_id), []).append((By.DISTRICT, one.pk))
    ladder = {**groups, (By.CITY, CITY): list(groups)}
    for above, inside in ladder.items():
        counts[above] = {name: sum(counts[part][name] for part in inside) for name in family.names}
    cells = {(place, name): count for place, each in counts.items() for name, count in each.items()}
    return disclosure.withheld(cells, list(_sums(family, counts, ladder)))


def _sums(family: Family, places: Iterable, ladder: Mapping) -> Iterator[tuple[Cell, list[Cell]]]:
    """Places add up, name by name; names add up, place by place."""
    for above, inside in ladder.items():
        for name in family.names:
            yield (above, name), [(part, name) for part in inside]
    for place in places:
        for total, parts in family.sums:
            yield (place, total), [(place, part) for part in parts]


@dataclass(frozen=True)
class Veil:
    """What is withheld from one reader, place by place."""

    hidden: Mapping[tuple[By, str], frozenset[str]]

    def over(self, place: Place, totals: Totals) -> Totals:
        """The totals of a place as this reader may see them."""
        return replace(totals, withheld=self.hidden.get((place.by, place.key), frozenset()))
