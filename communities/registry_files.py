"""Reading a community register (CSV or workbook): which column is what, and each row made sure of."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _

from bkkhousing.lib import thai
from bkkhousing.lib.row_problems import RowProblem
from bkkhousing.lib.sheets import SheetContent, SheetProblem
from bkkhousing.lib.upload_cells import FlawedCell
from communities.locating import Whereabouts, point_of
from communities.models import CommunityType
from communities.reference import OUTSIDE
from districts.models import District, Subdistrict
from districts.projection import in_bangkok_box

MAPPING = Path(__file__).parent / "mappings" / "registry.json"
LONGEST_NAME = 200
COUNTS = ("population", "male", "female", "households")
LARGEST_COUNT = 1_000_000
FIELDS = ("name", "code", "type", "subdistrict", *COUNTS)


@dataclass(frozen=True)
class RegistryRow:
    """One community as the register has it; a blank count is None, and what is not `said` has no column."""

    number: int
    district: str
    subdistrict: str | None
    name: str
    type: str | None
    code: str | None
    population: int | None
    male: int | None
    female: int | None
    households: int | None
    said: frozenset[str] = frozenset(FIELDS)
    lat: float | None = None
    lng: float | None = None

    @property
    def match_key(self) -> str:
        return thai.match_key(self.name)

    @property
    def keys(self) -> tuple[tuple, ...]:
        """What the row is known by; two rows of one register that share one are the same community."""
        by_code = [(self.code,)] if self.code else []
        return ((self.district, self.match_key, self.subdistrict), *by_code)


class Unreadable(Exception):
    """A cell that cannot be taken over."""

    def __init__(self, column: str, code: str, sentence: str) -> None:
        super().__init__(code)
        self.column, self.code, self.sentence = column, code, sentence


@dataclass
class RegistryReader:
    """Reads the rows of one file; what is wrong with them gathers in `problems`.

    `columns` says which header holds which field where a person chose them, `district` stands in for a column
    of districts, and rows of a district other than `only_district` are refused.
    """

    content: SheetContent
    columns: Mapping[str, str] = field(default_factory=dict)
    district: str = ""
    only_district: str | None = None
    problems: list[RowProblem] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.places = chosen(self.columns, self.content.headers) or columns_of(self.content.headers)
        self.said = frozenset(self.places) & frozenset(FIELDS) if self.columns else frozenset(FIELDS)
        self.districts = _by_name(District.objects.values_list("name_th", "code"))
        self.codes = frozenset(self.districts.values())
        self.subdistricts = {
            (district, thai.match_key(name)): code
            for code, name, district in Subdistrict.objects.values_list("code", "name_th", "district_id")
        }
        self.types = known_types()
        self.whereabouts = Whereabouts()
        self.rows = 0

    def read(self) -> list[RegistryRow]:
        """All rows that can be read."""
        found = []
        for _number, row, problems in self.stream():
            self.problems.extend(problems)
            if row is not None:
                found.append(row)
        return found

    def stream(self) -> Iterator[tuple[int, RegistryRow | None, list[RowProblem]]]:
        """Row after row: its number, what it says, and what is wrong with it."""
        for number, cells in self.content.numbered_rows:
            if number == self.content.totals_row:
                continue
            self.rows += 1
            given = {name: cells[place] for name, place in self.places.items()}
            try:
                told = {name: _sound(name, cell) for name, cell in given.items()}
                row = self._understood(number, told)
            except Unreadable as found:
                yield number, None, [self.problem(number, found.column, found.code, found.sentence)]
                continue
            yield number, row, list(self._doubts(row, told))

    def _doubts(self, row: RegistryRow, told: dict[str, str]) -> Iterator[RowProblem]:
        if row.lat is None and (told.get("lat") or told.get("lng")):
            sentence = _("พิกัดอ่านไม่ได้หรืออยู่นอกกรุงเทพฯ — บันทึกชุมชนโดยไม่มีพิกัด")
            yield self.problem(row.number, "lat", "no_point", sentence, refuses=False)
        if None not in (row.male, row.female, row.population) and row.male + row.female != row.population:
            sentence = _("ชายรวมหญิงไม่เท่ากับประชากรทั้งหมด — บันทึกตามที่ให้มา ควรตรวจอีกครั้ง")
            yield self.problem(row.number, "population", "sum_differs", sentence, refuses=False)

    def problem(
        self, number: int, column: str, code: str, sentence: str, *, refuses: bool = True
    ) -> RowProblem:
        """What is wrong with a cell of this row."""
        place = self.places.get(column)
        header = "" if place is None else self.content.headers[place]
        position = 0 if place is None else place + 1
        return RowProblem(number, position, header, code, sentence, refuses)

    def _understood(self, number: int, given: dict[str, str]) -> RegistryRow:
        district = self._district(given)
        lat, lng = _point(given)
        return RegistryRow(
            number=number,
            district=district,
            subdistrict=self._subdistrict(given.get("subdistrict", ""), district),
            name=_name(given["name"]),
            type=self._type(given.get("type", "")),
            code=_code(given.get("code", ""), district),
            said=self.said,
            lat=lat,
            lng=lng,
            **{key: _count(key, given.get(key, "")) for key in COUNTS},
        )

    def _district(self, given: dict[str, str]) -> str:
        found = self.district or self._told_district(given)
        if self.only_district and found != self.only_district:
            where = "district_code" if "district_code" in given else "district_name"
            raise Unreadable(where, "other_district", _("แถวนี้เป็นของเขตอื่น ผู้นำเข้าเขียนได้เฉพาะเขตของตน"))
        return found

    def _told_district(self, given: dict[str, str]) -> str:
        code = thai.arabic_digits(given.get("district_code", ""))
        name = given.get("district_name", "")
        if code and code not in self.codes:
            raise Unreadable("district_code", "unknown_district", _("ไม่มีเขตรหัสนี้ใน 50 เขต ตรวจรหัสเขต 4 หลัก"))
        named = self.districts.get(thai.match_key(name)) if name else None
        if name and not named:
            raise Unreadable("district_name", "unknown_district", _("ไม่มีเขตชื่อนี้ใน 50 เขต ตรวจตัวสะกด"))
        if code and named and code != named:
            raise Unreadable("district_code", "district_differs", _("รหัสเขตกับชื่อเขตไม่ตรงกัน แก้ให้เป็นเขตเดียวกัน"))
        return code or named or self._located(given)

    def _located(self, given: dict[str, str]) -> str:
        """The district that code, แขวง and point allow in a register without a column for it."""
        missing = _("ไม่ได้บอกเขต ใส่รหัสหรือชื่อเขต")
        for where in ("district_code", "district_name"):
            if where in given:
                raise Unreadable(where, "district_missing", missing)
        told = {key: given.get(key, "") for key in ("code", "subdistrict", "lat", "lng")}
        if found := self.whereabouts.district_of(**told):
            return found
        if told["lat"]:
            raise Unreadable("lat", "district_unsure", _("พิกัดอยู่ใกล้แนวเขตหรืออยู่นอกกรุงเทพฯ ใส่รหัสหรือชื่อเขต"))
        raise Unreadable("name", "district_missing", missing)

    def _subdistrict(self, name: str, district: str) -> str | None:
        if not name:
            return None
        if code := self.subdistricts.get((district, thai.match_key(name))):
            return code
        raise Unreadable("subdistrict", "unknown_subdistrict", _("ไม่มีแขวงชื่อนี้ในเขตนี้ ตรวจตัวสะกดและเขต"))

    def _type(self, name: str) -> str | None:
        if not name:
            return None
        if code := self.types.get(thai.match_key(name)):
            return code
        names = " ".join(CommunityType.objects.order_by("order").values_list("name_th", flat=True))
        sentence = _("ไม่มีประเภทชุมชนนี้ ใช้ได้: %(names)s") % {"names": names}
        raise Unreadable("type", "unknown_type", sentence)


def _sound(column: str, cell: object) -> str:
    """The text of a cell that can be relied on."""
    if isinstance(cell, FlawedCell):
        raise Unreadable(column, cell.code, cell.sentence)
    return str(cell)


@cache
def _mapping() -> dict:
    return json.loads(MAPPING.read_text(encoding="utf-8"))


def known_types() -> dict[str, str]:
    """The types of both regulations by every way to write them."""
    told = CommunityType.objects.values_list("name_th", "name_en", "code")
    named = {thai.match_key(name): code for *both, code in told for name in both}
    return {thai.match_key(name): code for name, code in _mapping()["types"].items()} | named


def chosen(columns: Mapping[str, str], headers: tuple[str, ...]) -> dict[str, int]:
    """Where each field stands whose header a person chose; raises SheetProblem when a header is not there."""
    missing = [header for header in columns.values() if header not in headers]
    if missing:
        raise SheetProblem(_("ไฟล์นี้ขาดคอลัมน์ %(columns)s เพิ่มแล้วส่งใหม่"), columns=", ".join(missing))
    return {name: headers.index(header) for name, header in columns.items()}


def columns_of(headers: tuple[str, ...]) -> dict[str, int]:
    """Where each field of the register stands; raises SheetProblem naming every column that is missing."""
    known = {thai.search_key(header): place for place, header in enumerate(headers)}
    columns, places = _mapping()["columns"], {}
    for name, column in columns.items():
        keys = [thai.search_key(header) for header in column["headers"]]
        if found := next((key for key in keys if key in known), None):
            places[name] = known[found]
    missing = list(_missing(columns, places))
    if missing:
        raise SheetProblem(_("ไฟล์นี้ขาดคอลัมน์ %(columns)s เพิ่มแล้วส่งใหม่"), columns=", ".join(missing))
    return places


def _missing(columns: dict, places: dict[str, int]) -> Iterator[str]:
    choice = _mapping()["one_of"]
    if not any(name in places for name in choice):
        yield _(" หรือ ").join(columns[name]["headers"][0] for name in choice)
    for name, column in columns.items():
        if column.get("required", True) and name not in places:
            yield column["headers"][0]


def _by_name(pairs) -> dict[str, str]:
    return {thai.match_key(name): code for name, code in pairs}


def _point(given: Mapping[str, str]) -> tuple[float | None, float | None]:
    """Latitude and longitude, where both can be read and lie in the city."""
    point = point_of(given.get("lat", ""), given.get("lng", ""))
    return point if point and in_bangkok_box(*point) else (None, None)


def _name(text: str) -> str:
    name = thai.normalise(text)
    if not thai.match_key(name):
        raise Unreadable("name", "name_missing", _("ไม่มีชื่อชุมชน"))
    if len(name) > LONGEST_NAME:
        raise Unreadable("name", "name_too_long", _("ชื่อชุมชนยาวเกิน 200 ตัวอักษร"))
    if thai.match_key(name) == thai.match_key(OUTSIDE):
        raise Unreadable("name", "name_reserved", _("ชื่อนี้ใช้กับแถวนอกชุมชนจดทะเบียนของระบบแล้ว ตัดแถวนี้ออก"))
    return name


def _code(text: str, district: str) -> str | None:
    code = thai.arabic_digits(text)
    if not code:
        return None
    if not (len(code) == 9 and code.isascii() and code.isdigit() and code.startswith(district)):
        raise Unreadable("code", "bad_code", _("รหัสชุมชนต้องเป็นเลข 9 หลัก ขึ้นต้นด้วยรหัสเขตของแถว"))
    return code


def _count(column: str, text: str) -> int | None:
    if not text:
        return None
    try:
        number = thai.parse_number(text)
    except thai.BadNumber as error:
        raise Unreadable(column, "not_a_number", error.sentence) from error
    if number < 0:
        raise Unreadable(column, "negative", _("จำนวนต้องไม่ติดลบ"))
    if number != int(number):
        raise Unreadable(column, "not_whole", _("ต้องเป็นจำนวนเต็ม ไม่มีทศนิยม"))
    if number > LARGEST_COUNT:
        raise Unreadable(column, "too_large", _("ตัวเลขมากเกินไปสำหรับชุมชนเดียว ตรวจจำนวนหลัก"))
    return int(number)
