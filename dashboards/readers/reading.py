"""The figures of one round as one reader may see them, place by place."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from django.utils.translation import gettext as _

from communities.models import Community
from dashboards.readers.places import Place, Standing, place_of
from dashboards.totals import NO_INTERVIEW, Totals
from districts.models import District
from plans.readers.expected import expected_of, with_expected
from surveys.readers.figures import By, Sums, sums_by
from surveys.readers.withholding import Where, needed_for, withheld_of


@dataclass(frozen=True)
class Part:
    """One of the places that the page's place is made of."""

    place: Place
    totals: Totals


class Expected:
    """The households that a round means to survey in each place; districts are read once, when first asked for."""

    def __init__(self, round: str) -> None:
        self.round = round

    @cached_property
    def by_district(self) -> dict[str, int]:
        return expected_of(round=self.round, by=By.DISTRICT)

    def of(self, place: Place, districts: Iterable[District]) -> int:
        """Of a whole place, which the `districts` make up unless it is a community."""
        if place.by == By.COMMUNITY:
            found = expected_of(round=self.round, by=By.COMMUNITY, within=place.within)
            return found.get(place.key, 0)
        return sum(self.by_district.get(one.pk, 0) for one in districts)


class Reading:
    """For a reader who may see rows of the place: its own sums, whole."""

    def __init__(
        self,
        standing: Standing,
        round: str,
        states: Collection[str],
        measures: Iterable[str],
        expected: Expected,
    ) -> None:
        self.standing, self.round, self.states = standing, round, states
        self.measures = (*measures, *NO_INTERVIEW)
        self.expected = expected

    def parts(self) -> tuple[Part, ...]:
        """The districts of the city or a group, the communities of a district, or the one community."""
        place = self.standing.place
        if place.by in (By.CITY, By.GROUP):
            return self._districts(self._sums(By.DISTRICT, place))
        return self._communities(self._sums(By.COMMUNITY, place))

    def sums_of(self, place: Place) -> Totals:
        """The sums of a whole place, without its target."""
        return Totals(self._sums(place.by, place).get(place.key, Sums()))

    def totals(self, place: Place) -> Totals:
        """The sums of a whole place beside its target."""
        return self.beside_target(self.sums_of(place), place)

    def beside_target(self, totals: Totals, place: Place) -> Totals:
        return replace(totals, expected=self.expected.of(place, self.standing.districts_of(place)))

    def _sums(self, by: By, place: Place) -> dict[str | int, Sums]:
        return sums_by(
            round=self.round, by=by, states=self.states, within=place.within, measures=self.measures
        )

    def _districts(self, found: dict[str, Sums]) -> tuple[Part, ...]:
        expected = self.expected.by_district
        return tuple(
            Part(place_of(one), Totals(found.get(one.pk, Sums()), expected.get(one.pk, 0)))
            for one in self.standing.inside
        )

    def _communities(self, found: dict[int, Sums]) -> tuple[Part, ...]:
        """The row for places outside communities comes last."""
        place = self.standing.place
        rows = Community.objects.filter(**{"district_id" if place.by == By.DISTRICT else "pk": place.key})
        facts = with_expected(rows, self.round).order_by("is_outside", "sort_key", "pk")
        return tuple(
            Part(
                Place(By.COMMUNITY, key, _("นอกชุมชนจดทะเบียน") if outside else name),
                Totals(found.get(key, Sums()), wanted),
            )
            for key, name, wanted, outside in facts.values_list("pk", "name", "wanted", "is_outside")
        )


class VeiledReading(Reading):
    """For a reader who may not: whole districts of the whole city are read, and small counts withheld."""

    def parts(self) -> tuple[Part, ...]:
        """Districts; what a foreign district is made of is not shown."""
        if self.standing.place.by not in (By.CITY, By.GROUP):
            return ()
        return tuple(
            Part(part.place, self._veiled(part.place, part.totals)) for part in self._districts(self._found)
        )

    def sums_of(self, place: Place) -> Totals:
        districts = self.standing.districts_of(place)
        sums = Sums.together([self._found[one.pk] for one in districts if one.pk in self._found])
        return self._veiled(place, Totals(sums))

    def _veiled(self, place: Place, totals: Totals) -> Totals:
        if self.standing.sees_rows_of(place):
            return totals
        return replace(totals, withheld=self._hidden.get((place.by, place.key), frozenset()))

    @cached_property
    def _found(self) -> dict[str, Sums]:
        self.measures = needed_for(self.measures)
        return sums_by(round=self.round, by=By.DISTRICT, states=self.states, measures=self.measures)

    @cached_property
    def _hidden(self) -> dict[Where, frozenset[str]]:
        others = [one for one in self.standing.districts if one.pk != self.standing.own]
        return withheld_of(self.measures, self._found, others)
