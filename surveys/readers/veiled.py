"""The figures for a reader who may not see the rows of every place: small counts are left out."""

from collections.abc import Iterable

from districts.models import District
from surveys.choices.survey import COUNTED_STATES
from surveys.measures import BY_NAME
from surveys.readers.figures import CITY, By, PlaceFigures, Sums, Within, places_of, sums_by
from surveys.readers.withholding import SURVEYS, Where, cell_behind, withheld_of


def figures_veiled(*, round: str, by: By, own: str, within: Within | None = None) -> list[PlaceFigures]:
    """Every measure of the city, its groups or its districts, counting all that was sent.

    `own` is the district that is shown whole; what is withheld elsewhere is None.
    """
    districts = tuple(District.objects.all())
    found = sums_by(round=round, by=By.DISTRICT, states=COUNTED_STATES)
    hidden = withheld_of(BY_NAME, found, [one for one in districts if one.pk != own])
    return [
        _shown(name, (by, place), _within(found, districts, by, place), hidden.get((by, place), frozenset()))
        for place, name in places_of(by, within, found)
    ]


def _within(found: dict[str, Sums], districts: Iterable[District], by: By, place: str) -> Sums:
    inside = (one.pk for one in districts if place in (CITY, one.pk if by == By.DISTRICT else one.group_id))
    return Sums.together([found[key] for key in inside if key in found])


def _shown(name: str, where: Where, sums: Sums, hidden: frozenset[str]) -> PlaceFigures:
    measures = {
        key: None if cell_behind(key) in hidden else sums.measures.get(key, 0)
        for key in BY_NAME
        if key != SURVEYS
    }
    return PlaceFigures(str(where[1]), name, None if SURVEYS in hidden else sums.surveys, measures)
