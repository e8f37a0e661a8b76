"""Finding the community that a file means by a name typed freely: within its district, never across."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from heapq import nlargest
from itertools import pairwise

from bkkhousing.lib import thai
from communities.models import Community, CommunityAlias
from districts.models import District

NEAREST = 3
COMPARED = 8


@dataclass(frozen=True)
class UnmatchedName:
    """A name that no community of the district goes by, with those that come nearest: (key, name, percent)."""

    district: str
    name: str
    rows: int
    scored: tuple[tuple[int, str, int], ...]

    @property
    def nearest(self) -> tuple[str, ...]:
        """How those that come nearest are written."""
        return tuple(name for _key, name, _percent in self.scored)


class Places:
    """All districts and communities with the names they go by; three queries for any file."""

    def __init__(self) -> None:
        self.districts = District.objects.in_bulk()
        self._codes = {thai.match_key(d.name_th): code for code, d in self.districts.items()}
        self._named: dict[str, dict[str, set[Community]]] = defaultdict(lambda: defaultdict(set))
        self._outside: dict[str, Community] = {}
        communities = Community.objects.in_bulk()
        for community in communities.values():
            self._add(community, community.match_key)
        for community_id, key in CommunityAlias.objects.values_list("community_id", "match_key"):
            self._add(communities[community_id], key)
        self._asked: dict[tuple[str, str], Community | None] = {}
        self._district_asked: dict[str, District | None] = {}

    def _add(self, community: Community, key: str) -> None:
        if community.is_outside:
            self._outside[community.district_id] = community
        self._named[community.district_id][key].add(community)

    def district(self, text: str) -> District | None:
        """The district of a code or a name."""
        if text not in self._district_asked:
            code = thai.arabic_digits(text)
            self._district_asked[text] = self.districts.get(self._codes.get(thai.match_key(text), code))
        return self._district_asked[text]

    def community(self, district: str, name: str) -> Community | None:
        """The one community of the district that goes by this name; two of one name are none."""
        asked = (district, name)
        if asked not in self._asked:
            found = self._named[district].get(thai.match_key(name), ())
            self._asked[asked] = next(iter(found)) if len(found) == 1 else None
        return self._asked[asked]

    def by_key(self, key: int, *, district: str) -> Community | None:
        """The community of the district that a person chose."""
        return next((c for found in self._named[district].values() for c in found if c.pk == key), None)

    def outside(self, district: str) -> Community:
        """The row for households outside registered communities."""
        return self._outside[district]

    @property
    def names_matched(self) -> int:
        """How many of the names asked for so far were found."""
        return sum(found is not None for found in self._asked.values())

    def unmatched(self, counts: dict[tuple[str, str], int]) -> Iterator[UnmatchedName]:
        """What is to be told about names that were not found, the most frequent first."""
        for (district, name), rows in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
            yield UnmatchedName(district, name, rows, self._nearest(district, name))

    def _nearest(self, district: str, name: str) -> tuple[tuple[int, str, int], ...]:
        """The likest names of the district; pairs of letters choose whom it is worth comparing in full."""
        key, registered = thai.match_key(name), self._registered(district)
        wanted = _pairs(key)
        candidates = nlargest(COMPARED, sorted(registered), key=lambda other: _shared(wanted, _pairs(other)))
        matcher = SequenceMatcher(autojunk=False)
        matcher.set_seq2(key)

        def likeness(other: str) -> float:
            matcher.set_seq1(other)
            return matcher.ratio()

        best = nlargest(NEAREST, candidates, key=likeness)
        return tuple((registered[o].pk, registered[o].name, round(100 * likeness(o))) for o in best)

    def _registered(self, district: str) -> dict[str, Community]:
        """The registered communities of a district by the keys they go by."""
        return {
            key: community
            for key, found in self._named[district].items()
            for community in found
            if not community.is_outside
        }


@lru_cache(maxsize=8192)
def _pairs(key: str) -> frozenset[str]:
    """Every two letters that stand side by side; a lone letter counts as itself."""
    return frozenset(map("".join, pairwise(key))) or frozenset(key)


def _shared(some: frozenset[str], others: frozenset[str]) -> float:
    """The share of pairs that two names have in common (Dice)."""
    return 2 * len(some & others) / (len(some) + len(others) or 1)
