"""Everything one page of the dashboard counts, read in a handful of statements."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from dashboards.filters import Asked
from dashboards.readers.places import Place, Standing, place_named
from dashboards.readers.reading import Expected, Part, Reading, VeiledReading
from dashboards.totals import Totals
from surveys.models import Round
from surveys.questionnaire import asked_by


@dataclass(frozen=True)
class Other:
    """What the place is compared with: itself in another round, or another place in the same round."""

    name: str
    totals: Totals
    round: Round
    is_round: bool = True


@dataclass(frozen=True)
class Overview:
    """A place in a round: its totals, its parts, and what it is compared with."""

    standing: Standing
    round: Round
    totals: Totals
    parts: tuple[Part, ...]
    other: Other | None = None

    @property
    def place(self) -> Place:
        return self.standing.place

    def asks(self, question: str) -> bool:
        return question in asked_by(self.round)

    def compares(self, question: str) -> bool:
        """Whether both sides asked, so that a difference means something."""
        return self.other is not None and self.asks(question) and question in asked_by(self.other.round)


def overview(
    *, standing: Standing, asked: Asked, measures: Iterable[str], compared: Iterable[str]
) -> Overview:
    """Read a place: `measures` for it and its parts, the `compared` ones for what it is compared with."""
    expected = Expected(asked.round.pk)
    is_veiled = not standing.sees_rows_of(standing.place)
    reader = VeiledReading if is_veiled else Reading
    reading = reader(standing, asked.round.pk, asked.states, measures, expected)
    parts = reading.parts()
    totals = reading.totals(standing.place) if is_veiled else Totals.together([part.totals for part in parts])
    other = _place_beside(standing, asked, compared, reading) if asked.beside else None
    if asked.before and not asked.beside:
        before = asked.before.pk
        other = _round_before(
            standing, asked, reader(standing, before, asked.states, compared, Expected(before))
        )
    return Overview(standing, asked.round, totals, parts, other)


def _round_before(standing: Standing, asked: Asked, reading: Reading) -> Other | None:
    """The place in another round beside the target of that round, when it has any survey there."""
    found = reading.sums_of(standing.place)
    if not found.surveys:
        return None
    name = _("รอบ %(code)s") % {"code": asked.before.pk}
    return Other(name, reading.beside_target(found, standing.place), asked.before)


def _place_beside(
    standing: Standing, asked: Asked, compared: Iterable[str], reading: Reading
) -> Other | None:
    """Another place in the same round; itself is nothing to compare with."""
    place = place_named(asked.beside, standing.districts)
    if place == standing.place:
        return None
    if standing.sees_rows_of(place):
        reading = Reading(standing, asked.round.pk, asked.states, compared, reading.expected)
    elif not isinstance(reading, VeiledReading):
        reading = VeiledReading(standing, asked.round.pk, asked.states, compared, reading.expected)
    return Other(place.name, reading.totals(place), asked.round, is_round=False)
