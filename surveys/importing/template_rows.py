"""Reading a filled-in template: households with their members and debts, as `Incoming`."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from functools import lru_cache, partial
from hashlib import sha256
from itertools import chain, count
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext as _

from bkkhousing.lib import thai
from bkkhousing.lib.row_problems import RowProblem
from bkkhousing.lib.sheets import SheetContent, SheetProblem
from communities.models import Community
from surveys.actions.judging import Incoming
from surveys.choices import Severity
from surveys.importing import template_layout as layout
from surveys.importing.mapping import AnswerColumn, SurveyMapping
from surveys.importing.names import decided
from surveys.importing.opening import content_of
from surveys.importing.places import Places
from surveys.importing.rows import Read, RowReader, Unusable
from surveys.importing.template_cells import AnswerCells
from surveys.importing.template_rosters import ROWS_PER_SIGN, Roster, household_number
from surveys.models import FileImport
from surveys.problems import Problem
from surveys.questionnaire import questions

KNOWN_BY = ("house_no", "house_code", "enumerator")
BETWEEN = "\x1f"
NOON = time(12)
NO_DAY = date(1, 1, 1)


class TemplateReader(RowReader):
    """A pass over the three sheets; the keys of the questions are the headers of their columns."""

    def follow(self, rosters: dict[str, Roster], again: Callable[[], SheetContent]) -> "TemplateReader":
        """Take members and debts in; `again` opens the sheet of households for another pass."""
        self._rosters, self._again = rosters, again
        self._numbers, self._cells = Counter(), AnswerCells()
        self._columns = self._questions | rosters.keys()
        return self

    @property
    def name(self) -> str:
        return layout.KIND

    def stream(self) -> Iterator[Read]:
        """Every household, then the rows of members and debts that are of none; row 0 says that reading goes on."""
        for _rows in chain(self._count(), *(roster.fill() for roster in self._rosters.values())):
            yield Read(0, None)
        last = 0
        for number, given in self._again().numbered_rows:
            if layout.is_filling(number, given):
                self.rows, last = self.rows + 1, number
                yield self._read(number, given)
        for number, problem in zip(count(last + 1), self._left_over()):
            self.rows += 1
            yield Read(number, None, (problem,))

    def _count(self) -> Iterator[int]:
        """Count how often each number of a household stands on the sheet."""
        for place, (number, cells) in enumerate(self.content.numbered_rows):
            if layout.is_filling(number, cells):
                self._numbers[household_number(cells[self._number])] += 1
            if place % ROWS_PER_SIGN == 0:
                yield place

    def problem_of(self, row: Incoming, problem: Problem) -> RowProblem:
        """A problem of a member or a debt stands on their sheet."""
        name, _sign, rest = problem.field.partition("-")
        position, _sign, key = rest.partition("-")
        roster, numbers = self._rosters.get(name), self._numbers_of(row, name)
        if roster is None or not position.isdigit() or int(position) >= len(numbers):
            return super().problem_of(row, problem)
        words = (problem.code, str(problem.sentence))
        return roster.problem(numbers[int(position)], key, *words, refuses=problem.severity == Severity.HARD)

    def _numbers_of(self, row: Incoming, name: str) -> tuple[int, ...]:
        return {"members": row.member_numbers, "debts": row.debt_numbers}.get(name, ())

    def _read(self, number: int, given: list) -> Read:
        try:
            self._require_sound(given)
            household = self._household(given)
            if flaws := [flaw for roster in self._rosters.values() for flaw in roster.flaws(household)]:
                return Read(number, None, tuple(flaws))
            row = self._understood(number, [str(cell) for cell in given])
        except Unusable as found:
            return Read(number, None, (self.problem(number, found.column, found.code, found.sentence),))
        return self._once(row) if row else Read(number, None)

    def _household(self, cells: list) -> str:
        """The number of the household, which no other row of the sheet has."""
        household = household_number(cells[self._number])
        if not household:
            raise Unusable(layout.NUMBER, "number_missing", _("ใส่ลำดับครัวเรือนในคอลัมน์แรก"))
        if self._numbers[household] > 1:
            sentence = _("มีหลายแถวที่ใช้ลำดับครัวเรือนนี้ — ให้แต่ละครัวเรือนมีลำดับของตัวเอง")
            raise Unusable(layout.NUMBER, "number_twice", sentence)
        return household

    def _understood(self, number: int, cells: list[str]) -> Incoming | None:
        household = household_number(cells[self._number])
        district = self._district_of(self._district_told(cells))
        answers = self._survey_answers(cells, district.pk)
        members, debts = (self._rows_of(name, household, district.pk) for name in ("members", "debts"))
        community = self._community_of(district.pk, cells[self._community])
        if community is None:
            return None
        day = _day(answers.get("survey_date", ""))
        begun = self._begun_at(day)
        return Incoming(
            number=number,
            source_key=_key(community, household, day, answers, members),
            district=district,
            community=community,
            answers=answers,
            extra={header: cells[place] for header, place in self._others if cells[place] != ""},
            begun_at=begun,
            ended_at=begun,
            members=members,
            debts=debts,
            member_numbers=self._rows_at("members", household),
            debt_numbers=self._rows_at("debts", household),
            columns=self._columns,
            headers=self._headers,
        )

    def _district_told(self, cells: list[str]) -> str:
        """The district of the row; blank means that of whoever sends the file."""
        told = "" if self._district is None else cells[self._district]
        return told or self.only_district or ""

    def _survey_answers(self, cells: list[str], district: str) -> dict[str, str]:
        known = questions()
        return {
            answer.question: self._cells.answer(known[answer.question], cells[place], district)
            for answer, place in self._answers
            if cells[place] != ""
        }

    def _rows_of(self, name: str, household: str, district: str) -> tuple[dict[str, str], ...]:
        return self._rosters[name].answers(household, district) if name in self._rosters else ()

    def _rows_at(self, name: str, household: str) -> tuple[int, ...]:
        return self._rosters[name].numbers(household) if name in self._rosters else ()

    def _community_of(self, district: str, name: str) -> Community | None:
        """A name that the district has twice comes with the key of the community behind it."""
        plain, sign, key = name.rpartition(" #")
        if sign and key.isdecimal() and len(key) < 19:
            found = self.places.by_key(int(key), district=district)
            if found is not None and thai.match_key(found.name) == thai.match_key(plain):
                return found
        return super()._community_of(district, name)

    def _begun_at(self, day: date) -> datetime:
        """Noon of the day of the survey, or when the file came where it says none."""
        if day == NO_DAY:
            return self.fallback
        return min(timezone.make_aware(datetime.combine(day, NOON)), self.fallback)

    def _left_over(self) -> Iterator[RowProblem]:
        problems = [p for roster in self._rosters.values() for p in roster.left_over(self._numbers.keys())]
        return iter(sorted(problems, key=lambda problem: (problem.sheet, problem.row)))


def _day(told: str) -> date:
    try:
        return thai.parse_date(told)
    except ValueError:
        return NO_DAY


def _key(community: Community, household: str, day: date, answers: dict, members: tuple[dict, ...]) -> str:
    """What names the household for ever: where it stands, its number and day, and who lives there first."""
    first = members[0] if members else {}
    said = [str(community.pk), household, day.isoformat(), *(answers.get(key, "") for key in KNOWN_BY)]
    said += [first.get("first_name", ""), first.get("last_name", "")]
    digest = sha256(BETWEEN.join(map(thai.normalise, said)).encode()).hexdigest()
    return f"{layout.KIND}:{community.district_id}/{digest[:32]}"


def template_reader(
    file_import: FileImport, *, places: Places, only_district: str | None, folder: Path
) -> TemplateReader:
    """A fresh pass over a template; raises SheetProblem when it is one of another round."""
    _require_round(file_import)
    cells = AnswerCells()

    def opened(sheet: str) -> SheetContent:
        return content_of(file_import, folder=folder, sheet=sheet)

    content = opened(layout.HOUSEHOLDS)
    if layout.NUMBER not in content.headers:
        raise SheetProblem(_("แผ่น “%(sheet)s” ขาดคอลัมน์ลำดับครัวเรือน"), sheet=layout.HOUSEHOLDS)
    rosters = {
        name: Roster(level, opened(layout.SHEETS[level]), cells)
        for level, name in layout.ROSTERS.items()
        if layout.SHEETS[level] in _sheets(file_import)
    }
    reader = TemplateReader(
        content,
        mapping_of(content.headers),
        places,
        False,
        only_district,
        decisions=decided(file_import),
        fallback=file_import.created_at,
    )
    return reader.follow(rosters, partial(opened, layout.HOUSEHOLDS))


def _require_round(file_import: FileImport) -> None:
    made_for = file_import.recognised.get("round")
    if made_for != file_import.round_id:
        words = {"made_for": made_for, "chosen": file_import.round_id}
        raise SheetProblem(
            _("แบบฟอร์มนี้ทำสำหรับรอบ %(made_for)s แต่เลือกรอบ %(chosen)s — ดาวน์โหลดแบบฟอร์มของรอบที่เลือก"), **words
        )


def _sheets(file_import: FileImport) -> set[str]:
    return {sketch["name"] for sketch in file_import.sketch.get("sheets", ()) if sketch["headers"]}


@lru_cache(maxsize=16)
def mapping_of(headers: tuple[str, ...]) -> SurveyMapping:
    """Every column under the key of its question."""
    answers = (AnswerColumn(key, key) for key in questions() if key in headers)
    return SurveyMapping(
        name=layout.KIND,
        title=layout.HOUSEHOLDS,
        month_first=False,
        ids=(),
        otherwise=(),
        number=layout.NUMBER,
        district=layout.DISTRICT if layout.DISTRICT in headers else "",
        community=layout.COMMUNITY,
        begun="",
        ended="",
        answers=tuple(answer for answer in answers if answer.question not in ("round", "community")),
    )
