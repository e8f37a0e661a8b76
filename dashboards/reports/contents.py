"""What a report holds, before anybody thinks of cells: sheets of tables, each perhaps with a chart beside it."""

from dataclasses import dataclass
from enum import StrEnum

Value = int | float | str | None


class Form(StrEnum):
    """How the values of a column are written; shares are kept as fractions of one."""

    TEXT = "text"
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
    """Horizontal bars of one column over the first rows of its table; `lit` are the rows the title speaks of."""

    title: str
    column: int
    rows: int
    lit: frozenset[int] = frozenset()


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


@dataclass(frozen=True)
class Sheet:
    """One sheet; `said` tells on the cover what is in it. A sheet of one long table keeps its head in sight."""

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
