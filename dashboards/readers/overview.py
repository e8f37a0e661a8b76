"""Everything one page of the dashboard counts, read in a handful of statements."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Sum
from django.utils.translation import gettext as _

from communities.models import Community
from dashboards.indicators import NO_INTERVIEW, Totals
from dashboards.readers.places import Place, Standing, place_of
from surveys.models import Round
from surveys.questionnaire import asked_by
from surveys.readers.figures import By, Sums, sums_by


@dataclass(frozen=True)
class Part:
    """One of the places that the page's place is made of."""

    place: Place
    totals: Totals


@dataclass(frozen=True)
class Overview:
    """A place in a round: its totals, its parts, and the totals of the round before."""

    standing: Standing
    round: Round
    totals: Totals
    parts: tuple[Part, ...]
    before: Round | None = None
    totals_before: Totals | None = None

    @property
    def place(self) -> Place:
        return self.standing.place

    def asks(self, question: str) -> bool:
        return question in asked_by(self.round)

    def compares(self, question: str) -> bool:
        """Whether both rounds asked, so that a difference means something."""
        return bool(self.before) and self.asks(question) and question in asked_by(self.before)


def overview(
    *,
    standing: Standing,
    round: Round,
    before: Round | None,
    states: tuple[str, ...],
    measures: Iterable[str],
    key_measures: Iterable[str],
) -> Overview:
    """Read a place: `measures` for the round, `key_measures` for the round before."""
    by = By.DISTRICT if standing.place.by in (By.CITY, By.GROUP) else By.COMMUNITY
    reading = {"by": by, "states": states, "within": standing.place.within}
    found = sums_by(round=round.pk, measures=(*measures, *NO_INTERVIEW), **reading)
    parts = _districts(standing, found) if by == By.DISTRICT else _communities(standing, found)
    earlier = _before(standing, before, states, key_measures)
    totals = Totals.together([part.totals for part in parts])
    totals_before = Totals(earlier, totals.expected) if earlier else None
    return Overview(standing, round, totals, parts, before if earlier else None, totals_before)


def _before(
    standing: Standing, before: Round | None, states: tuple[str, ...], measures: Iterable[str]
) -> Sums | None:
    """The sums of the earlier round, when it has any survey here."""
    if before is None:
        return None
    found = sums_by(
        round=before.pk,
        by=standing.place.by,
        states=states,
        within=standing.place.within,
        measures=(*measures, *NO_INTERVIEW),
    )
    return found.get(standing.place.key)


def _districts(standing: Standing, found: dict[str, Sums]) -> tuple[Part, ...]:
    rows = (
        Community.objects.filter(district__in=[one.pk for one in standing.inside])
        .order_by()
        .values_list("district_id")
        .annotate(Sum("expected_households"))
    )
    expected = dict(rows)
    return tuple(
        Part(place_of(one), Totals(found.get(one.pk, Sums()), expected.get(one.pk, 0)))
        for one in standing.inside
    )


def _communities(standing: Standing, found: dict[int, Sums]) -> tuple[Part, ...]:
    """The communities of the district, or the one community; the row for places outside comes last."""
    step = {"district_id" if standing.place.by == By.DISTRICT else "pk": standing.place.key}
    rows = Community.objects.filter(**step).order_by("is_outside", "sort_key", "pk")
    return tuple(
        Part(
            Place(By.COMMUNITY, key, _("นอกชุมชนจดทะเบียน") if outside else name),
            Totals(found.get(key, Sums()), expected),
        )
        for key, name, expected, outside in rows.values_list(
            "pk", "name", "expected_households", "is_outside"
        )
    )
