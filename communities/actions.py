"""Bringing the communities in line with a register, in a handful of statements however long it is."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from bkkhousing.lib.row_problems import RowProblem
from communities.models import Community
from communities.registry_files import RegistryRow

PEOPLE_PER_HOUSEHOLD = 1_181_371 / 328_119
"""People and families of the 24 districts in BMA's community statistics of พ.ศ. 2564: 3.6 a household."""
WRITTEN = (
    "code",
    "name",
    "type",
    "subdistrict",
    "population",
    "male",
    "female",
    "expected_households",
    "match_key",
    "sort_key",
    "search_key",
)
BATCH = 500


@dataclass
class RegistryUpdate:
    """What a register came to."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    problems: list[RowProblem] = field(default_factory=list)


def estimated_households(population: int | None) -> int:
    """How many households a register means that only tells people."""
    return round((population or 0) / PEOPLE_PER_HOUSEHOLD)


@transaction.atomic
def update_registry(*, rows: Sequence[RegistryRow], by, at: datetime) -> RegistryUpdate:
    """Create and change communities so that they say what the rows say; nothing when two rows are one community.

    A community is known by its code, else by its name within the district, and by its แขวง too where a
    district has the name twice.  Communities that the register leaves out stay as they are.
    """
    result = RegistryUpdate(problems=list(_doubles(rows)))
    if result.problems:
        return result
    known = _Known(rows)
    created, updated = [], []
    for row in rows:
        community = known.find(row)
        if community is None:
            created.append(_take_over(Community(district_id=row.district), row))
        elif _changes(community, row):
            updated.append(community)
    words = {"batch_size": BATCH, "default_user": by, "default_date": at}
    bulk_create_with_history(created, Community, **words)
    bulk_update_with_history(updated, Community, WRITTEN, **words)
    result.created, result.updated = len(created), len(updated)
    result.unchanged = len(rows) - len(created) - len(updated)
    return result


class _Known:
    """The stored communities under every name by which a row may mean them."""

    def __init__(self, rows: Iterable[RegistryRow]) -> None:
        stored = list(Community.objects.registered().select_for_update())
        self.by_code = {c.code: c for c in stored if c.code}
        self.by_place = {(c.district_id, c.match_key, c.subdistrict_id): c for c in stored}
        self.by_name: dict[tuple, list[Community]] = {}
        for community in stored:
            self.by_name.setdefault((community.district_id, community.match_key), []).append(community)
        self.named_twice = {key for key, count in Counter(map(_name_of, rows)).items() if count > 1}

    def find(self, row: RegistryRow) -> Community | None:
        same_code = self.by_code.get(row.code) if row.code else None
        same_place = self.by_place.get((*_name_of(row), row.subdistrict))
        return same_code or same_place or self._by_name_alone(row)

    def _by_name_alone(self, row: RegistryRow) -> Community | None:
        """The one community of the name, unless the register has the name twice."""
        named = self.by_name.get(_name_of(row), [])
        return named[0] if len(named) == 1 and _name_of(row) not in self.named_twice else None


def _name_of(row: RegistryRow) -> tuple[str, str]:
    return row.district, row.match_key


def _doubles(rows: Iterable[RegistryRow]) -> Iterable[RowProblem]:
    """Rows that mean a community which an earlier row meant already."""
    first: dict[tuple, int] = {}
    for row in rows:
        keys = [(*_name_of(row), row.subdistrict), *([(row.code,)] if row.code else [])]
        if earlier := next((first[key] for key in keys if key in first), None):
            sentence = _("ชุมชนนี้ซ้ำกับแถวที่ %(row)s ตัดออกแถวหนึ่ง") % {"row": earlier}
            yield RowProblem(row.number, 0, "", "double", sentence)
        first.update(dict.fromkeys(keys, row.number))


def _take_over(community: Community, row: RegistryRow) -> Community:
    """Set what the row says; a number of households that somebody set by hand stays."""
    guessed = community.expected_households in (0, estimated_households(community.population))
    if row.households is not None:
        community.expected_households = row.households
    elif guessed:
        community.expected_households = estimated_households(row.population)
    community.name, community.type_id, community.subdistrict_id = row.name, row.type, row.subdistrict
    community.population, community.male, community.female = row.population, row.male, row.female
    community.code = row.code or community.code
    return community.fill_keys()


def _changes(community: Community, row: RegistryRow) -> bool:
    before = _values(community)
    return _values(_take_over(community, row)) != before


def _values(community: Community) -> list:
    return [getattr(community, Community._meta.get_field(name).attname) for name in WRITTEN]
