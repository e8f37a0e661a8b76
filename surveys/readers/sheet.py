"""A survey laid out to be read: its sections, roster and debts in words, with what is unusual beside each."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from surveys import skipping
from surveys.choices import NonAnswer
from surveys.entry import Entry, Row
from surveys.masking import MASKS, NUMBERS, readable
from surveys.models import Survey
from surveys.problems import Problem
from surveys.questionnaire import SECTIONS, Question, Section, asked_by, conditions
from surveys.readers.threads import Thread
from surveys.readers.wording import said

ROSTERS = {"members": "member", "debts": "debt"}


@dataclass(frozen=True)
class Answer:
    """One question and what was answered; `text` is empty when nothing was."""

    field: str
    label: str
    text: str
    is_answered: bool = True
    is_masked: bool = False
    problems: tuple[Problem, ...] = ()
    threads: tuple[Thread, ...] = ()
    remark: str = ""


@dataclass(frozen=True)
class SheetRow:
    """A member of the roster, or a debt."""

    title: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True)
class SheetSection:
    """A section of the questionnaire with its answers."""

    code: str
    title: str
    answers: tuple[Answer, ...]
    rows_title: str = ""
    rows: tuple[SheetRow, ...] = ()


@dataclass(frozen=True)
class Beside:
    """What stands beside the answers, by field name."""

    problems: Mapping[str, list[Problem]] = field(default_factory=dict)
    threads: Mapping[str, list[Thread]] = field(default_factory=dict)
    remarks: Mapping[str, str] = field(default_factory=dict)
    personal: bool = True
    revealed: bool = False

    def hides(self, question: Question) -> bool:
        """Whether an answer is masked or left out; what tells who a person is opens for a reason."""
        if self.revealed and question.key in MASKS:
            return False
        return question.key in NUMBERS or (question.personal and not self.personal)

    def speaks_of(self, name: str) -> bool:
        """Whether something stands beside a field even when it was not answered."""
        return name in self.problems or name in self.threads

    def answer(self, question: Question, name: str, row: Row) -> Answer:
        text, is_masked = _text(question, row, hidden=self.hides(question))
        return Answer(
            field=name,
            label=str(question.label),
            text=text,
            is_answered=row.has(question.key),
            is_masked=is_masked,
            problems=tuple(self.problems.get(name, ())),
            threads=tuple(self.threads.get(name, ())),
            remark=self.remarks.get(name, ""),
        )


def beside(
    problems: Iterable[Problem] = (),
    threads: Iterable[Thread] = (),
    remarks: Mapping[str, str] | None = None,
    *,
    personal: bool = True,
    revealed: bool = False,
) -> Beside:
    """Problems and threads sorted to their fields; readers who see no personal data get neither.

    `revealed` shows ids and phones as they are: to those who said why, and to those at work on the form.
    """
    if not personal:
        return Beside(personal=False, revealed=revealed)
    return Beside(_by_field(problems), _by_field(threads), remarks or {}, revealed=revealed)


def _by_field(things: Iterable) -> dict[str, list]:
    sorted_out: dict[str, list] = {}
    for thing in things:
        sorted_out.setdefault(thing.field, []).append(thing)
    return sorted_out


def _text(question: Question, row: Row, *, hidden: bool) -> tuple[str, bool]:
    """The answer in words, and whether it was masked."""
    if not row.has(question.key):
        return "", False
    is_raw, mask = question.key in row.raw, MASKS.get(question.key)
    value = row.raw[question.key] if is_raw else row.answer(question.key)
    if not hidden or (question.key in NUMBERS and value in NonAnswer.values):
        return str(value) if is_raw else said(question, value), False
    return (mask(str(value)), True) if mask else ("", True)


def sheet_of(survey: Survey, entry: Entry, beside: Beside) -> list[SheetSection]:
    """The sections that apply to this survey; what was skipped or not asked in its round is left out."""
    entry = entry if beside.personal else readable(entry)
    asked = asked_by(survey.round)
    return [
        _section(section, survey, entry, asked, beside) for section in SECTIONS if _applies(section, entry)
    ]


def _applies(section: Section, entry: Entry) -> bool:
    return skipping.holds(section.shown_when, entry.survey.answer)


def _section(section: Section, survey: Survey, entry: Entry, asked, beside: Beside) -> SheetSection:
    shown = [q for q in section.questions if q.key in asked and _is_shown(q, entry)]
    rows = _rows(section, entry, beside) if section.rows else ()
    return SheetSection(
        code=section.code,
        title=f"{section.mark}. {section.title}",
        answers=tuple(_place(q, survey) or beside.answer(q, q.key, entry.survey) for q in shown),
        rows_title=_("สมาชิกในครัวเรือน") if section.rows == "members" else _("หนี้"),
        rows=tuple(rows),
    )


def _is_shown(question: Question, entry: Entry) -> bool:
    return skipping.holds(conditions().get(question.key), entry.survey.answer)


def _place(question: Question, survey: Survey) -> Answer | None:
    """Round, community and subdistrict are answered by rows of their own, whose name is shown."""
    if question.kind not in ("round", "community", "subdistrict"):
        return None
    row = getattr(survey, question.kind)
    return Answer(question.key, str(question.label), str(row or ""), is_answered=row is not None)


def _rows(section: Section, entry: Entry, beside: Beside) -> Iterator[SheetRow]:
    """Roster rows with the answers that were given; blanks are left out of them."""
    for position, row in enumerate(entry.rows(ROSTERS[section.rows])):
        answers = [
            beside.answer(question, f"{section.rows}-{position}-{question.key}", row)
            for question in section.row_questions
            if row.has(question.key) or beside.speaks_of(f"{section.rows}-{position}-{question.key}")
        ]
        yield SheetRow(_row_title(section, position, answers), tuple(answers))


def _row_title(section: Section, position: int, answers: list[Answer]) -> str:
    given = {answer.field.rpartition("-")[2]: answer.text for answer in answers}
    names = ("title", "first_name", "last_name") if section.rows == "members" else ("source",)
    name = " ".join(given[key] for key in names if given.get(key))
    return f"{position + 1}. {name}" if name else str(position + 1)
