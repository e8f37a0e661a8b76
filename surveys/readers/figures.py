"""Reading the figures: the sums of every place in a round, the same for pages, commands and the API.

A question has three parts: how finely (`By`), which round, which states of the surveys.  Only the figures
table is read, with the registers of places where they are needed; never a survey.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.db import connection, models
from django.utils.translation import gettext_lazy as _

from communities.models import Community
from districts.models import District, DistrictGroup
from surveys.choices.survey import APPROVED_STATES, COUNTED_STATES, State, StatesTogether
from surveys.figures import COUNTED
from surveys.measures import BY_NAME

CITY = "bangkok"


class By(models.TextChoices):
    """How finely the city is divided."""

    CITY = "city", _("ทั้งกรุงเทพมหานคร")
    GROUP = "group", _("กลุ่มเขต")
    DISTRICT = "district", _("เขต")
    COMMUNITY = "community", _("ชุมชน")


PLACE_COLUMNS = {
    By.CITY: f"'{CITY}'",
    By.GROUP: "d.group_id",
    By.DISTRICT: "c.district_id",
    By.COMMUNITY: "f.community_id",
}
"""The district is that of the community: its own column stands behind all measures, and reaching it costs more than the join."""

LIMITS = {**PLACE_COLUMNS, By.DISTRICT: "f.district_id"}
"""The columns that an index finds the rows of one place by."""


class UnknownState(ValueError):
    """A word that names no state of a survey; `sentence` tells which words do."""

    def __init__(self, word: str) -> None:
        words = ", ".join((COUNTED, *State.values))
        self.sentence = _("ไม่รู้จักสถานะ “%(word)s” ใช้ได้: %(words)s") % {"word": word, "words": words}
        super().__init__(self.sentence)


@dataclass(frozen=True)
class Within:
    """One place to which a reading is cut down."""

    by: By
    place: str | int


@dataclass(frozen=True)
class Sums:
    """The sums of one place; `outside` are its surveys outside registered communities."""

    surveys: int = 0
    outside: int = 0
    measures: dict[str, int] = field(default_factory=dict)

    @classmethod
    def together(cls, parts: Collection["Sums"]) -> "Sums":
        """The sums of several places in one."""
        names = dict.fromkeys(name for part in parts for name in part.measures)
        measures = {name: sum(part.measures.get(name, 0) for part in parts) for name in names}
        return cls(sum(part.surveys for part in parts), sum(part.outside for part in parts), measures)


@dataclass(frozen=True)
class PlaceFigures:
    """The figures of one place, under the name by which people know it; None is withheld from the reader."""

    place: str
    name: str
    surveys: int | None
    measures: dict[str, int | None]


def states_of(word: str = "") -> tuple[State, ...]:
    """The states a word stands for.

    Nothing or `counted`: submitted and beyond; `approved`: approved and accepted; else the one state.
    Raises UnknownState.
    """
    if word in ("", COUNTED):
        return COUNTED_STATES
    if word == State.APPROVED:
        return APPROVED_STATES
    if word not in State.values:
        raise UnknownState(word)
    return (State(word),)


def sums_by(
    *,
    round: str,
    by: By,
    states: Collection[str] = COUNTED_STATES,
    within: Within | None = None,
    measures: Iterable[str] | None = None,
) -> dict[str | int, Sums]:
    """The sums of each place that has any survey, by its key; `measures` limits what is added up."""
    names = tuple(BY_NAME if measures is None else dict.fromkeys(measures))
    states = _rows_of(states)
    statement = _statement(by, within.by if within else None, len(states), names)
    with connection.cursor() as cursor:
        cursor.execute(statement, [round, *states, *([within.place] if within else [])])
        rows = cursor.fetchall()
    return {place: _sums(names, counts) for place, *counts in rows}


def stamp_of(*, round: str, states: Collection[str] = COUNTED_STATES, within: Within | None = None) -> str:
    """A word that is another one after anything behind these figures has changed.

    It knows of every answer of a counted survey, but only of answers that some measure counts in a draft or a returned one.
    Rows are only ever added and written to, so that the newest of them and the sum of their writings never come again; a
    rebuild makes all of them anew.
    """
    rows = _rows_of(states)
    statement = f"SELECT COALESCE(MAX(f.id), 0), COALESCE(SUM(f.writes), 0) {_from(By.CITY, within and within.by, len(rows))}"
    with connection.cursor() as cursor:
        cursor.execute(statement, [round, *rows, *([within.place] if within else [])])
        newest, writes = cursor.fetchone()
    return f"{newest}.{writes}"


def _rows_of(states: Collection[str]) -> tuple[str, ...]:
    """The rows to add up for these states: the one in which they stand together, if there is one."""
    together = tuple(row for row in StatesTogether if set(row.states) == set(states))
    return together or tuple(states)


def _statement(by: By, within: By | None, states: int, names: tuple[str, ...]) -> str:
    """The sums of each place."""
    sums = "".join(f", SUM(f.{BY_NAME[name].column})" for name in names)
    return (
        f"SELECT {PLACE_COLUMNS[by]}, SUM(f.surveys), SUM(CASE WHEN c.is_outside THEN f.surveys ELSE 0 END){sums} "
        f"{_from(by, within, states)} AND f.surveys > 0 GROUP BY 1"
    )


def _from(by: By, within: By | None, states: int) -> str:
    """The rows of a round, of so many states and of one place; districts are joined only to tell their groups."""
    groups = " JOIN districts_district d ON d.code = c.district_id" if By.GROUP in (by, within) else ""
    limit = f" AND {LIMITS[within]} = %s" if within else ""
    return (
        f"FROM surveys_figure f JOIN communities_community c ON c.id = f.community_id{groups} WHERE f.round_id = %s "
        f"AND f.state IN ({', '.join(['%s'] * states)}){limit}"
    )


def _sums(names: tuple[str, ...], counts: list) -> Sums:
    surveys, outside, *rest = (int(count) for count in counts)
    return Sums(surveys, outside, dict(zip(names, rest, strict=True)))


def figures_by(
    *, round: str, by: By, states: Collection[str] = COUNTED_STATES, within: Within | None = None
) -> list[PlaceFigures]:
    """Every measure of every place, in the order of the places.

    The city, groups and districts are listed even without a survey; communities only with one.
    """
    found = sums_by(round=round, by=by, states=states, within=within)
    nothing = Sums(measures=dict.fromkeys(BY_NAME, 0))
    return [_named(place, name, found.get(place, nothing)) for place, name in places_of(by, within, found)]


def _named(place: str | int, name: str, sums: Sums) -> PlaceFigures:
    measures = {key: count for key, count in sums.measures.items() if key != "surveys"}
    return PlaceFigures(str(place), name, sums.surveys, measures)


def places_of(by: By, within: Within | None, found: dict) -> list[tuple[str | int, str]]:
    """Keys and names of the places to list, in order."""
    if by == By.CITY:
        return [(CITY, str(_("กรุงเทพมหานคร")))]
    if by == By.GROUP:
        return [(group.code, group.name) for group in DistrictGroup.objects.all()]
    if by == By.DISTRICT:
        return [(district.code, district.name) for district in _districts(within)]
    communities = Community.objects.filter(pk__in=list(found)).order_by("district_id", "sort_key", "pk")
    return list(communities.values_list("pk", "name"))


def _districts(within: Within | None) -> Iterable[District]:
    if within is None or within.by == By.CITY:
        return District.objects.all()
    chosen = {By.GROUP: "group", By.DISTRICT: "code"}[within.by]
    return District.objects.filter(**{chosen: within.place})
