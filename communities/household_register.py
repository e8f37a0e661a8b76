"""A register of households: which stored household a row means, and what it changes there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bkkhousing.lib import thai
from communities.actions import Planned
from communities.models import Household

SAID = ("community_id", "house_no", "house_code", "head_name")


@dataclass(frozen=True)
class HouseholdRow:
    """One household as the register has it; what is blank or None the register does not say."""

    number: int
    district: str
    community_id: int | None
    house_no: str = ""
    house_code: str = ""
    head_name: str = ""

    @property
    def keys(self) -> tuple[tuple, ...]:
        """What the row is known by, the surest first: its house code, else house number and head in its place."""
        by_code = [(self.district, "code", self.house_code)] if self.house_code else []
        return (*by_code, _address(self.district, self.community_id, self.house_no, self.head_name))


def _address(district: str, community: int | None, house_no: str, head_name: str) -> tuple:
    return district, community, thai.search_key(house_no), thai.search_key(head_name)


def plan(rows: Sequence[HouseholdRow], *, at: datetime, locked: bool = False) -> list[Planned]:
    """What each row would make of which household; nothing is written.  Two queries for any number of rows."""
    known = _known(rows, locked=locked)
    found = []
    for row in rows:
        stored = next((known[key] for key in row.keys if key in known), None)
        home = stored or Household(district_id=row.district, created_at=at)
        was = {} if stored is None else values_of(home)
        found.append(Planned(row, home, was, values_of(_take_over(home, row))))
    return found


def _known(rows: Sequence[HouseholdRow], *, locked: bool) -> dict[tuple, Household]:
    """The stored households under everything by which a row may mean them."""
    districts = {row.district for row in rows}
    here = Household.objects.filter(district__in=districts)
    if locked:
        here = here.select_for_update().order_by("pk")
    found = {}
    for home in here.filter(house_no__in={row.house_no for row in rows}):
        found[_address(home.district_id, home.community_id, home.house_no, home.head_name)] = home
    for home in here.filter(house_code__in={row.house_code for row in rows} - {""}):
        found[home.district_id, "code", home.house_code] = home
    return found


def _take_over(home: Household, row: HouseholdRow) -> Household:
    """Set what the row says; what it does not say stays."""
    said = {name: getattr(row, name) or getattr(home, name) for name in SAID}
    return home.name_from(**said)


def values_of(home: Household) -> dict[str, object]:
    """The columns that a register says something about."""
    return {name: getattr(home, name) for name in SAID}
