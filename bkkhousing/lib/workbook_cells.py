"""Turns one value into one typed cell of a sheet's XML, or refuses it."""

import re
from abc import abstractmethod
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby
from math import isfinite
from operator import getitem, itemgetter
from xml.sax.saxutils import escape

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from bkkhousing.lib import workbook_parts as parts

NOTHING = (None, "", b"")
TEXTS, NUMBERS = (str, Promise), (int, float, Decimal)
ROW_MARK = "\0"
"""Stands for the row number in remembered cells; cleaned text can never hold it."""
REMEMBERED = 512
"""Values a column keeps; at one more all are forgotten, so that a column in runs is remembered run by run."""
LONGEST_TEXT = 32_767
MOST_DIGITS = 10**15
FIRST_DATE, DAY_ZERO = date(1900, 3, 1), date(1899, 12, 30)

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
LINE_END = re.compile("\r\n?")
NEEDS_CLEANING = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
NEEDS_CARE = re.compile(r"""[\x00-\x1f&<>\ud800-\udfff\ufffe\uffff]|_x|^\s|\s$""")
SHORT_ALREADY = re.compile(r"-?[0-9]+\.[0-9]*[1-9]")
NEEDS_ESCAPE = re.compile(r"[\\\t\n]")
ESCAPES = {"\\": r"\\", "\t": r"\t", "\n": r"\n"}


class Refused(ValueError):
    """A value its column cannot hold; the sentence never repeats the value."""


def clean_text(text: object) -> str:
    """Text without the characters XML forbids, its lines ended the way Excel ends them."""
    plain = str(text)
    return FORBIDDEN.sub("", LINE_END.sub("\n", plain)) if NEEDS_CLEANING.search(plain) else plain


class Cells(dict):
    """The XML of one column's cells by stored value, so that a repeated label is checked and written out once.

    `show` says what a stored value looks like; `plain` holds what the checksum reads of the same cells.
    """

    style = 0

    def __init__(self, letters: str, show: Callable | None = None) -> None:
        self.opening = f'<c r="{letters}{ROW_MARK}" s="{self.style}"'
        self.show = show
        self.plain: dict[object, str] = {}
        self.forget()

    def forget(self) -> None:
        self.clear()
        self.plain.clear()
        for nothing in NOTHING:
            self[nothing] = self.plain[nothing] = ""

    def __missing__(self, value: object) -> str:
        shown = self.show(value) if self.show else value
        xml, plain = ("", "") if shown is None or shown == "" else (self.cell(shown), self.plain_text(shown))
        if len(self) >= REMEMBERED:
            self.forget()
        self.plain[value] = on_one_line(plain)
        self[value] = xml
        return xml

    @abstractmethod
    def cell(self, value: object) -> str:
        """The cell of a shown value; ValueError when the column cannot hold it."""

    @abstractmethod
    def plain_text(self, value: object) -> str:
        """The same as plain text: a number in its shortest digits, a day as YYYY-MM-DD."""


class TextCells(Cells):
    """Strings only: ids keep their zeros and nothing is ever a formula."""

    style = parts.TEXT

    def cell(self, value: object) -> str:
        text, space = self.plain_text(value), ""
        if not text:
            return ""
        if NEEDS_CARE.search(text):
            space = ' xml:space="preserve"' if text.strip() != text or "\n" in text else ""
            text = escape(LOOKS_ESCAPED.sub("_x005F_", text))
        return f'{self.opening} t="inlineStr"><is><t{space}>{text}</t></is></c>'

    def plain_text(self, value: object) -> str:
        if not isinstance(value, TEXTS):
            raise Refused(_("ไม่ใช่ข้อความ"))
        text = clean_text(value)
        if _units(text) > LONGEST_TEXT:
            raise Refused(_("ข้อความยาวเกิน %(limit)s ตัวอักษร") % {"limit": LONGEST_TEXT})
        return text


class HeaderCells(TextCells):
    style = parts.HEADER


class NumberCells(Cells):
    """Numbers: the cell holds the digits that the checksum reads."""

    def cell(self, value: object) -> str:
        return f"{self.opening}><v>{self.plain_text(value)}</v></c>"


class IntegerCells(NumberCells):
    """Whole numbers that Excel shows exactly: at most fifteen digits."""

    style = parts.INTEGER

    def plain_text(self, value: object) -> str:
        if not isinstance(value, NUMBERS) or not isfinite(value) or value != int(value):
            raise Refused(_("ไม่ใช่จำนวนเต็ม"))
        if abs(value) >= MOST_DIGITS:
            raise Refused(_("จำนวนเต็มยาวเกิน 15 หลัก"))
        return str(int(value))


class DecimalCells(NumberCells):
    style = parts.DECIMAL

    def plain_text(self, value: object) -> str:
        if not isinstance(value, NUMBERS) or not isfinite(value):
            raise Refused(_("ไม่ใช่จำนวนที่เขียนได้"))
        return shortest(value)


class DateCells(Cells):
    """Days; a moment is refused, because its day depends on a time zone."""

    style = parts.DATE

    def cell(self, value: object) -> str:
        return f"{self.opening}><v>{(self._held(value) - DAY_ZERO).days}</v></c>"

    def plain_text(self, value: object) -> str:
        return self._held(value).isoformat()

    def _held(self, value: object) -> date:
        if type(value) is not date:
            raise Refused(_("ไม่ใช่วันที่"))
        if value < FIRST_DATE:
            raise Refused(_("วันที่ก่อน 1 มีนาคม ค.ศ. 1900 เก็บใน Excel ไม่ได้"))
        return value


class AnyCells(Cells):
    """Each value by its own type, for sheets such as the cover."""

    def __init__(self, letters: str, show: Callable | None = None) -> None:
        super().__init__(letters, show)
        self.by_type = {
            int: IntegerCells(letters),
            float: DecimalCells(letters),
            Decimal: DecimalCells(letters),
            date: DateCells(letters),
        }
        self.text = TextCells(letters)

    def cell(self, value: object) -> str:
        return self.by_type.get(type(value), self.text).cell(value)

    def plain_text(self, value: object) -> str:
        return self.by_type.get(type(value), self.text).plain_text(value)


def shortest(number: int | float | Decimal) -> str:
    """A number in as few digits as tell it from every other: 12.50 is 12.5, a thousand is 1000."""
    text = str(number)
    if SHORT_ALREADY.fullmatch(text):
        return text
    return f"{Decimal(text).normalize() + 0:f}"


def on_one_line(text: str) -> str:
    """Text in which a tab, a line end and a backslash are written out, so that they cannot pass for a column or a row."""
    return NEEDS_ESCAPE.sub(lambda found: ESCAPES[found[0]], text)


KINDS: dict[str, type[Cells]] = {
    "text": TextCells,
    "integer": IntegerCells,
    "decimal": DecimalCells,
    "date": DateCells,
    "any": AnyCells,
}


class Together(dict):
    """The cells of columns that stand beside each other and show one stored value, looked up at once."""

    def __init__(self, columns: Sequence[Cells]) -> None:
        self.columns = columns
        self.plain: dict[object, str] = {}

    def __missing__(self, value: object) -> str:
        xml = "".join([cells[value] for cells in self.columns])
        if len(self) >= REMEMBERED:
            self.clear()
            self.plain.clear()
        self.plain[value] = "\t".join([cells.plain[value] for cells in self.columns])
        self[value] = xml
        return xml


class Runs:
    """The columns of a sheet by the values of its rows: those that read one value and stand together are one run."""

    def __init__(self, places: Sequence[int]) -> None:
        self.width = max(places, default=-1) + 1
        self.runs = [
            [number for number, _place in run] for _key, run in groupby(enumerate(places), itemgetter(1))
        ]
        firsts = [places[run[0]] for run in self.runs]
        self.order = None if firsts == list(range(self.width)) else itemgetter(*firsts, firsts[0])

    def of(self, row: Sequence[object]) -> Sequence[object]:
        """The values of a row, one for every run."""
        return row if self.order is None else self.order(row)

    def tables(self, columns: Sequence, together: Callable) -> list:
        """One table for every run, made of the tables of its columns."""
        members = [[columns[number] for number in run] for run in self.runs]
        return [run[0] if len(run) == 1 else together(run) for run in members]


class RowWriter:
    """Writes the rows of one sheet as XML; a refused value is named by its place only."""

    def __init__(
        self, name: str, titles: Sequence[str], cells: Sequence[Cells], places: Sequence[int] = ()
    ) -> None:
        self.name = name
        self.titles = titles
        self.cells = cells
        self.places = places or range(len(cells))
        self.runs = Runs(self.places)
        self.tables = self.runs.tables(cells, Together)
        self.plain = [table.plain for table in self.tables]

    def xml(self, row: Sequence[object], number: int) -> str:
        """The row as `<row>`; raises ValueError with sheet, row number and column title."""
        if len(row) != self.runs.width:
            raise self._wrong_length(number)
        try:
            cells = "".join(map(getitem, self.tables, self.runs.of(row)))
        except (TypeError, ValueError, ArithmeticError):
            raise self._problem(row, number) from None
        return f'<row r="{ROW_MARK}">{cells}</row>'.replace(ROW_MARK, str(number))

    def line(self, row: Sequence[object]) -> str:
        """The row as the checksum reads it; only of a row that has just been written."""
        return "\t".join(map(getitem, self.plain, self.runs.of(row)))

    def _problem(self, row: Sequence[object], number: int) -> ValueError:
        for title, cells, place in zip(self.titles, self.cells, self.places, strict=True):
            sentence = _refusal(cells, row[place])
            if sentence:
                place = {"sheet": self.name, "row": number, "column": title, "problem": sentence}
                return ValueError(_("แผ่น %(sheet)s แถว %(row)s คอลัมน์ %(column)s: %(problem)s") % place)
        return self._wrong_length(number)

    def _wrong_length(self, number: int) -> ValueError:
        return ValueError(
            _("แผ่น %(sheet)s แถว %(row)s: จำนวนช่องไม่ตรงกับหัวตาราง") % {"sheet": self.name, "row": number}
        )


def _refusal(cells: Cells, value: object) -> str:
    try:
        cells[value]
    except Refused as refused:
        return str(refused)
    except (TypeError, ValueError, ArithmeticError):
        return _("ค่านี้เขียนลงช่องไม่ได้")
    return ""


def _units(text: str) -> int:
    """Length as Excel counts it: UTF-16 units."""
    return len(text) + sum(letter > "\uffff" for letter in text) if len(text) > LONGEST_TEXT // 2 else 0
