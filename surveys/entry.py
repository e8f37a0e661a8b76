"""An entry: the typed answers of one form, as every door hands them to the rules and the actions."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from surveys.problems import Problem
from surveys.questionnaire import MODELS, questions


@dataclass(slots=True)
class Row:
    """Answers of one row: the survey itself, a member or a debt.

    `values` holds typed answers that are shown and asked.  `not_answered` holds refused and unknown for
    questions without codes, `hidden` what skip logic took out, `raw` text that could not be read.
    """

    values: dict[str, object] = field(default_factory=dict)
    not_answered: dict[str, str] = field(default_factory=dict)
    hidden: dict[str, object] = field(default_factory=dict)
    raw: dict[str, object] = field(default_factory=dict)

    def get(self, key: str, default=None):
        return self.values.get(key, default)

    def answer(self, key: str):
        """The value, or the non-answer, or blank: what skip logic looks at."""
        value = self.values.get(key)
        return self.not_answered.get(key, "") if value is None else value

    def has(self, key: str) -> bool:
        """Whether the question was answered in any way, readable or not."""
        return key in self.values or key in self.not_answered or key in self.raw

    def plain(self) -> dict[str, object]:
        """All that was typed, in JSON types, hidden and unreadable answers included."""
        shown = {key: _plain(value) for key, value in self.values.items()}
        return {**self.hidden, **self.raw, **self.not_answered, **shown}


@dataclass(slots=True)
class Entry:
    """A whole form: the survey's answers, its roster, its debts, and the reasons given for soft problems."""

    survey: Row = field(default_factory=Row)
    members: list[Row] = field(default_factory=list)
    debts: list[Row] = field(default_factory=list)
    confirmed: dict[str, str] = field(default_factory=dict)
    unreadable: list[Problem] = field(default_factory=list)

    def get(self, key: str, default=None):
        return self.survey.values.get(key, default)

    def rows(self, level: str) -> list[Row]:
        return {"survey": [self.survey], "member": self.members, "debt": self.debts}[level]

    def content(self) -> dict[str, object]:
        """The payload that would give this entry again; two entries are the same when their contents are."""
        return {
            "answers": self.survey.plain(),
            "members": [row.plain() for row in self.members],
            "debts": [row.plain() for row in self.debts],
            "confirmed": dict(self.confirmed),
        }

    @property
    def is_interview(self) -> bool:
        """Whether someone was interviewed, so that sections C to G apply."""
        return self.get("visit_result", "") in ("", "complete", "partial")


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, date):
        return value.isoformat()
    return float(value) if isinstance(value, Decimal) else value


def entry_of(survey, members, debts) -> Entry:
    """The entry that stored rows hold."""
    row = _row_of(survey, "survey")
    row.values["round"] = survey.round_id
    if survey.community_id:
        row.values["community"] = survey.community_id
    return Entry(
        survey=row,
        members=[_row_of(member, "member") for member in members],
        debts=[_row_of(debt, "debt") for debt in debts],
        confirmed=dict(survey.confirmed),
    )


def _row_of(stored, level: str) -> Row:
    values = {}
    for key, question in questions(level).items():
        value = getattr(stored, question.column)
        if value is not None and value != "" and value != ():
            values[key] = value
    return Row(values, dict(stored.not_answered), dict(stored.hidden_answers), dict(stored.raw_answers))


def write_row(stored, row: Row, level: str) -> None:
    """Set the columns of a stored row to the answers of an entry's row; what is not answered becomes blank."""
    for column, key, blank in _columns(level):
        setattr(stored, column, row.values.get(key, blank))
    stored.not_answered, stored.hidden_answers, stored.raw_answers = row.not_answered, row.hidden, row.raw


_COLUMNS: dict[str, tuple[tuple[str, str, object], ...]] = {}


def _columns(level: str) -> tuple[tuple[str, str, object], ...]:
    """Attribute, question key and blank value of every answer column of a level."""
    if level not in _COLUMNS:
        fields = MODELS[level]._meta
        _COLUMNS[level] = tuple(
            (question.column, key, fields.get_field(question.key).get_default())
            for key, question in questions(level).items()
            if key != "round"
        )
    return _COLUMNS[level]
