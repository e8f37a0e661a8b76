"""The files of a version: figures, places, types and the dictionary of measures, as CSV and as JSON."""

import csv
import io
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256

from open_data import contents
from open_data.tables import Cell, Place, Table, Type
from open_data.withholding import Earlier

CSV, JSON = "text/csv", "application/json"
BOM = "\ufeff"
COUNTS = "counts.json"
FIGURES = ("place", "community_type", "measure", "value", "withheld")

Row = Mapping[str, object]


@dataclass(frozen=True)
class File:
    """A file in memory: some megabytes at most."""

    name: str
    media_type: str
    content: bytes

    @property
    def sha256(self) -> str:
        return sha256(self.content).hexdigest()


def figure_rows(table: Table, hidden: Collection[Cell]) -> Iterator[Row]:
    """One row for each place, type and measure; a withheld number is blank."""
    for spot in table.spots:
        for name in contents.published():
            is_hidden = (*spot, name) in hidden
            value = None if is_hidden else table.value(*spot, name)
            yield dict(zip(FIGURES, (*spot, name, value, is_hidden), strict=True))


def files_of(table: Table, hidden: Collection[Cell], head: Mapping[str, object]) -> list[File]:
    """Everything that is published of a table but the data package; `head` opens the figures in JSON."""
    figures, measures = list(figure_rows(table, hidden)), contents.dictionary()
    return [
        csv_file("figures.csv", FIGURES, figures),
        json_file("figures.json", {**head, "figures": figures}),
        csv_file("measures.csv", list(measures[0]), measures),
        json_file("measures.json", {**head, "measures": measures}),
        csv_file("places.csv", list(Place.__dataclass_fields__), [asdict(one) for one in table.places]),
        csv_file(
            "community_types.csv", list(Type.__dataclass_fields__), [asdict(one) for one in table.types]
        ),
    ]


def csv_file(name: str, columns: Sequence[str], rows: Sequence[Row]) -> File:
    """UTF-8 with a byte order mark, so that Excel reads Thai."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns)
    writer.writeheader()
    writer.writerows({key: _plain(value) for key, value in row.items()} for row in rows)
    return File(name, CSV, (BOM + text.getvalue()).encode())


def _plain(value: object) -> object:
    """Yes and no as Frictionless reads them."""
    return str(value).lower() if isinstance(value, bool) else value


def json_file(name: str, content: object) -> File:
    return File(name, JSON, json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode())


def counts_file(table: Table, hidden: Collection[Cell]) -> File:
    """All numbers of a version, kept to compare the next one with and never given out."""
    cells = [[*cell, value] for cell, value in table.values.items() if value]
    return json_file(COUNTS, {"values": cells, "hidden": sorted(hidden)})


def earlier_of(content: bytes, like: Table) -> Earlier:
    """The numbers of an earlier version; its places and types are those of today."""
    kept = json.loads(content)
    values = {(place, kind, measure): value for place, kind, measure, value in kept["values"]}
    hidden = frozenset((place, kind, measure) for place, kind, measure in kept["hidden"])
    return Earlier(Table(like.places, like.types, values), hidden)


def digest_of(files: Sequence[File]) -> str:
    """One fingerprint for all files, by name and content."""
    return sha256("".join(f"{file.name}:{file.sha256}\n" for file in files).encode()).hexdigest()
