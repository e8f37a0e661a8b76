"""What the pages show of a version: its files in order, the dictionary it was published with, how much is withheld."""

import csv
import io
import json
from collections import Counter
from dataclasses import dataclass
from itertools import groupby

from django.core.files.storage import default_storage
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from open_data.models import Publication, PublicationFile
from open_data.package import NAME
from surveys.readers.figures import By

LEVELS = (By.CITY, By.GROUP, By.DISTRICT)

SAYS = {
    NAME: _("คำอธิบายชุดข้อมูล (Frictionless Data Package)"),
    "figures.csv": _("ตัวเลขตามพื้นที่และประเภทชุมชน"),
    "figures.json": _("ตัวเลขตามพื้นที่และประเภทชุมชน"),
    "measures.csv": _("พจนานุกรมข้อมูล"),
    "measures.json": _("พจนานุกรมข้อมูล"),
    "places.csv": _("รหัสและชื่อพื้นที่"),
    "community_types.csv": _("รหัสและชื่อประเภทชุมชน"),
}


@dataclass(frozen=True)
class Download:
    """A file as the page offers it."""

    name: str
    says: str
    size: int
    sha256: str

    @property
    def kind(self) -> str:
        return self.name.rpartition(".")[2].upper()

    @property
    def kib(self) -> int:
        return max(1, round(self.size / 1024))


@dataclass(frozen=True)
class Entry:
    """A line of the data dictionary in the language of the page."""

    name: str
    question: str
    label: str
    unit: str
    definition: str


def downloads(publication: Publication) -> list[Download]:
    """The files of a version that everybody may take."""
    rows = [file for file in publication.files.all() if file.is_public]
    return [Download(file.name, str(SAYS.get(file.name, file.name)), file.size, file.sha256) for file in rows]


def dictionary(publication: Publication) -> list[tuple[str, list[Entry]]]:
    """The measures of a version by question, as they were published."""
    rows = _json(publication, "measures.json")["measures"]
    language = "en" if (get_language() or "th").startswith("en") else "th"
    entries = [_entry(row, language) for row in rows]
    return [(question, list(group)) for question, group in groupby(entries, key=lambda entry: entry.question)]


def _entry(row: dict[str, str], language: str) -> Entry:
    said = (row[f"{part}_{language}"] for part in ("question", "label", "unit", "definition"))
    return Entry(row["measure"], *said)


def stored_file(code: str, name: str) -> PublicationFile | None:
    """A public file of a published version."""
    files = PublicationFile.objects.filter(publication__in=Publication.objects.published(), is_public=True)
    return files.filter(publication__code=code, name=name).first()


@dataclass(frozen=True)
class Level:
    """How many numbers of one level of places a version tells, and how many it withholds."""

    label: str
    cells: int
    withheld: int

    @property
    def percent(self) -> int:
        return round(100 * self.withheld / self.cells) if self.cells else 0


@dataclass(frozen=True)
class Question:
    """A question of which something is withheld."""

    label: str
    cells: int
    withheld: int


@dataclass(frozen=True)
class Preview:
    """What a prepared version would tell."""

    levels: list[Level]
    questions: list[Question]


def preview(publication: Publication) -> Preview:
    """Counted from the very files that would be published."""
    rows, levels = _json(publication, "figures.json")["figures"], _levels(publication)
    entries = {entry.name: entry for _title, group in dictionary(publication) for entry in group}
    by_level: Counter = Counter()
    by_question: Counter = Counter()
    for row in rows:
        entry = entries[row["measure"]]
        by_level[levels[row["place"]], row["withheld"]] += 1
        by_question[entry.question or entry.label, row["withheld"]] += 1
    names = dict.fromkeys(title for title, hidden in by_question if by_question[title, True])
    questions = [
        Question(one, by_question[one, True] + by_question[one, False], by_question[one, True])
        for one in names
    ]
    return Preview(
        [
            Level(str(By(one).label), by_level[one, True] + by_level[one, False], by_level[one, True])
            for one in LEVELS
        ],
        sorted(questions, key=lambda question: -question.withheld / question.cells),
    )


def _levels(publication: Publication) -> dict[str, str]:
    with default_storage.open(publication.files.get(name="places.csv").key) as stored:
        rows = csv.DictReader(io.StringIO(stored.read().decode("utf-8-sig")))
        return {row["code"]: row["level"] for row in rows}


def _json(publication: Publication, name: str) -> dict:
    with default_storage.open(publication.files.get(name=name).key) as stored:
        return json.loads(stored.read())
