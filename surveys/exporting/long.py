"""The long form: one row for every answer, in the same columns whatever the question."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Case, CharField, F, IntegerField, Model, Q, QuerySet, Sum, TextField, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Length, Replace
from django.utils.translation import gettext as _

from bkkhousing.lib import thai
from bkkhousing.lib.workbooks import Column
from surveys.choices import NonAnswer
from surveys.choices.exporting import Rows
from surveys.exporting import layout, stored
from surveys.exporting.columns import MIDDLE, NARROW, WIDE, ExportColumn
from surveys.exporting.contents import Contents
from surveys.exporting.disclosure import MASKS, Disclosure, disclosure_of
from surveys.exporting.rows import readable, stream
from surveys.exporting.selection import Selection
from surveys.exporting.shown import identifier, one_more
from surveys.models.fields import MultiChoiceField, unpack
from surveys.questionnaire import DEBTS, ROSTER, Question

Said = tuple[str, object]
"""The code of an answer, blank where there is none, and the answer as people read it."""
Saying = Callable[[object], Iterable[Said]]


@dataclass(frozen=True)
class LongPart:
    """A sheet with a row for every answer of its surveys, members or debts."""

    name: str
    rows: QuerySet
    place: list[ExportColumn]
    asked: list[ExportColumn]
    expected: int
    kind: str = "answers"
    places: Sequence[int] = ()

    @property
    def columns(self) -> list[Column]:
        found = [Column(one.title, one.kind, one.width, one.show) for one in readable(self.rows, self.place)]
        titles = ((_("รหัสข้อ"), 22), (_("คำถาม"), WIDE), (_("รหัสคำตอบ"), 20))
        texts = [Column(title, "text", width) for title, width in titles]
        return [*found, *texts, Column(_("คำตอบ"), "any", WIDE)]

    def stream(self) -> Iterator[tuple]:
        """Every survey's place before each of its answers."""
        wide = len(self.place)
        shows = [column.show for column in readable(self.rows, self.asked)]
        for row in stream(self.rows, [*self.place, *self.asked]):
            place = row[:wide]
            for show, value in zip(shows, row[wide:], strict=True):
                if value or value == 0:
                    for answer in show(value):
                        yield (*place, *answer)


def long_part(kind: str, rows: QuerySet, contents: Contents, selection: Selection) -> LongPart:
    """The sheet of the long form for these rows."""
    full = selection.full
    names = layout.read_names()
    asked = [q for q in _asked(kind, contents) if _is_in_file(q, selection)]
    columns = [_column(question, names, full=full) for question in asked]
    labels = {question.key: str(question.label) for question in asked}
    not_answered = ExportColumn("", "not_answered", show=_non_answers(labels))
    expected = _answers_in_database(rows, asked)
    return LongPart(_titles()[kind], rows, _place(kind), [*columns, not_answered], expected)


def _is_in_file(question: Question, selection: Selection) -> bool:
    if selection.terms and not selection.terms.asks(question):
        return False
    return disclosure_of(question, full=selection.full) != Disclosure.LEFT_OUT


def _asked(kind: str, contents: Contents) -> Sequence[Question]:
    """The questions of a sheet; members and debts are asked all of theirs."""
    rows = {Rows.MEMBERS: ROSTER, Rows.DEBTS: DEBTS}
    return rows[kind] if kind in rows else layout.survey_questions(contents)


def _titles() -> dict[str, str]:
    return {
        "surveys": _("คำตอบ"),
        Rows.MEMBERS: _("คำตอบของสมาชิก"),
        Rows.DEBTS: _("คำตอบของหนี้สิน"),
    }


def _place(kind: str) -> list[ExportColumn]:
    """Which survey an answer belongs to, and of which row it is."""
    in_survey = kind not in Rows.values
    before = "" if in_survey else "survey__"
    key = ExportColumn(_("รหัสแบบสำรวจ"), "id" if in_survey else "survey_id", show=identifier, width=38)
    district = ExportColumn(_("รหัสเขต"), f"{before}district_id", width=NARROW)
    community = ExportColumn(_("รหัสชุมชน"), f"{before}community_id", "integer", width=NARROW)
    number = ExportColumn(_("ลำดับ"), "position", "integer", one_more, NARROW)
    return [key, district, community] if in_survey else [key, number, district, community]


def _column(question: Question, names: layout.Names, *, full: bool) -> ExportColumn:
    """Where the answers of a question are stored, and the rows that one stored value becomes."""
    saying, key, label = _saying(question, names, full=full), question.key, str(question.label)

    def show(value: object) -> list[tuple]:
        return [(key, label, code, answer) for code, answer in saying(value)]

    return ExportColumn(key, question.column, show=show, width=MIDDLE)


def _saying(question: Question, names: layout.Names, *, full: bool) -> Saying:
    if disclosure_of(question, full=full) == Disclosure.MASKED:
        return lambda value: [("", MASKS[question.key](value))]
    labels = {code: str(label) for code, label in question.choices}
    by_kind: dict[str, Saying] = {
        "choice": lambda code: [(code, labels.get(code, code))],
        "multi": lambda packed: [(code, labels.get(code, code)) for code in unpack(packed)],
        "date": lambda day: [(day.isoformat(), thai.format_date(day))],
        "year": lambda year: [(str(year), thai.be_year(year))],
        "subdistrict": lambda code: [(code, names.subdistricts.get(code, code))],
    }
    return by_kind.get(question.kind, lambda value: [("", value)])


def _non_answers(labels: Mapping[str, str]) -> Callable[[object], list[tuple]]:
    """Refused and unknown, of the questions that the file may speak of."""
    words = {str(code): str(label) for code, label in NonAnswer.choices}

    def show(text: object) -> list[tuple]:
        given = json.loads(text).items()
        return [(key, labels[key], kind, words.get(kind, kind)) for key, kind in given if key in labels]

    return show


def _answers_in_database(rows: QuerySet, asked: Sequence[Question]) -> int:
    """How many answers there are, counted by the database."""
    model, plain = rows.model, rows.order_by()
    sums = {f"of_{question.key}": Sum(_answers(model, question)) for question in asked}
    sums |= {f"no_{question.key}": Sum(_non_answer(question)) for question in asked}
    return sum(count or 0 for count in plain.aggregate(**sums).values())


def _answers(model: type[Model], question: Question) -> Combinable:
    """How many answers a row gives to a question: none, one, or one for every code."""
    column = question.column
    field = stored.field_of(model, column)
    if isinstance(field, MultiChoiceField):
        packed = Cast(F(column), TextField())
        commas = Length(packed) - Length(Replace(packed, Value(","), Value("")))
        return Case(When(**{column: ""}, then=0), default=commas - 1, output_field=IntegerField())
    blank = Q(**{f"{column}__isnull": True})
    if isinstance(field, CharField):
        blank |= Q(**{column: ""})
    return Case(When(blank, then=0), default=1, output_field=IntegerField())


def _non_answer(question: Question) -> Combinable:
    given = When(not_answered__has_key=question.key, then=1)
    return Case(given, default=0, output_field=IntegerField())
