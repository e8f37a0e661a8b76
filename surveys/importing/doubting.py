"""What a person should confirm before a table is taken at its word: headers that may lie about their content."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

from django.utils.translation import gettext as _

from bkkhousing.lib import thai
from bkkhousing.lib.sheets import SheetContent
from communities.locating import Whereabouts
from districts.models import District
from surveys.choices.files import FileKind
from surveys.importing.proposing import month_comes_first

WHOLE_CITY, WHOLE_DISTRICT = 0.8, 0.9
ENOUGH_ROWS = 20
OFTEN = 0.2
CHECKED_FOR_ONE_VALUE = ("population", "male", "female", "households", "name", "type")


@dataclass(frozen=True)
class Doubt:
    """A question about a column; nothing is written before somebody has answered it."""

    code: str
    sentence: str
    column: str = ""

    def as_json(self) -> dict:
        return asdict(self)


def questions_about(content: SheetContent, *, kind: str, declaration: dict) -> list[Doubt]:
    """What is doubtful about a table read through this declaration; goes through all of its rows once."""
    if kind == FileKind.SURVEYS:
        return _about_surveys(content, declaration)
    if kind == FileKind.COMMUNITIES:
        return _Register(content, declaration).doubts()
    return []


class _Register:
    """The figures of a register, gathered in one pass."""

    def __init__(self, content: SheetContent, declaration: dict) -> None:
        self.columns = declaration["columns"]
        self.places = {key: content.headers.index(header) for key, header in self.columns.items()}
        self.fixed = declaration.get("district", {}).get("code", "")
        self.people = dict(District.objects.values_list("pk", "population"))
        self._names = {thai.match_key(name): pk for name, pk in District.objects.values_list("name_th", "pk")}
        self._whereabouts = Whereabouts()
        self.rows = 0
        self.values: dict[str, Counter] = defaultdict(Counter)
        self.sums: Counter = Counter()
        self.differing = self.crowded = self.summed = 0
        for number, cells in content.numbered_rows:
            if number != content.totals_row:
                self._add([str(cell) for cell in cells])

    def _add(self, cells: list[str]) -> None:
        told = {key: cells[place] for key, place in self.places.items()}
        self.rows += 1
        for key in CHECKED_FOR_ONE_VALUE:
            if told.get(key):
                self.values[key][told[key]] += 1
        population, male, female, households = (
            _whole(told.get(key, "")) for key in ("population", "male", "female", "households")
        )
        self.sums[self._district(told)] += population or 0
        if None not in (population, male, female):
            self.summed += 1
            self.differing += male + female != population
        if population and households:
            self.crowded += households > population

    def _district(self, told: dict[str, str]) -> str:
        code = self.fixed or thai.arabic_digits(told.get("district_code", ""))
        named = self._names.get(thai.match_key(told.get("district_name", "")), "")
        if found := code if code in self.people else named:
            return found
        keys = ("code", "subdistrict", "lat", "lng")
        return self._whereabouts.district_of(**{key: told.get(key, "") for key in keys}) or ""

    def doubts(self) -> list[Doubt]:
        found = [
            self._about_population(),
            self._about_sums(),
            self._about_households(),
            *self._about_one_value(),
        ]
        return [doubt for doubt in found if doubt]

    def _about_population(self) -> Doubt | None:
        """Communities hold a part of the people: a column that holds all of them counts something else."""
        total, city = self.sums.total(), sum(self.people.values())
        words = {"total": f"{total:,}", "city": f"{city:,}"}
        if total >= WHOLE_CITY * city:
            sentence = _(
                "คอลัมน์ประชากรรวมกันได้ %(total)s คน ขณะที่กรุงเทพฯ ทั้งเมืองมี %(city)s คน — เป็นประชากรของชุมชนจริงหรือ"
            )
            return self._doubt("population_of_whole_city", sentence % words, "population")
        full = [
            code
            for code, people in self.sums.items()
            if people >= WHOLE_DISTRICT * self.people.get(code, city)
        ]
        if full and 2 * len(full) >= len(self.sums):
            sentence = _("คอลัมน์ประชากรรวมกันได้เท่ากับประชากรทั้งเขต (%(total)s คน) — เป็นประชากรของชุมชนจริงหรือ")
            return self._doubt("population_of_whole_district", sentence % words, "population")
        return None

    def _about_sums(self) -> Doubt | None:
        if self.differing <= OFTEN * self.summed:
            return None
        words = {"rows": f"{self.differing:,}", "all": f"{self.summed:,}"}
        sentence = _("ชายรวมหญิงไม่เท่ากับประชากร %(rows)s จาก %(all)s แถว — คอลัมน์สลับกันหรือไม่")
        return self._doubt("sums_differ_often", sentence % words, "population")

    def _about_households(self) -> Doubt | None:
        if self.crowded <= OFTEN * self.rows:
            return None
        sentence = _("ครัวเรือนมากกว่าประชากร %(rows)s แถว — คอลัมน์สลับกันหรือไม่") % {"rows": f"{self.crowded:,}"}
        return self._doubt("more_households_than_people", sentence, "households")

    def _about_one_value(self) -> Iterable[Doubt]:
        for key, values in self.values.items():
            if self.rows >= ENOUGH_ROWS and len(values) == 1:
                words = {"column": self.columns[key]}
                sentence = _("คอลัมน์ “%(column)s” มีค่าเดียวกันทุกแถว — จับคู่ถูกคอลัมน์หรือไม่") % words
                yield self._doubt("one_value", sentence, key)

    def _doubt(self, code: str, sentence: str, key: str) -> Doubt:
        return Doubt(code, sentence, self.columns.get(key, ""))


def _about_surveys(content: SheetContent, declaration: dict) -> list[Doubt]:
    """Dates that read either way, and amounts or counts that cannot be a household's."""
    headers = {answer["column"] for answer in declaration["answers"].values()}
    headers |= {declaration["begun"], declaration["ended"]} - {""}
    places = {header: content.headers.index(header) for header in headers if header in content.headers}
    cells: dict[str, list[str]] = {header: [] for header in places}
    for _number, row in content.numbered_rows:
        for header, place in places.items():
            if str(row[place]) != "":
                cells[header].append(str(row[place]))
    return [*_about_dates(declaration, cells), *_about_sameness(declaration, cells)]


def _about_dates(declaration: dict, cells: dict[str, list[str]]) -> Iterable[Doubt]:
    column = declaration["begun"]
    if cells.get(column) and month_comes_first(cells[column]) is None:
        sentence = _("วันที่ในคอลัมน์ “%(column)s” อ่านได้ทั้งวัน/เดือนและเดือน/วัน — เลือกว่าอ่านแบบใด")
        yield Doubt("date_order", sentence % {"column": column}, column)


def _about_sameness(declaration: dict, cells: dict[str, Sequence[str]]) -> Iterable[Doubt]:
    for key, answer in declaration["answers"].items():
        found = cells.get(answer["column"], ())
        if key in ("house_no", "phone", "house_code") and len(found) >= ENOUGH_ROWS and len(set(found)) == 1:
            words = {"column": answer["column"]}
            sentence = _("คอลัมน์ “%(column)s” มีค่าเดียวกันทุกแถว — จับคู่ถูกคอลัมน์หรือไม่") % words
            yield Doubt("one_value", sentence, answer["column"])


def _whole(text: str) -> int | None:
    try:
        return int(thai.parse_number(text))
    except thai.BadNumber:
        return None
