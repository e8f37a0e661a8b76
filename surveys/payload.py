"""Turning a payload (see the stable interface) into an entry: reading every answer and applying skip logic."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache

from django.utils.translation import gettext_lazy as _

from surveys import consent
from surveys.choices import Severity
from surveys.entry import Entry, Row
from surveys.problems import Problem
from surveys.questionnaire import Question, asked_by, conditions, questions
from surveys.reading import NON_ANSWERS, Unreadable, reader_of
from surveys.skipping import holds

ROSTERS = (("members", "member"), ("debts", "debt"))


def read(payload: Mapping, round) -> Entry:
    """The entry of a payload; answers that cannot be read are kept as typed and reported, never dropped."""
    entry = Entry(confirmed=_reasons(payload.get("confirmed")))
    asked = asked_by(round)
    answers = _mapping(payload.get("answers"))
    entry.survey = _read_row(answers, "survey", "", asked, entry.unreadable)
    _hide(entry.survey, "survey", "", entry.survey.answer, entry.unreadable)
    for name, level in ROSTERS:
        _read_roster(entry, payload.get(name), name, level, asked)
    consent.withhold(entry)
    return entry


def _mapping(value: object) -> Mapping:
    return value if isinstance(value, Mapping) else {}


def _rows(value: object) -> Sequence:
    return value if isinstance(value, Sequence) and not isinstance(value, str) else ()


def _reasons(value: object) -> dict[str, str]:
    return {
        str(code): str(reason).strip()[:300]
        for code, reason in _mapping(value).items()
        if str(reason).strip()
    }


def _read_roster(entry: Entry, rows: object, name: str, level: str, asked: frozenset[str]) -> None:
    wanted = _asked_of(name, asked)
    target = entry.members if level == "member" else entry.debts
    for position, given in enumerate(_rows(rows)):
        prefix = f"{name}-{position}-"
        row = _read_row(_mapping(given), level, prefix, wanted, entry.unreadable)
        _hide(row, level, prefix, _own_then_survey(row, entry.survey), entry.unreadable)
        target.append(row)


@lru_cache(maxsize=64)
def _asked_of(name: str, asked: frozenset[str]) -> frozenset[str]:
    """Which questions of a roster a round asks."""
    return frozenset(key.removeprefix(f"{name}.") for key in asked if key.startswith(f"{name}."))


def _own_then_survey(row: Row, survey: Row) -> Callable[[str], object]:
    own = questions("member")
    return lambda key: row.answer(key) if key in own else survey.answer(key)


def _read_row(
    given: Mapping, level: str, prefix: str, asked: frozenset[str], unreadable: list[Problem]
) -> Row:
    """Answers are read in the order of the questionnaire, however the payload was put together."""
    row, known = Row(), questions(level)
    for key in sorted(given.keys() & known.keys(), key=_order(level).__getitem__):
        if key in asked:
            _read_answer(row, known[key], given[key], prefix, unreadable)
        else:
            row.hidden[key] = _kept(given[key])
    for key in sorted(given.keys() - known.keys()):
        row.raw[key] = _kept(given[key])
        unreadable.append(_unknown_question(f"{prefix}{key}"))
    return row


@cache
def _order(level: str) -> dict[str, int]:
    """The place of every question in the questionnaire."""
    return {key: place for place, key in enumerate(questions(level))}


def _kept(value: object) -> object:
    """A value as every database gives it back: PostgreSQL returns the float 5e16 as a whole number."""
    if isinstance(value, list):
        return [_kept(part) for part in value]
    if isinstance(value, dict):
        return {key: _kept(part) for key, part in value.items()}
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _unknown_question(field: str) -> Problem:
    return Problem(field, Severity.HARD, "unknown_question", _("แบบสอบถามนี้ไม่มีข้อนี้ ตรวจรหัสข้อ"))


def _read_answer(row: Row, question: Question, value: object, prefix: str, unreadable: list[Problem]) -> None:
    if value is None or value == "" or value == []:
        return
    if not question.choices and isinstance(value, str) and value in NON_ANSWERS:
        row.not_answered[question.key] = value
        return
    try:
        typed = _reader(question)(value)
    except Unreadable as problem:
        row.raw[question.key] = _kept(value)
        unreadable.append(Problem(prefix + question.key, Severity.HARD, problem.code, problem.sentence))
        return
    if typed not in ("", (), None):
        row.values[question.key] = typed


@cache
def _reader(question: Question) -> Callable[[object], object]:
    return reader_of(question)


def _hide(
    row: Row, level: str, prefix: str, answer: Callable[[str], object], unreadable: list[Problem]
) -> None:
    """Take out answers whose question is not shown; sensitive ones are emptied, the others kept aside.

    What could not be read in such a question is no problem: nobody could see it there.
    """
    rules, known = conditions(level), questions(level)
    answered = {*row.values, *row.not_answered, *row.raw}
    present = [key for key in rules if key in answered]
    for key in present:
        if holds(rules[key], answer):
            continue
        kept = row.plain()[key]
        unreadable[:] = [problem for problem in unreadable if problem.field != prefix + key]
        for answers in (row.values, row.not_answered, row.raw):
            answers.pop(key, None)
        if not known[key].sensitive:
            row.hidden[key] = kept
