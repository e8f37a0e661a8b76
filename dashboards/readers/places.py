"""Places from the city down to one community: the ladder of the dashboard."""

from collections.abc import Mapping
from dataclasses import dataclass

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
    """Where the reader stands: the way down, the districts around, and whether it goes further down."""

    ladder: tuple[Place, ...]
    districts: tuple[District, ...]
    may_go_down: bool = True

    @property
    def place(self) -> Place:
        return self.ladder[-1]

    @property
    def inside(self) -> tuple[District, ...]:
        """The districts that make up the place."""
        if self.place.by == By.CITY:
            return self.districts
        steps = {step.by: step.key for step in self.ladder}
        if By.DISTRICT in steps:
            return tuple(one for one in self.districts if one.pk == steps[By.DISTRICT])
        return tuple(one for one in self.districts if one.group_id == steps[By.GROUP])


def city() -> Place:
    return Place(By.CITY, CITY, _("กรุงเทพมหานคร"))


def group_of(district: District) -> Place:
    return Place(By.GROUP, district.group_id, district.group.name)


def place_of(district: District) -> Place:
    return Place(By.DISTRICT, district.pk, _("เขต%(name)s") % {"name": district.name})


def standing(*, asked: Mapping[str, str], user: User) -> Standing:
    """The place an address names, the narrowest of its words first; raises NoSuchPlace."""
    districts = tuple(District.objects.select_related("group"))
    if key := asked.get(By.COMMUNITY):
        return _at_community(key, user, districts)
    if key := asked.get(By.DISTRICT):
        return _at_district(key, user, districts)
    if key := asked.get(By.GROUP):
        one = _first(one for one in districts if one.group_id == key)
        return Standing((city(), group_of(one)), districts)
    return Standing((city(),), districts)


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
