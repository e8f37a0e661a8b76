"""One page of the explorer: the counts of one question or two, as one reader may see them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from bkkhousing.lib import thai
from bkkhousing.lib.disclosure import TOTAL
from dashboards.charts.bars import percent
from dashboards.explorer import Look, Show
from dashboards.explorer_veil import ALL, Veil, veil_over
from dashboards.filters import Asked
from dashboards.readers.overview import Overview, overview
from dashboards.readers.places import Place, Standing, place_of
from dashboards.rows_behind import rows_behind
from dashboards.totals import share
from dashboards.trust import CHANGED, CHANGED_FORMS, Trust, trust_of
from dashboards.writing import HIDDEN
from surveys.answers import Coded
from surveys.measures import BY_NAME
from surveys.readers.crossing import Crossing, crossed
from surveys.readers.figures import By, Within


@dataclass(frozen=True)
class Cell:
    """A number of the table; `value` is a count or a per cent, nothing where it is withheld or speaks of too few."""

    said: str
    value: float | None
    url: str = ""


@dataclass(frozen=True)
class Line:
    """A row of the table; the last one adds up."""

    code: str
    label: str
    cells: tuple[Cell, ...]

    @property
    def is_total(self) -> bool:
        return self.code == TOTAL


@dataclass(frozen=True)
class ExplorerPage:
    """Everything the template, the workbook and the file print."""

    seen: Overview
    asked: Asked
    look: Look
    at: datetime
    counted: Crossing
    veil: Veil = Veil()

    @property
    def is_empty(self) -> bool:
        return not self.counted.of()

    @property
    def is_veiled(self) -> bool:
        return not self.seen.standing.sees_rows_of(self.seen.place)

    @property
    def may_cross(self) -> bool:
        return may_cross(self.seen.standing)

    @property
    def title(self) -> str:
        words = {"place": self.seen.place.name, "rows": self.look.rows.label}
        if self.look.columns is None:
            return _("%(place)s: %(rows)s") % words
        return _("%(place)s: %(rows)s ไขว้กับ%(columns)s") % {**words, "columns": self.look.columns.label}

    @cached_property
    def source(self) -> str:
        words = {"round": self.asked.round.pk, "state": self.asked.state_words}
        words["at"] = thai.format_datetime_to_the_second(self.at)
        return _("แบบสำรวจรอบ %(round)s สถานะ “%(state)s” ณ %(at)s") % words

    @cached_property
    def trust(self) -> Trust:
        return trust_of(self.seen, self.asked, self.address_with)

    @cached_property
    def definition(self) -> str:
        words = {"rows": self.look.rows.label}
        if self.look.columns is None:
            said = _("นับครัวเรือนตามคำตอบข้อ “%(rows)s” หนึ่งแบบต่อครัวเรือนต่อรอบ") % words
        else:
            words["columns"] = self.look.columns.label
            said = _("นับครัวเรือนที่ให้คำตอบทั้งสองข้อ “%(rows)s” และ “%(columns)s” หนึ่งแบบต่อครัวเรือนต่อรอบ") % words
        return f"{said} {_('“ไม่ตอบ” คือข้อที่เว้นว่าง รวมแบบที่ข้อนี้ไม่ต้องถาม เช่น ไม่พบผู้อยู่อาศัย')}"

    @cached_property
    def notes(self) -> tuple[str, ...]:
        """What a reader has to know to read the table right."""
        left_out = self.look.not_asked_by(self.asked.round)
        notes = [
            _("รอบ %(round)s ไม่ได้ถามข้อ “%(label)s”") % {"round": self.asked.round.pk, "label": one.label}
            for one in left_out
        ]
        notes += [
            _("ข้อ “%(label)s” ตอบได้หลายคำตอบ ผลบวกของคำตอบจึงมากกว่าจำนวนครัวเรือน") % {"label": one.label}
            for one in self.look.several
        ]
        if self.veil.hidden:
            notes.append(_("“ปกปิด” คือ 1–4 ครัวเรือนนอกเขตของท่าน และจำนวนอื่นที่ใช้คำนวณย้อนได้"))
        return tuple(notes)

    @property
    def heads(self) -> tuple[str, ...]:
        """Over each column of numbers."""
        if self.look.columns is None:
            return _("จำนวนครัวเรือน"), _("ร้อยละ")
        return (*(_label(self.look.columns, code) for code in self.counted.column_codes), _("รวม"))

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        codes = (*self.counted.row_codes, TOTAL)
        return tuple(Line(code, _label(self.look.rows, code), tuple(self._cells(code))) for code in codes)

    def _cells(self, row: str) -> Iterator[Cell]:
        if self.look.columns is None:
            yield self.cell(row, TOTAL, Show.COUNT)
            yield self.cell(row, TOTAL, Show.ALL)
            return
        for column in (*self.counted.column_codes, TOTAL):
            yield self.cell(row, column, self.look.show)

    def cell(self, row: str, column: str, show: Show) -> Cell:
        """A count or a share of the table, with the way to its rows."""
        base = {Show.ROW: (row, TOTAL), Show.COLUMN: (TOTAL, column), Show.ALL: ALL}.get(show)
        if not self.veil.hidden.isdisjoint({(row, column), base}):
            return Cell(str(HIDDEN), None)
        count = self.counted.of(row, column)
        url = self._url(row, column) if count else ""
        if base is None:
            return Cell(f"{count:,}", count, url)
        found = share(count, self.counted.of(*base))
        return Cell(percent(found, places=1), found, url)

    def _url(self, row: str, column: str) -> str:
        if self.is_veiled:
            return ""
        given = zip(self.look.asked, (row, column), strict=False)
        chosen = [(question, code) for question, code in given if code != TOTAL]
        names = tuple(question.by_code[code].name for question, code in chosen)
        return rows_behind(self.seen.standing, self.asked, names)

    @property
    def ladder(self) -> list[dict[str, str]]:
        steps = [{"label": step.name, "url": self.address(step)} for step in self.seen.standing.ladder]
        return [*steps[:-1], {"label": steps[-1]["label"]}]

    def address(self, place: Place) -> str:
        return self._address({**place.parameters, **self.parameters})

    def address_with(self, **words: str) -> str:
        """This page with some filters set, or left out where blank."""
        return self._address({**self.seen.place.parameters, **self.parameters, **words})

    @property
    def xlsx_url(self) -> str:
        return self._file("xlsx")

    @property
    def csv_url(self) -> str:
        return self._file("csv")

    def _file(self, kind: str) -> str:
        """The shown table as a file."""
        words = {**self.seen.place.parameters, **self.parameters, "file": kind}
        return self._address(words, reverse("dashboard_explorer_file"))

    @property
    def parameters(self) -> dict[str, str]:
        kept = {name: self.asked.parameters.get(name, "") for name in ("round", "state")}
        return {**kept, **self.look.parameters}

    def _address(self, words: dict[str, str], path: str = "") -> str:
        path = path or reverse("dashboard_explorer")
        query = urlencode({name: value for name, value in words.items() if value})
        return f"{path}?{query}" if query else path

    @property
    def clear_url(self) -> str:
        return self._address(self.seen.place.parameters) if any(self.parameters.values()) else ""

    @property
    def ways_out(self) -> list[dict[str, str]]:
        """Where a reader may cross questions who may not cross them here: in the own district, and in the city."""
        standing = self.seen.standing
        places = [place_of(one) for one in standing.districts if one.pk == standing.own]
        return [{"label": one.name, "url": self.address(one)} for one in (*places, standing.ladder[0])]


def _label(question: Coded, code: str) -> str:
    return _("รวม") if code == TOTAL else str(question.by_code[code].label)


def may_cross(standing: Standing) -> bool:
    """Where rows may be seen, and in the whole city: places in between would be told apart by subtraction."""
    return standing.sees_rows_of(standing.place) or standing.place.by == By.CITY


def explorer_page(*, standing: Standing, asked: Asked, look: Look, at: datetime) -> ExplorerPage:
    """Count what is asked of a place, and settle what this reader may not be told of it."""
    asked = replace(asked, before=None, beside=None)
    is_whole = standing.sees_rows_of(standing.place)
    names = [answer.name for one in look.asked for answer in one.answers if answer.name in BY_NAME]
    measures = (*([] if is_whole else names), CHANGED, CHANGED_FORMS)
    seen = overview(standing=standing, asked=asked, measures=measures, compared=())
    if not may_cross(standing):
        return ExplorerPage(seen, asked, look, at, Crossing(look.rows, look.columns, {}))
    question = {"round": asked.round.pk, "rows": look.rows, "columns": look.columns, "states": asked.states}
    counted = crossed(**question, within=standing.place.within)
    if is_whole:
        return ExplorerPage(seen, asked, look, at, counted)
    own = crossed(**question, within=Within(By.DISTRICT, standing.own))
    return ExplorerPage(seen, asked, look, at, counted, veil_over(counted, own, seen.totals.withheld))
