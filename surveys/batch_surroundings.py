"""What the rules compare many entries of one round with, gathered in a fixed number of queries."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from communities.models import Community
from districts.models import District
from surveys.entry import Entry
from surveys.models import Limit, Round
from surveys.questionnaire import asked_by
from surveys.rules import Context, Neighbours
from surveys.surroundings import neighbours_of, postcodes


class BatchSurroundings:
    """Contexts for the entries of one batch; each entry is a neighbour of those that follow it."""

    def __init__(self, entries: Iterable[tuple[str, Entry]], *, round: Round, excluding: list) -> None:
        """`entries` come with their district; `excluding` are the stored surveys that they replace."""
        self._round, self._asked = round, asked_by(round)
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

    def context(self, entry: Entry, *, district: District, community: Community, today: date) -> Context:
        return Context(
            today=today,
            round=self._round,
            asked=self._asked,
            district=district,
            community=community,
            limits=self._limits_of(entry.get("survey_date") or today),
            neighbours=self._neighbours[district.pk],
            postcodes=self._postcodes,
        )

    def _limits_of(self, day: date) -> Mapping[str, Decimal]:
        if day not in self._limits_on:
            self._limits_on[day] = {key: value for since, key, value in self._limits if since <= day}
        return self._limits_on[day]

    def remember(self, entry: Entry, *, district: str) -> None:
        """Let the entries that follow know what this one shares with them."""
        code, point = entry.get("house_code"), (entry.get("lat"), entry.get("lng"))
        people = [key for row in entry.members if (key := row.get("citizen_id"))]
        if not (code or people or point[0] is not None):
            return
        for place, neighbours in self._neighbours.items():
            neighbours.house_codes.update([code] if code else [])
            neighbours.points.update([point] if point[0] is not None else [])
            for key in people:
                neighbours.citizen_ids[key] = neighbours.citizen_ids.get(key, False) or place == district


def _growing(found: Neighbours) -> Neighbours:
    """The same neighbours in collections that can be added to."""
    return Neighbours(set(found.house_codes), dict(found.citizen_ids), Counter(found.points))
