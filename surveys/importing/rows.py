"""Turning the rows of a file into surveys on their way in, or saying which cell stands in the way."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256

from django.utils.translation import gettext as _

from bkkhousing.lib import thai
from bkkhousing.lib.row_problems import RowProblem
from bkkhousing.lib.sheets import SheetContent
from bkkhousing.lib.upload_cells import FlawedCell
from communities.models import Community
from districts.models import District
from surveys.actions.judging import Incoming
from surveys.choices import Severity
from surveys.importing import moments
from surveys.importing.mapping import AnswerColumn, Columns, SurveyMapping
from surveys.importing.moments import BadMoment, Moment
from surveys.importing.places import Places
from surveys.problems import Problem

LONGEST_KEY = 120


class Unusable(Exception):
    """A cell that keeps its row out."""

    def __init__(self, column: str, code: str, sentence: str) -> None:
        super().__init__(code)
        self.column, self.code, self.sentence = column, code, sentence


@dataclass(frozen=True, slots=True)
class Read:
    """A row of the file: what it says, or why it says nothing; neither when a person chose to leave it out."""

    number: int
    row: Incoming | None
    problems: tuple[RowProblem, ...] = ()

    @property
    def size(self) -> int:
        """How much the row says: of the survey, what answers no question, of every person and every debt."""
        row = self.row
        return 1 + sum(map(len, (row.answers, row.extra, *row.members, *row.debts))) if row else 1


@dataclass
class RowReader:
    """Reads one file through a mapping; unmatched names and the keys of the rows gather here.

    `decisions` say what a person made of a name that no community goes by: a key of a community, `outside` or
    `skip`; `outside` says it for all of them.
    """

    content: SheetContent
    mapping: SurveyMapping
    places: Places
    outside: bool
    only_district: str | None = None
    decisions: Mapping[tuple[str, str], int | str] = field(default_factory=dict)
    fallback: datetime | None = None
    problems: list[RowProblem] = field(default_factory=list)
    unmatched: Counter = field(default_factory=Counter)
    rows: int = 0
    doubles: int = 0

    def __post_init__(self) -> None:
        mapping, columns = self.mapping, Columns(self.mapping, self.content.headers)
        self.columns = columns
        self._district, self._community = columns.place(mapping.district), columns.place(mapping.community)
        self._begun, self._ended = columns.place(mapping.begun), columns.place(mapping.ended)
        self._ids = [place for name in mapping.ids if (place := columns.place(name)) is not None]
        self._number = columns.place(mapping.number)
        self._answers = [(answer, columns.place(answer.column)) for answer in mapping.answers]
        taken = {self._district, self._begun, self._ended, self._number}
        taken |= {place for _answer, place in self._answers}
        self._others = list(columns.others(taken - {None}))
        self._read_places = (taken | {self._community, *self._ids}) - {None}
        self._headers = frozenset(header for header, _place in self._others) | mapping.moments
        self._questions = frozenset(answer.question for answer in mapping.answers)
        self.keys: dict[str, tuple[int, int]] = {}
        self._bases: Counter = Counter()

    @property
    def name(self) -> str:
        """What the keys of the rows begin with."""
        return self.mapping.name

    def read(self) -> list[Incoming]:
        """The rows that can be written, in the order of the file; every key once."""
        found = []
        for read in self.stream():
            self.problems.extend(read.problems)
            if read.row is not None:
                found.append(read.row)
        return found

    def stream(self) -> Iterator[Read]:
        """Row after row; a row that an earlier one has said already, or that is left out, says nothing."""
        for number, given in self.content.numbered_rows:
            if number == self.content.totals_row:
                continue
            self.rows += 1
            try:
                self._require_sound(given)
                cells = given if self.content.encoding else [str(cell) for cell in given]
                row = self._understood(number, cells)
            except Unusable as found:
                yield Read(number, None, (self.problem(number, found.column, found.code, found.sentence),))
                continue
            yield self._once(row) if row else Read(number, None)

    def refuse(self, number: int, column: str, code: str, sentence: str, *, refuses: bool = True) -> None:
        """Note a problem of a cell; a blank column means the whole row."""
        self.problems.append(self.problem(number, column, code, sentence, refuses=refuses))

    def problem(
        self, number: int, column: str, code: str, sentence: str, *, refuses: bool = True
    ) -> RowProblem:
        place = self.columns.place(column) if column else None
        header = "" if place is None else self.content.headers[place]
        return RowProblem(number, 0 if place is None else place + 1, header, code, sentence, refuses)

    def problem_of(self, row: Incoming, problem: Problem) -> RowProblem:
        """What a rule found, at the cell that holds the answer it is about."""
        column = self.mapping.column_of(problem.field)
        refuses = problem.severity == Severity.HARD
        return self.problem(row.number, column, problem.code, str(problem.sentence), refuses=refuses)

    def _require_sound(self, cells: list) -> None:
        """No cell that is read is one whose text cannot be relied on."""
        for place, cell in enumerate(cells):
            if type(cell) is FlawedCell and place in self._read_places:
                raise Unusable(self.content.headers[place], cell.code, cell.sentence)

    def _once(self, row: Incoming) -> Read:
        said = hash((row.community.id, row.begun_at, row.ended_at, *row.answers.items(), *row.extra.items()))
        first, said_first = self.keys.setdefault(row.source_key, (row.number, said))
        if first == row.number:
            return Read(row.number, row)
        self.doubles += 1
        words = {"row": first}
        if said == said_first:
            sentence = _("เหมือนกับแถวที่ %(row)s ทุกช่อง นับครั้งเดียว") % words
            return Read(
                row.number, None, (self.problem(row.number, "", "same_row_again", sentence, refuses=False),)
            )
        sentence = _("เป็นแบบเดียวกับแถวที่ %(row)s แต่คำตอบต่างกัน เหลือไว้แถวเดียว") % words
        return Read(row.number, None, (self.problem(row.number, "", "row_twice", sentence),))

    def _understood(self, number: int, cells: list[str]) -> Incoming | None:
        district = self._district_of(self.mapping.district_code or cells[self._district])
        begun, ended = self._moments(cells)
        answers, extra = self._answered(cells, begun, ended)
        key = self._key(cells, district.code, begun, ended)
        community = self._community_of(
            district.code, "" if self._community is None else cells[self._community]
        )
        if community is None:
            return None
        return Incoming(
            number=number,
            source_key=key,
            district=district,
            community=community,
            answers=answers,
            extra=extra,
            begun_at=begun.at,
            ended_at=ended.at,
            columns=self._questions,
            headers=self._headers,
        )

    def _district_of(self, text: str) -> District:
        district = self.places.district(text)
        if district is None:
            raise Unusable(self.mapping.district, "unknown_district", _("ไม่มีเขตนี้ใน 50 เขต ตรวจรหัสเขต 4 หลัก"))
        if self.only_district and district.code != self.only_district:
            raise Unusable(
                self.mapping.district, "other_district", _("แถวนี้เป็นของเขตอื่น ผู้นำเข้าเขียนได้เฉพาะเขตของตน")
            )
        return district

    def _moments(self, cells: list[str]) -> tuple[Moment, Moment]:
        """When the form was begun and ended; where the file does not say, when it was sent in."""
        columns = ((self._begun, self.mapping.begun), (self._ended, self.mapping.ended))
        told = [self._moment(cells[place], column) for place, column in columns if place is not None]
        told = told or [Moment(self.fallback)]
        return told[0], told[-1]

    def _moment(self, text: str, column: str) -> Moment:
        try:
            return moments.read(text, month_first=self.mapping.month_first)
        except BadMoment as error:
            raise Unusable(column, "bad_date", str(error)) from error

    def _answered(
        self, cells: list[str], begun: Moment, ended: Moment
    ) -> tuple[dict[str, object], dict[str, str]]:
        """The answers of the row, and what answers no question, as it was typed."""
        extra = {header: cells[place] for header, place in self._others if cells[place] != ""}
        for column, moment in ((self.mapping.begun, begun), (self.mapping.ended, ended)):
            if column:
                extra[column] = moment.text
        answers: dict[str, object] = {}
        for answer, place in self._answers:
            cell = cells[place]
            if answer.reads_day:
                answers[answer.question] = begun.day if place == self._begun else ended.day
            elif cell in answer.blank:
                extra[answer.column] = cell
            elif cell:
                answers[answer.question] = _code(answer, cell) if answer.codes else cell
        return answers, extra

    def _key(self, cells: list[str], district: str, begun: Moment, ended: Moment) -> str:
        """What names the row for ever (see `identity` in the mapping)."""
        for place in self._ids:
            if cells[place]:
                return f"{self.mapping.name}:{cells[place]}"[:LONGEST_KEY]
        if not self.mapping.moments:
            return f"{self.mapping.name}:{district}/{_fingerprint(cells)}"
        base = f"{self.mapping.name}:{district}/{begun.text}/{ended.text}#"
        self._bases[base] += 1
        number = self._bases[base] if self._number is None else cells[self._number]
        return f"{base}{number}"[:LONGEST_KEY]

    def _community_of(self, district: str, name: str) -> Community | None:
        """The community of that name, else what a person decided about the name, else nothing."""
        if (found := self.places.community(district, name)) is not None:
            return found
        self.unmatched[(district, name)] += 1
        decided = self.decisions.get((district, name), "outside" if self.outside else "skip")
        if decided == "outside":
            return self.places.outside(district)
        return None if decided == "skip" else self.places.by_key(decided, district=district)


def _fingerprint(cells: list[str]) -> str:
    """What names a row that neither an id nor a moment tells apart: all that it says."""
    return sha256("\x1f".join(cells).encode()).hexdigest()[:32]


def _code(answer: AnswerColumn, cell: str) -> str:
    code = answer.codes.get(cell) or answer.codes.get(thai.normalise(thai.arabic_digits(cell)))
    if code is None:
        raise Unusable(answer.column, "unknown_code", _("ไม่มีรหัสคำตอบนี้ในแฟ้มจับคู่ ตรวจรหัส"))
    return code


def base_of(source_key: str) -> str:
    """The part of a key that does not depend on how an export counts its rows; blank for a true id."""
    base, sign, _number = source_key.rpartition("#")
    return base if sign else ""


class Alternatives:
    """Stored rows that may be rows of the file under another row number, by what else their keys share."""

    def __init__(self, claimed: Collection[str], stored: Iterable[str]) -> None:
        """`claimed` are the keys in the file: a stored row of such a key is that row and no other."""
        by_base: dict[str, list[str]] = {}
        for key in stored:
            if key not in claimed:
                by_base.setdefault(base_of(key), []).append(key)
        self._by_base = {base: tuple(sorted(keys)) for base, keys in by_base.items() if base}

    def __bool__(self) -> bool:
        return bool(self._by_base)

    def of(self, row: Incoming) -> tuple[str, ...]:
        return self._by_base.get(base_of(row.source_key), ())

    def told(self, rows: Iterable[Incoming]) -> Iterator[Incoming]:
        """The rows, with the keys they may be stored under."""
        for row in rows:
            others = self.of(row) if self._by_base else ()
            yield replace(row, alternatives=others) if others else row
