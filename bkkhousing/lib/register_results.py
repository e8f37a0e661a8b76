"""What a file would do to a register, as its page shows it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from import_export.results import Result

SHOWN = 100


@dataclass(frozen=True)
class Line:
    """One thing that keeps a row out; the row counts from the first below the headings, 0 is the whole file."""

    row: int
    column: str
    sentence: str


def problems_of(result) -> Iterator[Line]:
    """Everything that keeps rows of a file out, whichever way it was found."""
    for error in result.base_errors:
        yield Line(0, "", str(error.error))
    for number, errors in result.row_errors():
        yield from (Line(number, "", str(error.error)) for error in errors)
    for row in result.invalid_rows:
        for name, sentences in row.field_specific_errors.items():
            yield from (Line(row.number, name, sentence) for sentence in sentences)
        yield from (Line(row.number, "", sentence) for sentence in row.non_field_specific_errors)


class RegisterResult(Result):
    """The result of a trial, with the first lines of what is wrong and of what would change."""

    @cached_property
    def lines(self) -> list[Line]:
        return list(problems_of(self))

    @property
    def told(self) -> list[Line]:
        return self.lines[:SHOWN]

    @property
    def told_more(self) -> int:
        return max(0, len(self.lines) - SHOWN)

    @property
    def shown(self) -> list:
        return [row for row in self.valid_rows() if row.import_type != row.IMPORT_TYPE_SKIP][:SHOWN]
