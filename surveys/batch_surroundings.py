"""What the rules compare many entries of one round with, gathered in a fixed number of queries."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from communities.models import Community
from districts.models import District
from surveys.entry import Entry
from surveys.models import Limit, Round
from surveys.models.round import in_force
from surveys.questionnaire import asked_by
from surveys.rules import Context, Neighbours
from surveys.surroundings import neighbours_of, postcodes


@dataclass
class Remembered:
    """What the entries of earlier batches share with those that follow, while nothing of them is stored."""

    house_codes: set[str] = field(default_factory=set)
    points: Counter = field(default_factory=Counter)
    citizens: dict[str, frozenset[str]] = field(default_factory=dict)

    def add(self, entry: Entry, *, district: str) -> None:
        """Keep the house code, the point and the people of an entry."""
        if code := entry.get("house_code"):
            self.house_codes.add(code)
        if entry.get("lat") is not None:
            self.points[entry.get("lat"), entry.get("lng")] += 1
        for key in _people(entry):
            self.citizens[key] = self.citizens.get(key, frozenset()) | {district}

    def tell(self, neighbours: Neighbours, entries: Iterable[Entry], *, district: str) -> None:
        """Add to the neighbours of these entries what is remembered of them."""
        entries = list(entries)
        neighbours.house_codes.update(self.house_codes & {entry.get("house_code") for entry in entries})
        for point in self.points.keys() & {(entry.get("lat"), entry.get("lng")) for entry in entries}:
            neighbours.points[point] += self.points[point]
        for key in self.citizens.keys() & {key for entry in entries for key in _people(entry)}:
            here = district in self.citizens[key]
            neighbours.citizen_ids[key] = neighbours.citizen_ids.get(key, False) or here


class BatchSurroundings:
    """Contexts for the entries of one batch; each entry is a neighbour of those that follow it."""

    def __init__(
        self,
        entries: Iterable[tuple[str, Entry]],
        *,
        round: Round,
        excluding: list,
        remembered: Remembered | None = None,
    ) -> None:
        """`entries` come with their district; `excluding` are the stored surveys that they replace."""
        self._round, self._asked, self._remembered = round, asked_by(round), remembered
        self._postcodes = postcodes()
        self._limits = list(Limit.objects.order_by("since").values_list("since", "key", "value"))
        self._limits_on: dict[date, Mapping[str, Decimal]] = {}
        by_district: dict[str, list[Entry]] = defaultdict(list)
        for district, entry in entries:
            by_district[district].append(entry)
        self._neighbours = {
            district: _growing(
                neighbours_of(found, round_id=round.pk, district_id=district, excluding=excluding)
            )
            for district, found in by_district.items()
        }
        for district, found in by_district.items() if remembered else ():
            remembered.tell(self._neighbours[district], found, district=district)

    def context(self, entry: Entry, *, district: District, community: Community, today: date) -> Context:
        return Context(
            today=today,
            round=self._round,
            asked=self._asked,
            district=district,
            community=community,
            limits=self._limits_of(entry.get("survey_date") or today),
            neighbours=self._neighbours[district.code],
            postcodes=self._postcodes,
        )

    def _limits_of(self, day: date) -> Mapping[str, Decimal]:
        if day not in self._limits_on:
            self._limits_on[day] = in_force(self._limits, day)
        return self._limits_on[day]

    def remember(self, entry: Entry, *, district: str) -> None:
        """Let the entries that follow know what this one shares with them."""
        code, point = entry.get("house_code"), (entry.get("lat"), entry.get("lng"))
        people = _people(entry)
        if not (code or people or point[0] is not None):
            return
        if self._remembered is not None:
            self._remembered.add(entry, district=district)
        for place, neighbours in self._neighbours.items():
            neighbours.house_codes.update([code] if code else [])
            neighbours.points.update([point] if point[0] is not None else [])
            for key in people:
                neighbours.citizen_ids[key] = neighbours.citizen_ids.get(key, False) or place == district


def _people(entry: Entry) -> list[str]:
    return [key for row in entry.members if (key := row.get("citizen_id"))]


def _growing(found: Neighbours) -> Neighbours:
    """The same neighbours in collections that can be added to."""
    return Neighbours(set(found.house_codes), dict(found.citizen_ids), Counter(found.points))
