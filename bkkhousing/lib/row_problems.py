"""What is wrong with a row of an uploaded table: where it stands and what to do, never what was in the cell."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class RowProblem:
    """One sentence about one cell; `column` counts from 1, as people do, and 0 means the whole row."""

    row: int
    column: int
    header: str
    code: str
    sentence: str
    refuses: bool = True
    sheet: str = ""

    @property
    def line(self) -> str:
        """Row, column and sentence as one line of text."""
        words = {"row": self.row, "column": self.column, "header": self.header, "sentence": self.sentence}
        if not self.column:
            return _("แถวที่ %(row)s: %(sentence)s") % words
        return _("แถวที่ %(row)s คอลัมน์ที่ %(column)s (%(header)s): %(sentence)s") % words


def refusing(problems: Iterable[RowProblem]) -> list[RowProblem]:
    """The problems for which nothing at all is written."""
    return [problem for problem in problems if problem.refuses]


def listed(problems: list[RowProblem], *, most: int = 50) -> list[str]:
    """The first lines, and how many more there are."""
    lines = [problem.line for problem in problems[:most]]
    if len(problems) > most:
        lines.append(_("และอีก %(count)s ข้อ") % {"count": f"{len(problems) - most:,}"})
    return lines
