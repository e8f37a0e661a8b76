"""The district of a community whose row does not name one: from its code, its แขวง or its point, else asked."""

from collections import defaultdict
from functools import cached_property

from bkkhousing.lib import thai
from districts.boundaries import Outlines
from districts.models import District, Subdistrict

CODE_LENGTH = 9


class Whereabouts:
    """Districts by what else a row tells; two queries for any file, and those of the outlines for one with points."""

    def __init__(self) -> None:
        self._codes = frozenset(District.objects.values_list("pk", flat=True))
        self._named: dict[str, set[str]] = defaultdict(set)
        for name, district in Subdistrict.objects.values_list("name_th", "district_id"):
            self._named[thai.match_key(name)].add(district)

    def district_of(
        self, *, code: str = "", subdistrict: str = "", lat: str = "", lng: str = ""
    ) -> str | None:
        """The one district that all of it allows; None when nothing tells, or more than one is left."""
        code = thai.arabic_digits(code)
        if len(code) == CODE_LENGTH and code[:4] in self._codes:
            return code[:4]
        named = self._named.get(thai.match_key(subdistrict), set()) if subdistrict else set()
        near = set(self._outlines.districts_at(*point)) if (point := point_of(lat, lng)) else set()
        left = named & near if named and near else named or near
        return next(iter(left)) if len(left) == 1 else None

    @cached_property
    def _outlines(self) -> Outlines:
        return Outlines()


def point_of(lat: str, lng: str) -> tuple[float, float] | None:
    """Latitude and longitude in degrees, put the right way round where they were swapped."""
    try:
        first, second = float(thai.parse_number(lat)), float(thai.parse_number(lng))
    except thai.BadNumber:
        return None
    return (second, first) if first > 90 else (first, second)
