"""A mapping: a file that says which column of a foreign table answers which question."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bkkhousing.lib import thai
from bkkhousing.lib.sheets import SheetProblem
from surveys.questionnaire import questions

FOLDER = Path(__file__).resolve().parents[1] / "mappings"
NAME = re.compile("[a-z0-9_]{1,40}")
DATES = ("month first", "day first")


class MappingProblem(ValueError):
    """A mapping that does not exist or cannot be used."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True)
class AnswerColumn:
    """The column that answers one question, and how its cells are read."""

    question: str
    column: str
    codes: Mapping[str, str] = field(default_factory=dict)
    blank: frozenset[str] = frozenset()
    reads_day: bool = False


@dataclass(frozen=True)
class SurveyMapping:
    """Which columns of a foreign table say what; columns are named as in the file it was made for."""

    name: str
    title: str
    month_first: bool
    ids: tuple[str, ...]
    otherwise: tuple[str, ...]
    number: str
    district: str
    community: str
    begun: str
    ended: str
    answers: tuple[AnswerColumn, ...]
    district_code: str = ""

    @property
    def required(self) -> tuple[str, ...]:
        """Columns without which the file is not read."""
        named = (self.district, self.community, self.begun, self.ended, *(a.column for a in self.answers))
        return tuple(dict.fromkeys(name for name in named if name))

    @property
    def moments(self) -> frozenset[str]:
        """The columns that say when a form was begun and ended."""
        return frozenset({self.begun, self.ended} - {""})

    def column_of(self, field: str) -> str:
        """The column that holds the answer a problem is about."""
        if field == "community":
            return self.community
        return next((answer.column for answer in self.answers if answer.question == field), "")


def names() -> list[str]:
    return sorted(path.stem for path in FOLDER.glob("*.json"))


def load(name: str) -> SurveyMapping:
    """The mapping of this name; raises MappingProblem."""
    path = FOLDER / f"{name}.json"
    if not NAME.fullmatch(name) or not path.exists():
        words = {"names": ", ".join(names())}
        raise MappingProblem(_("ไม่มีแฟ้มจับคู่ชื่อนี้ มี: %(names)s") % words)
    try:
        return read(name, json.loads(path.read_text(encoding="utf-8")))
    except ValueError as error:
        raise MappingProblem(
            _("แฟ้มจับคู่ %(name)s ใช้ไม่ได้: %(reason)s") % {"name": name, "reason": error}
        ) from error


def declaration(name: str) -> dict:
    """What the mapping file of this name says, word for word."""
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def read(name: str, told: dict) -> SurveyMapping:
    """The mapping that a declaration describes; raises MappingProblem.

    A declaration may name a district (`{"code": "1026"}`) in place of a column; the columns of the community and
    of the moments may be blank when the file has none.
    """
    try:
        return _mapping(name, told)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise MappingProblem(
            _("แฟ้มจับคู่ %(name)s ใช้ไม่ได้: %(reason)s") % {"name": name, "reason": error}
        ) from error


def _mapping(name: str, told: dict) -> SurveyMapping:
    if told["dates"] not in DATES:
        raise ValueError(told["dates"])
    identity = told["identity"]
    district = told["district"]
    return SurveyMapping(
        name=name,
        title=told["title"],
        month_first=told["dates"] == "month first",
        ids=tuple(identity["ids"]),
        otherwise=tuple(identity["otherwise"]),
        number=identity["number"],
        district=district["column"] if "code" not in district else "",
        district_code=district.get("code", ""),
        community=told["community"]["column"],
        begun=told["begun"],
        ended=told["ended"],
        answers=tuple(_answer(question, column) for question, column in told["answers"].items()),
    )


def _answer(question: str, told: dict) -> AnswerColumn:
    known = questions()[question]
    codes = {thai.normalise(cell): code for cell, code in told.get("codes", {}).items()}
    if strange := set(codes.values()) - set(known.codes):
        raise ValueError(f"{question}: {sorted(strange)}")
    return AnswerColumn(
        question, told["column"], codes, frozenset(told.get("blank", ())), told.get("read") == "day"
    )


MISSING = gettext_lazy("ไฟล์นี้ขาดคอลัมน์ %(columns)s ตรวจว่าเป็นไฟล์ของแบบ “%(title)s”")


class Columns:
    """Where the columns of a mapping stand in a file; group names in front (`group/dname`) do not matter."""

    def __init__(self, mapping: SurveyMapping, headers: tuple[str, ...]) -> None:
        self.headers = headers
        self._exact = {header: place for place, header in enumerate(headers)}
        missing = [name for name in mapping.required if self.place(name) is None]
        if missing:
            raise SheetProblem(MISSING, columns=", ".join(missing), title=mapping.title)

    def place(self, name: str) -> int | None:
        """The position of a column, counted from 0."""
        if not name:
            return None
        if name in self._exact:
            return self._exact[name]
        grouped = [place for header, place in self._exact.items() if header.endswith(f"/{name}")]
        return grouped[0] if len(grouped) == 1 else None

    def others(self, taken: set[int]) -> Iterator[tuple[str, int]]:
        """The columns that nothing has taken, with their headers."""
        return ((header, place) for place, header in enumerate(self.headers) if place not in taken)
