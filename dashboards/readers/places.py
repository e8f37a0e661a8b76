"""Places from the city down to one community: the ladder of the dashboard."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from accounts.models import User
from communities.models import Community
from districts.models import District
from surveys.readers.figures import CITY, By, Within


class NoSuchPlace(LookupError):
    """An address that names no place, or one this person may not go down to."""


@dataclass(frozen=True)
class Place:
    """A step of the ladder."""

    by: By
    key: str | int
    name: str

    @property
    def parameters(self) -> dict[str, str]:
        """How the place stands in an address."""
        return {} if self.by == By.CITY else {self.by.value: str(self.key)}

    @property
    def within(self) -> Within | None:
        return None if self.by == By.CITY else Within(self.by, self.key)


@dataclass(frozen=True)
class Standing:
    """Where the reader stands: the way down, the districts around, and whether it goes further down.

    `own` is the one district of which a reader sees rows who does not see those of the `whole_city`.
    """

    ladder: tuple[Place, ...]
    districts: tuple[District, ...]
    may_go_down: bool = True
    whole_city: bool = True
    own: str = ""

    @property
    def place(self) -> Place:
        return self.ladder[-1]

    @property
    def inside(self) -> tuple[District, ...]:
        """The districts that make up the place; a community's is the one it lies in."""
        above = self.ladder[-2] if self.place.by == By.COMMUNITY else self.place
        return self.districts_of(above)

    def districts_of(self, place: Place) -> tuple[District, ...]:
        """The districts that make up the city, a group or a district."""
        if place.by == By.CITY:
            return self.districts
        column = "group_id" if place.by == By.GROUP else "pk"
        return tuple(one for one in self.districts if getattr(one, column) == place.key)

    def sees_rows_of(self, place: Place) -> bool:
        """Whether this reader may see the surveys of a place one by one, and so its smallest counts."""
        if self.whole_city:
            return True
        if place.by == By.COMMUNITY:
            return self.own in {step.key for step in self.ladder}
        return place.by == By.DISTRICT and place.key == self.own


def city() -> Place:
    return Place(By.CITY, CITY, _("กรุงเทพมหานคร"))


def group_of(district: District) -> Place:
    return Place(By.GROUP, district.group_id, district.group.name)


def place_of(district: District) -> Place:
    return Place(By.DISTRICT, district.pk, _("เขต%(name)s") % {"name": district.name})


def standing(*, asked: Mapping[str, str], user: User) -> Standing:
    """The place an address names, the narrowest of its words first; raises NoSuchPlace."""
    districts = tuple(District.objects.select_related("group"))
    found = _standing(asked, user, districts)
    return replace(found, whole_city=user.reads_whole_city, own=user.district_id or "")


def _standing(asked: Mapping[str, str], user: User, districts: tuple[District, ...]) -> Standing:
    if key := asked.get(By.COMMUNITY):
        return _at_community(key, user, districts)
    if key := asked.get(By.DISTRICT):
        return _at_district(key, user, districts)
    if key := asked.get(By.GROUP):
        return Standing((city(), place_named(Within(By.GROUP, key), districts)), districts)
    return Standing((city(),), districts)


def place_named(within: Within, districts: tuple[District, ...]) -> Place:
    """The city, a group or a district by its key; raises NoSuchPlace."""
    if within.by == By.CITY:
        return city()
    if within.by == By.GROUP:
        return group_of(_first(one for one in districts if one.group_id == within.place))
    return place_of(_first(one for one in districts if one.pk == within.place))


def _at_community(key: str, user: User, districts: tuple[District, ...]) -> Standing:
    found = (
        Community.objects.visible_to(user).filter(pk=key).first()
        if key.isascii() and key.isdecimal()
        else None
    )
    if found is None:
        raise NoSuchPlace(key)
    above = _at_district(found.district_id, user, districts)
    return Standing((*above.ladder, Place(By.COMMUNITY, found.pk, found.name)), districts, may_go_down=False)


def _at_district(key: str, user: User, districts: tuple[District, ...]) -> Standing:
    one = _first(one for one in districts if one.pk == key)
    own = user.reads_whole_city or user.district_id == one.pk
    return Standing((city(), group_of(one), place_of(one)), districts, may_go_down=own)


def _first(found) -> District:
    try:
        return next(found)
    except StopIteration:
        raise NoSuchPlace from None
