"""Files whose rows are households of a register."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.utils.translation import gettext as _

from bkkhousing.lib import thai
from bkkhousing.lib.row_problems import RowProblem
from bkkhousing.lib.sheets import SheetContent
from bkkhousing.lib.upload_cells import FlawedCell
from communities.actions import Planned, mark
from communities.household_register import HouseholdRow, plan, values_of
from communities.models import Community, Household
from communities.registry_files import chosen
from surveys import bulk
from surveys.actions.importing import HOUSEHOLD_COLUMNS
from surveys.choices.files import Deed
from surveys.importing.names import OUTSIDE, SKIP, decided, undecided
from surveys.importing.of_registers import Read, RegisterIntake, changed_marks
from surveys.importing.places import Places
from surveys.models import FileImport, ImportedRow, Survey

LENGTHS = {"house_no": 40, "house_code": 20, "head_name": 200}
HOUSE_CODE_DIGITS = 11


class Unusable(Exception):
    """A cell that keeps its row out."""

    def __init__(self, column: str, code: str, sentence: str) -> None:
        super().__init__(code)
        self.column, self.code, self.sentence = column, code, sentence


class HouseholdReader:
    """Reads a register of households; names that no community goes by gather in `unmatched`."""

    def __init__(
        self, content: SheetContent, *, columns: Mapping[str, str], district: str, only_district: str | None
    ) -> None:
        self.content, self.district, self.only_district = content, district, only_district
        self.columns = chosen(columns, content.headers)
        self.unmatched: Counter = Counter()

    def stream(self, places: Places, decisions: Mapping) -> Iterator[Read]:
        """Row after row: its number, what it says, and what is wrong with it."""
        for number, cells in self.content.numbered_rows:
            if number == self.content.totals_row:
                continue
            try:
                given = {name: self._sound(name, cells[place]) for name, place in self.columns.items()}
                yield number, self._understood(number, given, places, decisions), []
            except Unusable as found:
                yield number, None, [self._problem(number, found)]

    def _sound(self, column: str, cell: object) -> str:
        if isinstance(cell, FlawedCell):
            raise Unusable(column, cell.code, cell.sentence)
        text = thai.normalise(str(cell))
        if len(text) > LENGTHS.get(column, 200):
            raise Unusable(column, "too_long", _("ข้อความยาวเกินไป ย่อให้สั้นลง"))
        return text

    def _understood(
        self, number: int, given: Mapping[str, str], places: Places, decisions: Mapping
    ) -> HouseholdRow | None:
        district = self._district(given, places)
        found = self._community(district, given.get("community", ""), places, decisions)
        if found is SKIP:
            return None
        row = HouseholdRow(
            number=number,
            district=district,
            community_id=found.pk if found else None,
            house_no=given.get("house_no", ""),
            house_code=_house_code(given.get("house_code", "")),
            head_name=given.get("head_name", ""),
        )
        if not (row.house_no or row.house_code):
            raise Unusable(
                "house_no", "house_no_missing", _("ไม่มีบ้านเลขที่และไม่มีเลขรหัสประจำบ้าน — ใส่อย่างใดอย่างหนึ่ง")
            )
        return row

    def _district(self, given: Mapping[str, str], places: Places) -> str:
        told = self.district or given.get("district_code") or given.get("district_name", "")
        where = "district_code" if "district_code" in given else "district_name"
        found = places.district(told)
        if found is None:
            raise Unusable(where, "unknown_district", _("ไม่มีเขตนี้ใน 50 เขต ตรวจรหัสหรือชื่อเขต"))
        if self.only_district and found.pk != self.only_district:
            raise Unusable(where, "other_district", _("แถวนี้เป็นของเขตอื่น ผู้นำเข้าเขียนได้เฉพาะเขตของตน"))
        return found.pk

    def _community(
        self, district: str, name: str, places: Places, decisions: Mapping
    ) -> Community | str | None:
        """The community of that name or the one chosen for it, SKIP to leave the row out; None where none is named."""
        if not name or (found := places.community(district, name)) is not None:
            return found if name else None
        self.unmatched[district, name] += 1
        decision = decisions.get((district, name), SKIP)
        if decision == OUTSIDE:
            return places.outside(district)
        return SKIP if decision == SKIP else places.by_key(decision, district=district)

    def _problem(self, number: int, found: Unusable) -> RowProblem:
        place = self.columns.get(found.column)
        header = "" if place is None else self.content.headers[place]
        return RowProblem(number, 0 if place is None else place + 1, header, found.code, found.sentence)


class HouseholdIntake(RegisterIntake):
    """A register of households on its way in."""

    def __init__(self, file_import: FileImport, **given) -> None:
        self._places, self._decisions = Places(), decided(file_import)
        super().__init__(file_import, **given)

    def stream(self) -> Iterator[Read]:
        self._reader = HouseholdReader(
            self.content(),
            columns=self.columns,
            district=self.district,
            only_district=self.by.district_id,
        )
        return self._reader.stream(self._places, self._decisions)

    def look_through(self, tick) -> None:
        super().look_through(tick)
        self.unmatched = list(self._places.unmatched(undecided(self.file_import, self._reader.unmatched)))
        self.names_found = self._places.names_matched

    def plan(self, rows: Sequence[HouseholdRow], *, locked: bool = False) -> list[Planned]:
        return plan(rows, at=self.at, locked=locked)

    def doubts(self, planned: Sequence[Planned]) -> dict[int, RowProblem]:
        """A household that was surveyed is called what its latest survey calls it."""
        changing = {one.subject.pk: one.row.number for one in planned if one.changes and not one.is_new}
        surveyed = Survey.objects.filter(household__in=changing).values_list("household_id", flat=True)
        return {changing[pk]: _named_by_survey(changing[pk]) for pk in set(surveyed)}

    def put(self, planned: Sequence[Planned]) -> None:
        bulk.insert([one.subject for one in planned if one.is_new])
        changed = [one.subject for one in planned if one.changes and not one.is_new]
        bulk.update(changed, HOUSEHOLD_COLUMNS)

    def existing(self) -> int:
        return Household.objects.filter(district__in=self.districts).count()


class HouseholdKind:
    """Households: known by their house code or their address, changed until a survey names them."""

    def open(
        self, file_import: FileImport, *, by, at: datetime, folder: Path, is_trial: bool
    ) -> HouseholdIntake:
        return HouseholdIntake(file_import, by=by, at=at, folder=folder, is_trial=is_trial)

    def edited(self, rows: Sequence[ImportedRow]) -> set[int]:
        stored = _stored(rows)
        changed = changed_marks(rows, {str(pk): mark(values_of(home)) for pk, home in stored.items()})
        surveyed = set(Survey.objects.filter(household__in=stored).values_list("household_id", flat=True))
        return changed | {row.number for row in rows if UUID(row.subject) in surveyed}

    def take_back(self, rows: Sequence[ImportedRow], *, by, at: datetime) -> set[int]:
        stored, kept = _stored(rows, locked=True), self.edited(rows)
        free = [row for row in rows if row.number not in kept]
        created = [UUID(row.subject) for row in free if row.deed == Deed.CREATED]
        Household.objects.filter(pk__in=created).delete()
        changed = [row for row in free if row.deed == Deed.UPDATED]
        homes = [stored[UUID(row.subject)].name_from(**row.before) for row in changed]
        bulk.update(homes, HOUSEHOLD_COLUMNS)
        return kept


def _stored(rows: Sequence[ImportedRow], *, locked: bool = False) -> dict[UUID, Household]:
    found = Household.objects.filter(pk__in=[UUID(row.subject) for row in rows]).order_by("pk")
    return {one.pk: one for one in (found.select_for_update() if locked else found)}


def _house_code(text: str) -> str:
    """Eleven digits, however they are grouped."""
    code = "".join(sign for sign in thai.arabic_digits(text) if sign not in " -.()")
    if code and not (len(code) == HOUSE_CODE_DIGITS and code.isascii() and code.isdigit()):
        raise Unusable("house_code", "bad_house_code", _("เลขรหัสประจำบ้านต้องเป็นเลข 11 หลัก"))
    return code


def _named_by_survey(number: int) -> RowProblem:
    sentence = _("ครัวเรือนนี้มีแบบสำรวจแล้ว ชื่อและที่อยู่ตามแบบล่าสุด ไม่แก้ตามทะเบียน")
    return RowProblem(number, 0, "", "named_by_survey", sentence, refuses=False)
