"""The drop-downs of a template: every list of words once, in a column of a hidden sheet."""

from collections.abc import Sequence

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

SHEET = "_lists"


class Lists:
    """A hidden sheet of lists; the same words are written once."""

    def __init__(self, sheet: Worksheet) -> None:
        self._sheet = sheet
        self._places: dict[tuple[str, ...], str] = {}

    def range_of(self, words: Sequence[str]) -> str:
        """Where these words stand, as a formula names it."""
        words = tuple(words)
        if words not in self._places:
            column = len(self._places) + 1
            for row, word in enumerate(words, start=1):
                self._sheet.cell(row, column, word)
            letter = get_column_letter(column)
            self._places[words] = f"'{SHEET}'!${letter}$1:${letter}${len(words)}"
        return self._places[words]
