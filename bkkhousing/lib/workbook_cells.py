"""Turns one value into one typed cell of a sheet's XML, or refuses it."""

import re
from abc import abstractmethod
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from math import isfinite
from operator import getitem
from xml.sax.saxutils import escape

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from bkkhousing.lib import workbook_parts as parts

ROW_MARK = "\0"
"""Stands for the row number in remembered cells; cleaned text can never hold it."""
REMEMBERED = 256
LONGEST_TEXT = 32_767
MOST_DIGITS = 10**15
FIRST_DATE, DAY_ZERO = date(1900, 3, 1), date(1899, 12, 30)

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
LINE_END = re.compile("\r\n?")
LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


class Refused(ValueError):
    """A value its column cannot hold; the sentence never repeats the value."""


def clean_text(text: object) -> str:
    """Text without the characters XML forbids, its lines ended the way Excel ends them."""
    return FORBIDDEN.sub("", LINE_END.sub("\n", str(text)))


class Cells(dict):
    """The XML of one column's cells by value, so that a repeated label is written out once."""

    style = 0

    def __init__(self, letters: str) -> None:
        self.opening = f'<c r="{letters}{ROW_MARK}" s="{self.style}"'
        self[None] = self[""] = ""

    def __missing__(self, value: object) -> str:
        xml = self.cell(value)
        if len(self) < REMEMBERED:
            self[value] = xml
        return xml

    @abstractmethod
    def cell(self, value: object) -> str:
        """The cell of a value that is not remembered yet; ValueError when the column cannot hold it."""


class TextCells(Cells):
    """Strings only: ids keep their zeros and nothing is ever a formula."""

    style = parts.TEXT

    def cell(self, value: object) -> str:
        if not isinstance(value, str | Promise):
            raise Refused(_("ไม่ใช่ข้อความ"))
        text = clean_text(value)
        if _units(text) > LONGEST_TEXT:
            raise Refused(_("ข้อความยาวเกิน %(limit)s ตัวอักษร") % {"limit": LONGEST_TEXT})
        space = ' xml:space="preserve"' if text.strip() != text or "\n" in text else ""
        written = escape(LOOKS_ESCAPED.sub("_x005F_", text))
        return f'{self.opening} t="inlineStr"><is><t{space}>{written}</t></is></c>' if text else ""


class HeaderCells(TextCells):
    style = parts.HEADER


class IntegerCells(Cells):
    """Whole numbers that Excel shows exactly: at most fifteen digits."""

    style = parts.INTEGER

    def cell(self, value: object) -> str:
        if not isinstance(value, int | float | Decimal) or not isfinite(value) or value != int(value):
            raise Refused(_("ไม่ใช่จำนวนเต็ม"))
        if abs(value) >= MOST_DIGITS:
            raise Refused(_("จำนวนเต็มยาวเกิน 15 หลัก"))
        return f"{self.opening}><v>{int(value)}</v></c>"


class DecimalCells(Cells):
    style = parts.DECIMAL

    def cell(self, value: object) -> str:
        if not isinstance(value, int | float | Decimal) or not isfinite(value):
            raise Refused(_("ไม่ใช่จำนวนที่เขียนได้"))
        return f"{self.opening}><v>{value + 0}</v></c>"


class DateCells(Cells):
    """Days; a moment is refused, because its day depends on a time zone."""

    style = parts.DATE

    def cell(self, value: object) -> str:
        if type(value) is not date:
            raise Refused(_("ไม่ใช่วันที่"))
        if value < FIRST_DATE:
            raise Refused(_("วันที่ก่อน 1 มีนาคม ค.ศ. 1900 เก็บใน Excel ไม่ได้"))
        return f"{self.opening}><v>{(value - DAY_ZERO).days}</v></c>"


class AnyCells(Cells):
    """Each value by its own type, for sheets such as the cover."""

    def __init__(self, letters: str) -> None:
        super().__init__(letters)
        self.by_type = {
            int: IntegerCells(letters),
            float: DecimalCells(letters),
            Decimal: DecimalCells(letters),
            date: DateCells(letters),
        }
        self.text = TextCells(letters)

    def cell(self, value: object) -> str:
        return self.by_type.get(type(value), self.text).cell(value)


KINDS: dict[str, type[Cells]] = {
    "text": TextCells,
    "integer": IntegerCells,
    "decimal": DecimalCells,
    "date": DateCells,
    "any": AnyCells,
}


class RowWriter:
    """Writes the rows of one sheet as XML; a refused value is named by its place only."""

    def __init__(self, name: str, titles: Sequence[str], kinds: Sequence[type[Cells]]) -> None:
        self.name = name
        self.titles = titles
        self.cells = [kind(parts.column_letters(index)) for index, kind in enumerate(kinds)]

    def xml(self, row: Sequence[object], number: int) -> str:
        """The row as `<row>`; raises ValueError with sheet, row number and column title."""
        try:
            cells = "".join(map(getitem, self.cells, row))
        except (TypeError, ValueError, ArithmeticError):
            raise self._problem(row, number) from None
        if len(row) != len(self.cells):
            raise self._wrong_length(number)
        return f'<row r="{ROW_MARK}">{cells}</row>'.replace(ROW_MARK, str(number))

    def _problem(self, row: Sequence[object], number: int) -> ValueError:
        for title, cells, value in zip(self.titles, self.cells, row, strict=False):
            sentence = _refusal(cells, value)
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
