"""A round's figures for the open data: every place by every type of community, read from the figures alone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from communities.models import Community, CommunityType
from districts.models import District, DistrictGroup
from open_data import contents
from surveys.choices.survey import APPROVED_STATES
from surveys.readers.figures import CITY, By, Sums, sums_by

ALL_TYPES = "all"
OUTSIDE = "outside"
UNTYPED = "untyped"

Cell = tuple[str, str, str]  # place, type of community, measure


@dataclass(frozen=True)
class Place:
    """The city, a group or a district; `within` is the place of which it is a part."""

    code: str
    level: str
    within: str
    name_th: str
    name_en: str


@dataclass(frozen=True)
class Type:
    """A type of community, with what stands beside the types."""

    code: str
    name_th: str
    name_en: str


@dataclass(frozen=True)
class Table:
    """Sums by place, type and measure; what is not in it is 0."""

    places: tuple[Place, ...]
    types: tuple[Type, ...]
    values: Mapping[Cell, int]

    def value(self, place: str, type: str, measure: str) -> int:
        return self.values.get((place, type, measure), 0)

    @cached_property
    def spots(self) -> list[tuple[str, str]]:
        """Places and types in which anything was surveyed, in their order; districts are not divided further."""
        both = (
            (place.code, kind.code)
            for place in self.places
            for kind in (self.types[:1] if place.level == By.DISTRICT else self.types)
        )
        return [spot for spot in both if self.value(*spot, contents.HOUSEHOLDS)]

    @property
    def cells(self) -> int:
        return len(self.spots) * len(contents.published())


def table_of(round: str) -> Table:
    """The approved surveys of a round, as the dashboards count them."""
    names = contents.published()
    found = sums_by(round=round, by=By.COMMUNITY, states=APPROVED_STATES, measures=names)
    registered = Community.objects.filter(pk__in=list(found)).values_list(
        "pk", "district_id", "district__group_id", "type_id", "is_outside"
    )
    values: dict[Cell, int] = {}
    for pk, district, group, type_code, is_outside in registered:
        kind = OUTSIDE if is_outside else type_code or UNTYPED
        _add(values, (CITY, group), (ALL_TYPES, kind), found[pk])
        _add(values, (district,), (ALL_TYPES,), found[pk])
    return Table(places(), types(), values)


def _add(values: dict[Cell, int], places: Iterable[str], types: Iterable[str], sums: Sums) -> None:
    types = tuple(types)
    for place in places:
        for kind in types:
            for measure, count in sums.measures.items():
                if count:
                    values[place, kind, measure] = values.get((place, kind, measure), 0) + count


def places() -> tuple[Place, ...]:
    """The city, its groups and their districts."""
    groups = [
        Place(one.code, By.GROUP, CITY, one.name_th, one.name_en) for one in DistrictGroup.objects.all()
    ]
    districts = [
        Place(one.code, By.DISTRICT, one.group_id, one.name_th, one.name_en) for one in District.objects.all()
    ]
    return (Place(CITY, By.CITY, "", "กรุงเทพมหานคร", "Bangkok"), *groups, *districts)


def types() -> tuple[Type, ...]:
    """All types together first, then each, then what has none."""
    together = contents.in_both(lambda: _("ทุกประเภทและนอกชุมชนจดทะเบียน"))
    outside = contents.in_both(lambda: _("นอกชุมชนจดทะเบียน"))
    untyped = contents.in_both(lambda: _("ชุมชนที่ไม่ระบุประเภท"))
    named = (Type(one.code, one.name_th, one.name_en) for one in CommunityType.objects.all())
    return (
        Type(ALL_TYPES, together["th"], together["en"]),
        *named,
        Type(OUTSIDE, outside["th"], outside["en"]),
        Type(UNTYPED, untyped["th"], untyped["en"]),
    )
