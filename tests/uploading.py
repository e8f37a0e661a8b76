"""Uploads made of tables, looked at as an import looks at them."""

import tempfile
from pathlib import Path

from bkkhousing.lib import uploads
from bkkhousing.lib.sheets import SheetContent
from bkkhousing.lib.uploads import SheetSketch, Upload

Table = list[list[object]]


def csv_text(table: Table) -> str:
    return "\n".join(",".join(map(str, row)) for row in table) + "\n"


def upload_of(table: Table, *, encoding: str = "utf-8") -> Upload:
    """A CSV file with these rows, the first of them its headers."""
    return upload_of_bytes(csv_text(table).encode(encoding))


def upload_of_bytes(content: bytes, name: str = "ตาราง.csv") -> Upload:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "upload"
        path.write_bytes(content)
        return uploads.inspect(path, name=name)


def sketch_of(table: Table) -> SheetSketch:
    return upload_of(table).main


def content_of(table: Table) -> SheetContent:
    """The same table as rows to go through once."""
    headers, *rows = table
    numbered = ((number, [str(cell) for cell in row]) for number, row in enumerate(rows, start=2))
    return SheetContent(tuple(headers), numbered, "", "utf-8")
