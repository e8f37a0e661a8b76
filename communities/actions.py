"""Bringing the communities in line with a register, in a handful of statements however long it is."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from zlib import crc32

from django.db import models, transaction
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
    "lat",
    "lng",
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


@dataclass
class Planned:
    """A row of a register and what it makes of a stored row; `was` and `became` are the columns it may change."""

    row: object
    subject: models.Model
    was: dict[str, object]
    became: dict[str, object]

    @property
    def is_new(self) -> bool:
        return self.subject._state.adding

    @property
    def changes(self) -> bool:
        return self.is_new or self.was != self.became

    @property
    def is_elsewhere(self) -> bool:
        """Whether the stored row belongs to another district than the row of the file."""
        return self.subject.district_id != self.row.district

    @property
    def seen(self) -> int:
        """A short mark of what is stored; another one means that somebody has changed it since."""
        return mark(self.was)


def mark(values: Mapping[str, object]) -> int:
    """A number that stands for these values, small enough for a column of whole numbers."""
    return crc32(repr(sorted(values.items())).encode()) & 0x7FFFFFFF


@transaction.atomic
def update_registry(*, rows: Sequence[RegistryRow], by, at: datetime) -> RegistryUpdate:
    """Create and change communities so that they say what the rows say; nothing when two rows are one community.

    A community is known by its code, else by its name within the district, and by its แขวง too where a
    district has the name twice.  Communities that the register leaves out stay as they are.
    """
    result = RegistryUpdate(problems=list(_doubles(rows)))
    if result.problems:
        return result
    planned = plan_registry(rows, named_twice=named_twice(rows), locked=True)
    result.created = sum(one.is_new for one in planned)
    result.updated = sum(one.changes for one in planned) - result.created
    write_registry(planned, by=by, at=at)
    result.unchanged = len(rows) - result.created - result.updated
    return result


def plan_registry(
    rows: Sequence[RegistryRow], *, named_twice: Collection[tuple], locked: bool = False
) -> list[Planned]:
    """What each row would make of which community; nothing is written.

    `named_twice` are the names (with their district) that the whole register has more than once.
    """
    known = _Known(named_twice, locked=locked)
    found = []
    for row in rows:
        community = known.find(row) or Community(district_id=row.district)
        was = {} if community._state.adding else values_of(community)
        found.append(Planned(row, community, was, values_of(_take_over(community, row))))
    return found


def write_registry(planned: Iterable[Planned], *, by, at: datetime) -> None:
    """Write what was planned, with its history, within the caller's transaction."""
    new = [one.subject for one in planned if one.is_new]
    changed = [one.subject for one in planned if one.changes and not one.is_new]
    words = {"batch_size": BATCH, "default_user": by, "default_date": at}
    bulk_create_with_history(new, Community, **words)
    bulk_update_with_history(changed, Community, WRITTEN, **words)


def values_of(community: Community) -> dict[str, object]:
    """The columns that a register writes."""
    names = (Community._meta.get_field(name).attname for name in WRITTEN)
    return {name: getattr(community, name) for name in names}


class _Known:
    """The stored communities under every name by which a row may mean them."""

    def __init__(self, named_twice: Collection[tuple], *, locked: bool) -> None:
        rows = Community.objects.registered()
        stored = list(rows.select_for_update() if locked else rows)
        self.by_code = {c.code: c for c in stored if c.code}
        self.by_place = {(c.district_id, c.match_key, c.subdistrict_id): c for c in stored}
        self.by_name: dict[tuple, list[Community]] = {}
        for community in stored:
            self.by_name.setdefault((community.district_id, community.match_key), []).append(community)
        self.named_twice = named_twice

    def find(self, row: RegistryRow) -> Community | None:
        same_code = self.by_code.get(row.code) if row.code else None
        same_place = self.by_place.get((*_name_of(row), row.subdistrict))
        return same_code or same_place or self._by_name_alone(row)

    def _by_name_alone(self, row: RegistryRow) -> Community | None:
        """The one community of the name, unless the register has the name twice."""
        named = self.by_name.get(_name_of(row), [])
        return named[0] if len(named) == 1 and _name_of(row) not in self.named_twice else None


def named_twice(rows: Iterable[RegistryRow]) -> set[tuple]:
    """The names, with their district, that the rows have more than once."""
    return {key for key, count in Counter(map(_name_of, rows)).items() if count > 1}


def _name_of(row: RegistryRow) -> tuple[str, str]:
    return row.district, row.match_key


def _doubles(rows: Iterable[RegistryRow]) -> Iterable[RowProblem]:
    """Rows that mean a community which an earlier row meant already."""
    first: dict[tuple, int] = {}
    for row in rows:
        if earlier := next((first[key] for key in row.keys if key in first), None):
            sentence = _("ชุมชนนี้ซ้ำกับแถวที่ %(row)s ตัดออกแถวหนึ่ง") % {"row": earlier}
            yield RowProblem(row.number, 0, "", "double", sentence)
        first.update(dict.fromkeys(row.keys, row.number))


def _take_over(community: Community, row: RegistryRow) -> Community:
    """Set what the row says; households that somebody set by hand stay, and so does a point that it leaves out."""
    guessed = community.expected_households in (0, estimated_households(community.population))
    if row.households is not None:
        community.expected_households = row.households
    elif guessed and "population" in row.said:
        community.expected_households = estimated_households(row.population)
    said = {
        "name": row.name,
        "type_id": row.type,
        "subdistrict_id": row.subdistrict,
        "population": row.population,
        "male": row.male,
        "female": row.female,
        "code": row.code or community.code,
    }
    for name, value in said.items():
        if name.removesuffix("_id") in row.said:
            setattr(community, name, value)
    if row.lat is not None:
        community.lat, community.lng = row.lat, row.lng
    return community.fill_keys()
