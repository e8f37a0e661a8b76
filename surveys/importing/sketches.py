"""The sheet of an upload as a person chose it: from the sketch that the first look left, without opening the file."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from bkkhousing.lib.upload_tables import fitted, heading_of
from bkkhousing.lib.uploads import SheetSketch, Upload
from surveys.models import FileImport


def upload_of(file_import: FileImport) -> Upload:
    """What the first look saw."""
    return Upload.from_json(file_import.sketch)


def sketch_of(file_import: FileImport) -> SheetSketch:
    """The chosen sheet under the chosen row of headings; raises SheetProblem when nothing stands in that row."""
    upload = upload_of(file_import)
    sketch = upload.sheet(file_import.sheet) or upload.main
    return with_heading(sketch, file_import.header_row)


def with_heading(sketch: SheetSketch, row: int | None) -> SheetSketch:
    """The same sheet with its headings in another of its first rows; 0 is a table without headings."""
    if row is None or row == sketch.header_row:
        return sketch
    top = [(number, list(cells)) for number, cells in sketch.top]
    heading = heading_of(top, [], chosen=row)
    after = heading.row if row else 0
    behind_top = sum(number > sketch.header_row for number, _cells in top)
    below = chain(top, _numbered(sketch.sample[behind_top:], top[-1][0] + 1))
    rows = fitted(below, len(heading.headers), after=after)
    sample = tuple(tuple(map(str, cells)) for _number, cells in rows)
    moved = sum((number > after) - (number > sketch.header_row) for number, _cells in top)
    return replace(
        sketch,
        header_row=after,
        headers=heading.headers,
        sample=sample,
        notes=heading.notes,
        rows_seen=sketch.rows_seen + moved,
    )


def _numbered(rows: tuple[tuple[str, ...], ...], first: int) -> Iterator[tuple[int, list[str]]]:
    return ((number, list(cells)) for number, cells in enumerate(rows, start=first))
