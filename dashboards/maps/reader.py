"""Reads what a map is drawn from: boundaries, communities with their points, and sums out of the figures."""

from collections.abc import Mapping

from accounts.models import User
from communities.models import Community
from dashboards.maps.areas import Boundary
from dashboards.maps.drawing import DrawnMap
from dashboards.maps.kinds import MapKind
from dashboards.maps.points import Spot, by_need, need_in, needed_for
from dashboards.readers.page import Page
from dashboards.totals import Totals
from districts.models import DistrictBoundary
from plans.readers.expected import with_expected
from surveys.readers.figures import By, Sums, Within, sums_by


def drawn_map(page: Page, user: User) -> DrawnMap | None:
    """The map an address asks for; nothing on a district's page that asks for none and has no points."""
    asked = page.asked.parameters.get("map_as", "")
    kind = MapKind(asked) if asked in MapKind.values else _usual(page)
    if kind == MapKind.POINTS and not page.seen.standing.may_go_down:
        kind = MapKind.BOUNDARIES
    if kind == MapKind.TILES:
        return DrawnMap(page, kind, DistrictBoundary.objects.exists())
    spots = tuple(_spots(page, user)) if kind == MapKind.POINTS else ()
    if not asked and not any(spot.lng for spot in spots):
        return None
    boundaries, credit = _boundaries()
    if kind == MapKind.BOUNDARIES and not boundaries:
        return DrawnMap(page, MapKind.TILES, has_boundaries=False, is_instead=True)
    return DrawnMap(page, kind, bool(boundaries), boundaries, spots, credit)


def _usual(page: Page) -> MapKind:
    """Tiles where districts are compared; what one district is made of are its communities."""
    return MapKind.TILES if page.has_map else MapKind.POINTS


def _boundaries() -> tuple[dict[str, Boundary], str]:
    """How every district is drawn, and whom the lines are owed to."""
    rows = list(DistrictBoundary.objects.values_list("pk", "path", "label_x", "label_y", "credit"))
    found = {code: Boundary(code, path, x, y) for code, path, x, y, _credit in rows}
    return found, rows[0][-1] if rows else ""


def _spots(page: Page, user: User) -> list[Spot]:
    """The communities of the place that the reader may see, the greatest need first."""
    seen, indicator = page.seen, page.asked.indicator
    inside = [one.pk for one in seen.standing.inside]
    rows = Community.objects.visible_to(user).registered().filter(district__in=inside)
    facts = with_expected(rows, seen.round.pk).values_list("pk", "name", "wanted", "lng", "lat")
    sums, nothing = _sums(page), Sums()
    return by_need(
        Spot(key, name, need_in(Totals(sums.get(key, nothing), expected), indicator), lng, lat)
        for key, name, expected, lng, lat in facts
    )


def _sums(page: Page) -> Mapping[int, Sums]:
    """The sums of the communities: those of a district's page are its parts, those of a city are read."""
    seen = page.seen
    if seen.place.by == By.DISTRICT:
        return {part.place.key: part.totals.sums for part in seen.parts}
    standing = seen.standing
    return sums_by(
        round=seen.round.pk,
        by=By.COMMUNITY,
        states=page.asked.states,
        within=seen.place.within if standing.whole_city else Within(By.DISTRICT, standing.own),
        measures=needed_for(page.asked.indicator),
    )
