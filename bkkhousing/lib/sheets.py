"""What every table is once it is read, whatever kind of file it came from."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bkkhousing.lib.sheet_files import SheetProblem
from bkkhousing.lib.sheet_text import formula_safe, safe_text

__all__ = ["Cell", "SheetContent", "SheetProblem", "formula_safe", "safe_text"]

Cell = str | date


@dataclass(frozen=True)
class SheetContent:
    """A table: its headers, and its rows to go through once, each as wide as the headers."""

    headers: tuple[str, ...]
    numbered_rows: Iterator[tuple[int, list[Cell]]]
    name: str
    encoding: str
    header_row: int = 1
    totals_row: int | None = None
    notes: tuple = ()

    @property
    def rows(self) -> Iterator[list[Cell]]:
        """The rows that are not blank; `numbered_rows` adds the number a person sees beside the row."""
        return (cells for _number, cells in self.numbered_rows)
