"""Turning the rows of a file into surveys on their way in, or saying which cell stands in the way."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from bkkhousing.lib import thai
from bkkhousing.lib.row_problems import RowProblem
from bkkhousing.lib.sheets import SheetContent
from communities.models import Community
from districts.models import District
from surveys.actions.judging import Incoming
from surveys.importing import moments
from surveys.importing.mapping import AnswerColumn, Columns, SurveyMapping
from surveys.importing.moments import BadMoment, Moment
from surveys.importing.places import Places

LONGEST_KEY = 120


class Unusable(Exception):
    """A cell that keeps its row out."""

    def __init__(self, column: str, code: str, sentence: str) -> None:
        super().__init__(code)
        self.column, self.code, self.sentence = column, code, sentence


@dataclass
class RowReader:
    """Reads one file through a mapping; problems, unmatched names and rows left out gather here."""

    content: SheetContent
    mapping: SurveyMapping
    places: Places
    outside: bool
    only_district: str | None = None
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
        self._moments = ((self._begun, mapping.begun), (self._ended, mapping.ended))
        taken = {self._district, self._begun, self._ended, self._number}
        taken |= {place for _answer, place in self._answers}
        self._others = list(columns.others(taken - {None}))
        self._first: dict[str, Incoming] = {}
        self._bases: Counter = Counter()

    def read(self) -> list[Incoming]:
        """The rows that can be written, in the order of the file; every key once."""
        for number, given in self.content.numbered_rows:
            self.rows += 1
            cells = given if self.content.encoding else [str(cell) for cell in given]
            try:
                self._take(self._understood(number, cells))
            except Unusable as found:
                self.refuse(number, found.column, found.code, found.sentence)
        return list(self._first.values())

    def refuse(self, number: int, column: str, code: str, sentence: str, *, refuses: bool = True) -> None:
        """Note a problem of a cell; a blank column means the whole row."""
        place = self.columns.place(column) if column else None
        header = "" if place is None else self.content.headers[place]
        position = 0 if place is None else place + 1
        self.problems.append(RowProblem(number, position, header, code, sentence, refuses))

    def _take(self, row: Incoming | None) -> None:
        if row is None:
            return
        first = self._first.setdefault(row.source_key, row)
        if first is row:
            return
        self.doubles += 1
        words = {"row": first.number}
        if replace(row, number=first.number) == first:
            sentence = _("เหมือนกับแถวที่ %(row)s ทุกช่อง นับครั้งเดียว") % words
            self.refuse(row.number, "", "same_row_again", sentence, refuses=False)
        else:
            sentence = _("เป็นแบบเดียวกับแถวที่ %(row)s แต่คำตอบต่างกัน เหลือไว้แถวเดียว") % words
            self.refuse(row.number, "", "row_twice", sentence)

    def _understood(self, number: int, cells: list[str]) -> Incoming | None:
        district = self._district_of(cells[self._district])
        begun, ended = (self._moment(cells[place], column) for place, column in self._moments)
        answers, extra = self._answered(cells, begun, ended)
        key = self._key(cells, district.pk, begun, ended)
        community = self._community_of(district.pk, cells[self._community])
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
        )

    def _district_of(self, text: str) -> District:
        district = self.places.district(text)
        if district is None:
            raise Unusable(self.mapping.district, "unknown_district", _("ไม่มีเขตนี้ใน 50 เขต ตรวจรหัสเขต 4 หลัก"))
        if self.only_district and district.pk != self.only_district:
            raise Unusable(
                self.mapping.district, "other_district", _("แถวนี้เป็นของเขตอื่น ผู้นำเข้าเขียนได้เฉพาะเขตของตน")
            )
        return district

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
        extra[self.mapping.begun], extra[self.mapping.ended] = begun.text, ended.text
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
        base = f"{self.mapping.name}:{district}/{begun.text}/{ended.text}#"
        self._bases[base] += 1
        number = self._bases[base] if self._number is None else cells[self._number]
        return f"{base}{number}"[:LONGEST_KEY]

    def _community_of(self, district: str, name: str) -> Community | None:
        """The community of that name, else the outside row where that is wanted, else nothing."""
        found = self.places.community(district, name)
        if found is None:
            self.unmatched[(district, name)] += 1
        return found or (self.places.outside(district) if self.outside else None)


def _code(answer: AnswerColumn, cell: str) -> str:
    code = answer.codes.get(cell) or answer.codes.get(thai.normalise(thai.arabic_digits(cell)))
    if code is None:
        raise Unusable(answer.column, "unknown_code", _("ไม่มีรหัสคำตอบนี้ในแฟ้มจับคู่ ตรวจรหัส"))
    return code


def base_of(source_key: str) -> str:
    """The part of a key that does not depend on how an export counts its rows; blank for a true id."""
    base, sign, _number = source_key.rpartition("#")
    return base if sign else ""


def with_alternatives(rows: list[Incoming], stored_keys: set[str]) -> Iterator[Incoming]:
    """Rows whose key is not stored learn so, and which stored rows may be them under another row number."""
    claimed = {row.source_key for row in rows}
    by_base: dict[str, list[str]] = {}
    for key in sorted(stored_keys - claimed):
        by_base.setdefault(base_of(key), []).append(key)
    for row in rows:
        others = by_base.get(base_of(row.source_key) or "-", ())
        if row.source_key in stored_keys:
            yield row
        else:
            yield replace(row, is_new=True, alternatives=tuple(others))
