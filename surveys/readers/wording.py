"""How an answer, a field and a state are said to a person."""

import re
from collections.abc import Callable
from datetime import date
from functools import cache

from django.utils.translation import gettext as _

from bkkhousing.lib import thai
from surveys.choices import NonAnswer
from surveys.questionnaire import Question, questions

ROW_FIELD = re.compile(r"(members|debts)-(\d{1,4})-(\w+)")
LEVELS = {"members": "member", "debts": "debt"}


def said(question: Question, value: object) -> str:
    """A typed answer in words, with its unit."""
    if isinstance(value, str) and value in NonAnswer.values and question.kind != "choice":
        return str(NonAnswer(value).label)
    text = SAYING.get(question.kind, str)(value) if not question.choices else _chosen(question, value)
    return f"{text} {question.unit}" if question.unit else text


@cache
def _labels(question: Question) -> dict[str, object]:
    return dict(question.choices)


def _chosen(question: Question, value: object) -> str:
    codes = [value] if isinstance(value, str) else value
    return ", ".join(str(_labels(question).get(code, code)) for code in codes)


def _number(value) -> str:
    return f"{value:,f}".rstrip("0").rstrip(".") if value % 1 else f"{value:,.0f}"


def _date(value: date | str) -> str:
    """A day, also as a payload writes it."""
    if isinstance(value, date):
        return thai.format_date(value)
    try:
        return thai.format_date(date.fromisoformat(value))
    except ValueError:
        return value


def _grouped(*sizes: int) -> Callable[[str], str]:
    """Digits in the groups in which they are printed; a number of another length stays as it is."""

    def write(digits: str) -> str:
        if len(digits) != sum(sizes):
            return digits
        starts = [sum(sizes[:place]) for place in range(len(sizes))]
        return "-".join(digits[start : start + size] for start, size in zip(starts, sizes, strict=True))

    return write


SAYING: dict[str, Callable[[object], str]] = {
    "integer": _number,
    "money": _number,
    "decimal": _number,
    "date": _date,
    "year": lambda value: str(thai.be_year(value)),
    "citizen_id": _grouped(1, 4, 5, 2, 1),
    "house_code": _grouped(4, 6, 1),
    "phone": _grouped(3, 3, 4),
}


def said_of(field: str, value: object) -> str:
    """The value of a field as a payload holds it, in words."""
    if value in (None, "", []):
        return _("ว่าง")
    question = question_of(field)
    try:
        return said(question, value) if question else str(value)
    except (TypeError, ValueError):
        return str(value)  # typed text that could not be read


def question_of(field: str) -> Question | None:
    found = ROW_FIELD.fullmatch(field)
    return questions(LEVELS[found[1]]).get(found[3]) if found else questions().get(field)


def field_label(field: str) -> str:
    """The question behind an input's name: `rent_house`, or `members-0-citizen_id` with whose row it is."""
    question, found = question_of(field), ROW_FIELD.fullmatch(field)
    label = str(question.label) if question else ""
    if not found:
        return label
    row = _("สมาชิกคนที่ %(n)s") if found[1] == "members" else _("หนี้ก้อนที่ %(n)s")
    whose = row % {"n": int(found[2]) + 1}
    return f"{whose} · {label}" if label else whose
