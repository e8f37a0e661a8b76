"""Uploaded tables: CSV, .xlsx and .xls, refused before they cost anything or read row by row.

`inspect` answers what a file is and sketches its sheets; `read_rows` streams the rows of one of them.  Both
raise SheetProblem, whose `code` and `sentence` say why and what to do next.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import Protocol

from bkkhousing.lib.sheet_files import OLD_OFFICE, kind_of, refuse_unless_named_so
from bkkhousing.lib.sheets import SheetContent
from bkkhousing.lib.upload_archives import MIB, opened, refuse_unsafe_parts, telling
from bkkhousing.lib.upload_cells import Cell, FlawedCell, as_text
from bkkhousing.lib.upload_old_books import open_old_book
from bkkhousing.lib.upload_parts import SharedTexts, read_book
from bkkhousing.lib.upload_refusals import REFUSALS, Note, Refused, beyond, limit
from bkkhousing.lib.upload_sheets import SheetFacts, Worksheet
from bkkhousing.lib.upload_tables import Heading, first_rows, fitted, heading_of, totals_row
from bkkhousing.lib.upload_texts import TextTable, text_table

__all__ = [
    "FlawedCell",
    "Note",
    "Refused",
    "SheetSketch",
    "Upload",
    "inspect",
    "read_rows",
    "read_table",
    "telling",
]

SAMPLED = 200
TOP = 10
SHARED_TEXTS = "xl/sharedStrings.xml"


class Source(Protocol):
    """A sheet of any kind of file."""

    name: str
    hidden: bool

    def rows(self) -> Iterator[tuple[int, list[Cell]]]: ...


@dataclass(frozen=True)
class SheetSketch:
    """What a sheet looks like: its heading, how many rows follow, the first of them, and its very top as it stands."""

    name: str
    hidden: bool
    header_row: int
    headers: tuple[str, ...]
    rows_seen: int
    sample: tuple[tuple[str, ...], ...]
    top: tuple[tuple[int, tuple[str, ...]], ...]
    notes: tuple[Note, ...]
    totals_row: int | None = None

    @property
    def is_blank(self) -> bool:
        return not self.headers

    def column(self, place: int) -> list[str]:
        """The filled cells of a column in the sample."""
        return [row[place] for row in self.sample if row[place] != ""]


@dataclass(frozen=True)
class Upload:
    """A file that can be read: what it is, and a sketch of each of its sheets."""

    kind: str
    encoding: str
    delimiter: str
    size: int
    sheets: tuple[SheetSketch, ...]

    @property
    def main(self) -> SheetSketch:
        """The sheet a person most likely means: the visible one with most cells."""
        return max(self.sheets, key=lambda s: (not s.hidden, s.rows_seen * len(s.headers), len(s.headers)))

    def sheet(self, name: str) -> SheetSketch | None:
        return next((sketch for sketch in self.sheets if sketch.name == name), None)

    def as_json(self) -> dict:
        """The same as plain lists and words, to be stored."""
        return asdict(self)

    @classmethod
    def from_json(cls, told: dict) -> "Upload":
        return cls(**{**told, "sheets": tuple(_sketch_from_json(sheet) for sheet in told["sheets"])})


def inspect(path: Path | str, *, name: str, encoding: str = "") -> Upload:
    """What a file is; every part of it is checked. Raises SheetProblem."""
    with _sources(Path(path), name, encoding) as (kind, sources, text):
        sketches = tuple(_sketch(source) for source in sources)
        if all(sketch.is_blank for sketch in sketches):
            raise Refused("empty")
        told, delimiter = (text.encoding, text.delimiter) if text else ("", "")
        return Upload(kind, told, delimiter, Path(path).stat().st_size, sketches)


def read_rows(
    path: Path | str, *, name: str, sheet: str = "", header_row: int | None = None, encoding: str = ""
) -> SheetContent:
    """A sheet's headers and rows; the file stays open until the rows are read to their end or let go.

    `header_row` is the number of the (last) heading row, 0 for none; without it the heading is found as in
    `inspect`. Cells are text, dates, or FlawedCell: text that cannot be relied on. Raises SheetProblem, also
    while rows are read.
    """
    stack = ExitStack()
    try:
        _kind, sources, text = stack.enter_context(_sources(Path(path), name, encoding, only=sheet or None))
        source = _chosen(sources, sheet)
        facts = _facts(source)
        top = first_rows(source.rows)
        heading = heading_of(top, facts.merges, chosen=header_row)
    except BaseException:
        stack.close()
        raise
    after = heading.row if header_row != 0 else 0
    return SheetContent(
        headers=heading.headers,
        numbered_rows=_closing(stack, _counted(source, heading, after)),
        name=source.name,
        encoding=text.encoding if text else "",
        header_row=after,
        totals_row=totals_row(facts.last_row, top, after),
        notes=heading.notes,
    )


def read_table(path: Path) -> SheetContent:
    """The one table of a file where nobody can be asked what a guessed heading means. Raises SheetProblem."""
    content = read_rows(path, name=path.name)
    guessed = next((note for note in content.notes if note.code in REFUSALS), None)
    if guessed:
        content.numbered_rows.close()
        raise Refused(guessed.code, **guessed.words)
    return content


def _closing(stack: ExitStack, rows: Iterator) -> Iterator:
    with stack:
        yield from rows


def _counted(source: Source, heading: Heading, after: int) -> Iterator[tuple[int, list[Cell]]]:
    most = limit("rows")
    for count, row in enumerate(fitted(source.rows(), len(heading.headers), after=after), start=1):
        if count > most:
            raise beyond("too_many_rows", "rows", sheet=source.name)
        yield row


class _sources:
    """The sheets of a file, open for as long as they are read."""

    def __init__(self, path: Path, name: str, encoding: str, *, only: str | None = "") -> None:
        self._path, self._name, self._encoding, self._only = path, name, encoding, only
        self._stack = ExitStack()

    def __enter__(self) -> tuple[str, list[Source], TextTable | None]:
        if self._path.stat().st_size > limit("file_mib") * MIB:
            raise beyond("too_large", "file_mib")
        with self._stack as stack:
            found = self._open()
            self._stack = stack.pop_all()
        return found

    def __exit__(self, *_error: object) -> None:
        self._stack.close()

    def _open(self) -> tuple[str, list[Source], TextTable | None]:
        content = self._path.read_bytes()
        if content.startswith(OLD_OFFICE):
            sheets = open_old_book(content)
            refuse_unless_named_so("old workbook", self._name)
            return "xls", sheets, None
        kind = kind_of(content)
        refuse_unless_named_so(kind, self._name)
        if kind == "workbook":
            del content
            return "xlsx", self._worksheets(), None
        table = text_table(content, self._encoding)
        return "csv", [table], table

    def _worksheets(self) -> list[Source]:
        archive = self._stack.enter_context(opened(self._path))
        book = read_book(archive)
        if self._only == "":
            read_here = frozenset((SHARED_TEXTS, *(told.part for told in book.sheets)))
            refuse_unsafe_parts(archive, read_elsewhere=read_here)
        texts = SharedTexts(archive, SHARED_TEXTS)
        wanted = [told for told in book.sheets if not self._only or told.name == self._only]
        return [Worksheet(archive, book, texts, told) for told in wanted]


def _chosen(sources: list[Source], sheet: str) -> Source:
    """The sheet of that name, or the first visible one that is not blank."""
    if sheet:
        found = next((source for source in sources if source.name == sheet), None)
        if found is None:
            raise Refused("no_such_sheet", sheet=sheet)
        return found
    seen = [source for source in sources if not source.hidden] or sources
    return next((source for source in seen if next(source.rows(), None)), seen[0])


def _facts(source: Source) -> SheetFacts:
    """What was noted when a worksheet was opened; other tables are gone through once."""
    if isinstance(source, Worksheet):
        return source.facts
    if isinstance(source, TextTable):
        return SheetFacts(*source.extent())
    facts, most = SheetFacts(), limit("rows")
    for row in source.rows():
        facts.filled_rows, facts.last_row = facts.filled_rows + 1, row
        if facts.filled_rows > most + TOP:
            raise beyond("too_many_rows", "rows", sheet=source.name)
    return facts


def _sketch(source: Source) -> SheetSketch:
    facts, top = _facts(source), first_rows(source.rows)
    shown = tuple((number, tuple(map(as_text, cells))) for number, cells in top[:TOP])
    if not top:
        return SheetSketch(source.name, source.hidden, 0, (), 0, (), (), tuple(_noticed(source, facts)))
    heading = heading_of(top, facts.merges)
    rows = islice(fitted(source.rows(), len(heading.headers), after=heading.row), SAMPLED)
    sample = tuple(tuple(map(as_text, cells)) for _number, cells in rows)
    above = sum(number <= heading.row for number, _cells in top)
    count = facts.filled_rows - above
    if count > limit("rows"):
        raise beyond("too_many_rows", "rows", sheet=source.name)
    totals = totals_row(facts.last_row, top, heading.row)
    notes = (*heading.notes, *_noticed(source, facts, totals))
    return SheetSketch(
        source.name, source.hidden, heading.row, heading.headers, count, sample, shown, notes, totals
    )


def _noticed(source: Source, facts: SheetFacts, totals: int | None = None) -> Iterator[Note]:
    counts = (
        ("merged_cells", len(facts.merges)),
        ("hidden_rows", facts.hidden_rows),
        ("hidden_columns", facts.hidden_columns),
    )
    yield from (Note(code, {"count": count}) for code, count in counts if count)
    if source.hidden:
        yield Note("hidden_sheet")
    if facts.filtered:
        yield Note("filtered")
    if totals:
        yield Note("totals_row", {"row": totals})


def _sketch_from_json(told: dict) -> SheetSketch:
    return SheetSketch(
        **{
            **told,
            "headers": tuple(told["headers"]),
            "sample": tuple(map(tuple, told["sample"])),
            "top": tuple((number, tuple(cells)) for number, cells in told["top"]),
            "notes": tuple(Note(**note) for note in told["notes"]),
        }
    )
