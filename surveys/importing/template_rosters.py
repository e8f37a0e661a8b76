"""The sheets beside the households of a template: members and debts, by the number of their household."""

from collections import defaultdict
from collections.abc import Collection, Iterator

from django.utils.translation import gettext as _

from bkkhousing.lib import thai
from bkkhousing.lib.row_problems import RowProblem
from bkkhousing.lib.sheets import SheetContent, SheetProblem
from bkkhousing.lib.upload_cells import Cell, FlawedCell
from surveys.importing.template_cells import AnswerCells
from surveys.importing.template_layout import NUMBER, ROSTERS, SHEETS, is_filling
from surveys.questionnaire import questions

ROWS_PER_SIGN = 1_000


class Roster:
    """One such sheet; its rows are kept as they stand until their household asks for them."""

    def __init__(self, level: str, content: SheetContent, cells: AnswerCells) -> None:
        self.sheet, self.name, self._cells = SHEETS[level], ROSTERS[level], cells
        self._headers = content.headers
        places = {header: place for place, header in enumerate(content.headers)}
        if NUMBER not in places:
            raise SheetProblem(
                _("แผ่น “%(sheet)s” ไม่มีคอลัมน์ลำดับครัวเรือน — ใช้แบบฟอร์มที่ดาวน์โหลดใหม่"), sheet=self.sheet
            )
        self._number = places[NUMBER]
        self._answers = [(q, places[key]) for key, q in questions(level).items() if key in places]
        self._rows: dict[str, list[tuple[int, list[Cell]]]] = defaultdict(list)
        self._content = content

    def fill(self) -> Iterator[int]:
        """Read the rows; tells how many there are so far, again and again."""
        for count, (number, row) in enumerate(self._content.numbered_rows):
            if is_filling(number, row):
                self._rows[household_number(row[self._number])].append((number, row))
            if count % ROWS_PER_SIGN == 0:
                yield count

    def numbers(self, household: str) -> tuple[int, ...]:
        """Where the rows of a household stand."""
        return tuple(number for number, _row in self._rows.get(household, ()))

    def answers(self, household: str, district: str) -> tuple[dict[str, str], ...]:
        """What the rows of a household answer."""
        return tuple(
            {
                q.key: self._cells.answer(q, row[place], district)
                for q, place in self._answers
                if row[place] != ""
            }
            for _number, row in self._rows.get(household, ())
        )

    def flaws(self, household: str) -> Iterator[RowProblem]:
        """The cells of a household that cannot be relied on."""
        for number, row in self._rows.get(household, ()):
            for place, cell in enumerate(row):
                if type(cell) is FlawedCell:
                    yield self._problem(number, place, cell.code, cell.sentence)

    def problem(self, number: int, key: str, code: str, sentence: str, *, refuses: bool) -> RowProblem:
        """A problem of an answer in a row of this sheet."""
        place = next((place for q, place in self._answers if q.key == key), None)
        return self._problem(number, place, code, sentence, refuses=refuses)

    def _problem(
        self, number: int, place: int | None, code: str, sentence: str, *, refuses: bool = True
    ) -> RowProblem:
        column, header = (0, "") if place is None else (place + 1, self._headers[place])
        return RowProblem(number, column, header, code, sentence, refuses, sheet=self.sheet)

    def left_over(self, households: Collection[str]) -> Iterator[RowProblem]:
        """Rows whose number is that of no household."""
        sentence = _("ไม่มีครัวเรือนลำดับนี้ในแผ่น “%(sheet)s” — ใส่ลำดับให้ตรงกัน") % {"sheet": SHEETS["survey"]}
        for household in self._rows.keys() - set(households):
            for number, _row in self._rows[household]:
                yield self._problem(number, self._number, "no_such_household", sentence)


def household_number(cell: Cell) -> str:
    """The number of a household as both sheets write it."""
    return thai.arabic_digits(thai.normalise(str(cell)))
