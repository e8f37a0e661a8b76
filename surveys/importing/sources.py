"""The readers of files of surveys: of foreign tables through a mapping, and of those that say themselves what they are."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Protocol

from bkkhousing.lib.row_problems import RowProblem
from surveys.actions.judging import Incoming
from surveys.choices.files import FileSource
from surveys.importing import mapping
from surveys.importing.names import decided
from surveys.importing.opening import content_of
from surveys.importing.places import Places
from surveys.importing.rows import Read, RowReader
from surveys.importing.template_rows import template_reader
from surveys.models import FileImport
from surveys.problems import Problem


class SurveyReader(Protocol):
    """One pass over a file of surveys."""

    rows: int
    keys: Mapping[str, object]
    """The keys of the rows seen so far."""
    unmatched: Counter
    """(district, name) → rows, of names that no community goes by."""

    @property
    def name(self) -> str:
        """What the keys of its rows begin with, before a colon."""

    def stream(self) -> Iterator[Read]:
        """Every row once, in ascending order of numbers; raises SheetProblem."""

    def problem_of(self, row: Incoming, problem: Problem) -> RowProblem:
        """What a rule found, at the cell that holds the answer: sheet, row and column."""


def _mapped(
    file_import: FileImport, *, places: Places, only_district: str | None, folder: Path
) -> SurveyReader:
    told = file_import.mapping
    return RowReader(
        content_of(file_import, folder=folder),
        mapping.read(told["name"], told),
        places,
        False,
        only_district,
        decisions=decided(file_import),
        fallback=file_import.created_at,
    )


READERS: dict[str, Callable[..., SurveyReader]] = {FileSource.TEMPLATE: template_reader}
"""By the source of the file; any other source is read through its mapping."""


def reader_of(
    file_import: FileImport, *, places: Places, only_district: str | None, folder: Path
) -> SurveyReader:
    """A fresh pass over the file."""
    read = READERS.get(file_import.source, _mapped)
    return read(file_import, places=places, only_district=only_district, folder=folder)
