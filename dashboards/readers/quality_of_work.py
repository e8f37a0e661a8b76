"""The quality of a place: the work of its districts, or of one district's officers, and amounts far from the others'."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import add
from statistics import median

from django.db.models import Count
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from communities.models import Community
from dashboards.quality.score import Seen
from dashboards.readers.places import Place, Standing, place_of
from surveys.choices.survey import COUNTED_STATES
from surveys.models import Pair, Round
from surveys.readers.figures import By, sums_by
from surveys.readers.waiting import Waiting, waiting_by
from surveys.readers.work import Work, WorkBy, work_by

AMOUNTS = {
    "household_income": _("รายได้ครัวเรือนเฉลี่ย"),
    "rent_house": _("ค่าเช่าบ้านเฉลี่ย"),
    "debt_payment": _("ผ่อนหนี้เฉลี่ย"),
    "floor_area": _("พื้นที่บ้านเฉลี่ย"),
}
MOST_TIMES, ENOUGH, PEERS = 2, 10, 3
"""A mean stands out at twice, or less than half, the middle one of at least three peers with ten answers each."""


@dataclass(frozen=True)
class Line:
    """One district, or one officer, by name."""

    name: str
    seen: Seen
    place: Place | None = None


@dataclass(frozen=True)
class Outlier:
    """A district or community whose mean lies far from those around it."""

    place: Place
    amount: str | Promise
    mean: float
    usual: float
    answers: int


@dataclass(frozen=True)
class Quality:
    """What the page of a place shows; whoever sees no rows there gets nothing but the place."""

    standing: Standing
    round: Round
    lines: tuple[Line, ...] = ()
    officers: tuple[Line, ...] = ()
    outliers: tuple[Outlier, ...] = ()

    @property
    def whole(self) -> Seen:
        return reduce(add, (line.seen for line in self.lines), Seen())


def quality_of_work(*, standing: Standing, round: Round, today: date, user: User) -> Quality:
    """Read a place; six statements at most."""
    if not standing.sees_rows_of(standing.place) or standing.place.by == By.COMMUNITY:
        return Quality(standing, round)
    of_district = standing.place.by == By.DISTRICT
    lines = _districts(standing, round, today, user)
    officers = _officers(standing, round, today) if of_district else ()
    return Quality(standing, round, lines, officers, tuple(_outliers(standing, round)))


def _districts(standing: Standing, round: Round, today: date, user: User) -> tuple[Line, ...]:
    words = {"round": round.pk, "by": WorkBy.DISTRICT, "within": standing.place.within}
    work, waiting, pairs = work_by(**words), waiting_by(**words), _pairs(standing, user)
    return tuple(
        Line(
            one.name,
            Seen(work.get(one.pk, Work()), waiting.get(one.pk, Waiting()), pairs.get(one.pk, 0), today),
            place_of(one),
        )
        for one in standing.inside
    )


def _pairs(standing: Standing, user: User) -> dict[str, int]:
    """Pairs within each district on which nobody has decided, of all rounds."""
    rows = Pair.objects.visible_to(user).within_districts().undecided().order_by()
    here = rows.filter(first_district__in=[one.pk for one in standing.inside])
    return dict(here.values_list("first_district").annotate(Count("pk")))


def _officers(standing: Standing, round: Round, today: date) -> tuple[Line, ...]:
    """Whoever sent a form of the district; a person's pairs are not counted, both may be another's."""
    words = {"round": round.pk, "by": WorkBy.OFFICER, "within": standing.place.within}
    work, waiting = work_by(**words), waiting_by(**words)
    people = User.objects.filter(pk__in=list(work))
    lines = [
        Line(one.display_name, Seen(work[one.pk], waiting.get(one.pk, Waiting()), None, today))
        for one in people
    ]
    return tuple(sorted(lines, key=lambda line: (-line.seen.work.sent, line.name)))


def _outliers(standing: Standing, round: Round) -> Iterator[Outlier]:
    """Districts among the districts, communities among those of their district."""
    by = By.COMMUNITY if standing.place.by == By.DISTRICT else By.DISTRICT
    measures = [f"{name}.{part}" for name in AMOUNTS for part in ("sum", "count")]
    within = standing.place.within
    found = sums_by(round=round.pk, by=by, states=COUNTED_STATES, within=within, measures=measures)
    names = _names(standing, by, found)
    for name, label in AMOUNTS.items():
        counted = {key: sums.measures[f"{name}.count"] for key, sums in found.items()}
        means = {
            key: found[key].measures[f"{name}.sum"] / count
            for key, count in counted.items()
            if count >= ENOUGH
        }
        usual = median(means.values()) if len(means) > PEERS else 0
        for key, mean in means.items():
            if usual and not usual / MOST_TIMES <= mean <= usual * MOST_TIMES:
                yield Outlier(Place(by, key, names[key]), label, mean, usual, counted[key])


def _names(standing: Standing, by: By, found: dict) -> dict[str | int, str]:
    if by == By.DISTRICT:
        return {one.pk: one.name for one in standing.districts}
    return dict(Community.objects.filter(pk__in=list(found)).values_list("pk", "name"))
