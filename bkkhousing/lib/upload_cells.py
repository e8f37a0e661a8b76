"""The cells of uploaded tables: what each kind of table writes becomes text, a date, or a cell that says its flaw."""

import math
import re
from datetime import date, datetime, time, timedelta

from bkkhousing.lib.upload_refusals import FLAWS

Cell = str | date

EXACT_DIGITS = 15
SHORTENED = re.compile(r"[+-]?(?:[0-9]\.[0-9]+[eE]\+?|[0-9][eE]\+)[0-9]{1,3}")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
EPOCH_1900, EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)
LAST_SERIAL = 2_958_465
NO_SUCH_DAY_1900 = 60
SHOWN_FORMULA = 60


class FlawedCell(str):
    """What stood in a cell that cannot be relied on; a row that uses it is refused with `sentence`."""

    __slots__ = ("code",)

    def __new__(cls, text: str, code: str) -> "FlawedCell":
        cell = super().__new__(cls, text)
        cell.code = code
        return cell

    def __getnewargs__(self) -> tuple[str, str]:
        return str(self), self.code

    @property
    def sentence(self) -> str:
        return str(FLAWS[self.code])


def text_cell(text: str) -> Cell:
    """Text as typed, trimmed; numbers that a spreadsheet shortened and unseen control characters are flaws."""
    text = text.strip()
    if not text.isprintable() and CONTROL.search(text):
        return FlawedCell(CONTROL.sub("", text), "control_characters")
    if ("E" in text or "e" in text) and SHORTENED.fullmatch(text):
        return FlawedCell(text, "lossy_number")
    return text


def number_cell(raw: str) -> Cell:
    """A stored number as people write it: "1234", never "1234.0" or "1.2E3"; ids keep every digit or are a flaw."""
    if raw.isdigit() and len(raw) <= EXACT_DIGITS:
        return raw
    try:
        number = float(raw)
    except ValueError:
        return FlawedCell(raw, "not_finite")
    return float_cell(number)


def float_cell(number: float) -> Cell:
    """A number of a workbook; beyond fifteen digits a spreadsheet no longer knows the last ones."""
    if not math.isfinite(number):
        return FlawedCell(str(number), "not_finite")
    if abs(number) >= 10**EXACT_DIGITS:
        return FlawedCell(f"{number:.0f}"[:40], "lossy_number")
    return str(int(number)) if number.is_integer() else f"{number:.15g}"


def serial_cell(raw: str, *, from_1904: bool) -> Cell:
    """The date or moment of a serial number in either of Excel's two calendars."""
    try:
        serial = float(raw)
    except ValueError:
        return FlawedCell(raw, "impossible_date")
    if not 0 <= serial <= LAST_SERIAL or (not from_1904 and int(serial) == NO_SUCH_DAY_1900):
        return FlawedCell(raw, "impossible_date")
    if serial < 1:
        return f"{_since_midnight(serial):%H:%M}"
    early = not from_1904 and serial < NO_SUCH_DAY_1900
    moment = (EPOCH_1904 if from_1904 else EPOCH_1900) + timedelta(days=int(serial) + early)
    if serial == int(serial):
        return moment.date()
    return moment + timedelta(seconds=round((serial % 1) * 86_400))


def iso_cell(raw: str) -> Cell:
    """The date of a strict workbook, which writes dates as ISO text."""
    try:
        moment = datetime.fromisoformat(raw)
    except ValueError:
        return text_cell(raw)
    return moment.date() if "T" not in raw else moment


def foreign_cell(value: object) -> Cell:
    """A value as the reader of old workbooks gives it."""
    if isinstance(value, str):
        return (
            FlawedCell(value, "error_value")
            if value.startswith("#") and value in ERRORS
            else text_cell(value)
        )
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return float_cell(float(value))
    if isinstance(value, datetime):
        return value if (value.hour, value.minute, value.second) != (0, 0, 0) else value.date()
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, timedelta):
        return f"{int(value.total_seconds()) // 3600}:{int(value.total_seconds()) // 60 % 60:02d}"
    return value if isinstance(value, date) else str(value)


def formula_cell(formula: str) -> FlawedCell:
    """A formula nobody has calculated yet."""
    return FlawedCell(f"={formula[:SHOWN_FORMULA]}", "formula_without_value")


def as_text(cell: Cell) -> str:
    """A cell as text for samples and comparisons; dates in ISO."""
    return str(cell)


def is_blank(cells: list[Cell]) -> bool:
    return not any(cell != "" for cell in cells)


ERRORS = frozenset(("#N/A", "#NAME?", "#VALUE!", "#REF!", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"))


def _since_midnight(serial: float) -> time:
    seconds = min(round(serial * 86_400), 86_399)
    return time(seconds // 3600, seconds // 60 % 60)
