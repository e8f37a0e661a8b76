"""Files whose rows are communities of the register."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from simple_history.utils import bulk_update_with_history

from communities.actions import WRITTEN as COLUMNS
from communities.actions import Planned, mark, plan_registry, values_of, write_registry
from communities.models import Community
from communities.registry_files import RegistryReader, RegistryRow
from surveys.choices.files import Deed
from surveys.importing.of_registers import Read, RegisterIntake, changed_marks
from surveys.models import FileImport, ImportedRow


class CommunityIntake(RegisterIntake):
    """A register of communities on its way in."""

    def __init__(self, file_import: FileImport, **given) -> None:
        self._names: Counter = Counter()
        super().__init__(file_import, **given)

    def stream(self) -> Iterator[Read]:
        where = {"district": self.district, "only_district": self.by.district_id}
        return RegistryReader(self.content(), columns=self.columns, **where).stream()

    def note(self, row: RegistryRow) -> None:
        super().note(row)
        self._names[row.district, row.match_key] += 1

    def plan(self, rows: Sequence[RegistryRow], *, locked: bool = False) -> list[Planned]:
        twice = {name for name, count in self._names.items() if count > 1}
        return plan_registry(rows, named_twice=twice, locked=locked)

    def put(self, planned: Sequence[Planned]) -> None:
        write_registry(planned, by=self.by, at=self.at)

    def existing(self) -> int:
        return Community.objects.registered().filter(district__in=self.districts).count()


class CommunityKind:
    """Communities: known by their code or their name in the district, changed with their history."""

    def open(
        self, file_import: FileImport, *, by, at: datetime, folder: Path, is_trial: bool
    ) -> CommunityIntake:
        return CommunityIntake(file_import, by=by, at=at, folder=folder, is_trial=is_trial)

    def edited(self, rows: Sequence[ImportedRow]) -> set[int]:
        stored = _stored(rows)
        changed = changed_marks(rows, {str(pk): mark(values_of(one)) for pk, one in stored.items()})
        created = {int(row.subject) for row in rows if row.deed == Deed.CREATED}
        used = _used(created)
        return changed | {row.number for row in rows if row.deed == Deed.CREATED and int(row.subject) in used}

    def take_back(self, rows: Sequence[ImportedRow], *, by, at: datetime) -> set[int]:
        stored, kept = _stored(rows, locked=True), self.edited(rows)
        changed = []
        for row in (row for row in rows if row.number not in kept):
            community = stored[int(row.subject)]
            if row.deed == Deed.CREATED:
                community._history_user = by
                community.delete()
            else:
                vars(community).update(row.before)
                changed.append(community.fill_keys())
        bulk_update_with_history(changed, Community, COLUMNS, default_user=by, default_date=at)
        return kept


def _stored(rows: Sequence[ImportedRow], *, locked: bool = False) -> dict[int, Community]:
    found = Community.objects.filter(pk__in=[int(row.subject) for row in rows]).order_by("pk")
    return {one.pk: one for one in (found.select_for_update() if locked else found)}


def _used(created: set[int]) -> set[int]:
    """Those of the communities in which something lies by now."""
    used: set[int] = set()
    for name in ("surveys", "households", "savings_groups"):
        inside = Community.objects.filter(pk__in=created, **{f"{name}__isnull": False})
        used.update(inside.values_list("pk", flat=True))
    return used
