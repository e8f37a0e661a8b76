"""What a report holds, before anybody thinks of cells: sheets of tables, each perhaps with a chart beside it."""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

TABLES_FROM = 4
"""The row in which the first table begins; of a sheet of one long table the row of its head."""
Value = int | float | str | None
WRITTEN_NUMBER = re.compile(r"(-?[0-9][0-9,]*)(\.[0-9]+)?(%?)")


class Share(float):
    """A fraction of one that is written in per cent."""


def as_value(written: str) -> Value:
    """What a page writes, as a number where it is one; "–", "<0.1%" and words of withholding stay as they are."""
    found = WRITTEN_NUMBER.fullmatch(written)
    if not found:
        return written
    whole, places, per_cent = found[1].replace(",", ""), found[2] or "", found[3]
    if per_cent:
        return Share(Decimal(whole + places) / 100)
    return float(whole + places) if places else int(whole)


class Form(StrEnum):
    """How the values of a column are written; `ANY` by the kind of each."""

    TEXT = "text"
    ANY = "any"
    COUNT = "count"
    SHARE = "share"
    DECIMAL = "decimal"


@dataclass(frozen=True)
class Column:
    """A column of a table; a text in a column of numbers says why there is none."""

    title: str
    form: Form = Form.TEXT
    width: float = 0

    @property
    def is_number(self) -> bool:
        return self.form != Form.TEXT


@dataclass(frozen=True)
class Drawing:
    """Horizontal bars of one column over the first rows of its table; `lit` are the rows the title speaks of.

    `beside` is a second column, drawn hatched beside the first; `of` is the sheet whose table is drawn, where
    that is not the table beside which the chart stands.  A curve goes over the rows as over days.
    """

    title: str
    column: int
    rows: int
    lit: frozenset[int] = frozenset()
    beside: int | None = None
    of: "Sheet | None" = None
    is_curve: bool = False

    @property
    def columns(self) -> tuple[int, ...]:
        return (self.column,) if self.beside is None else (self.column, self.beside)


@dataclass(frozen=True)
class Table:
    """Rows under a title; without columns it is the sentence that says why there are none."""

    title: str
    columns: tuple[Column, ...] = ()
    rows: tuple[tuple[Value, ...], ...] = ()
    unit: str = ""
    notes: tuple[str, ...] = ()
    drawing: Drawing | None = None
    links: tuple[str, ...] = ()
    """For each row the sheet that its first cell leads to, if any."""

    @property
    def drawn(self) -> "Table":
        """The table that its chart draws."""
        return self.drawing.of.tables[0] if self.drawing and self.drawing.of else self


@dataclass(frozen=True)
class Sheet:
    """One sheet; `said` tells on the cover what is in it.

    A sheet of one long table keeps its head in sight; the title of the sheet is the table's.
    """

    name: str
    title: str
    source: str
    said: str
    tables: tuple[Table, ...]
    is_one_table: bool = False


@dataclass(frozen=True)
class Report:
    """The whole workbook; the cover is its first sheet."""

    title: str
    author: str
    sheets: tuple[Sheet, ...]
