"""What a household answered in an earlier round: to begin the next form with, and to compare it with."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from surveys.choices import NonAnswer
from surveys.entry import Entry, Row, entry_of
from surveys.models import Round, Survey
from surveys.questionnaire import SECTIONS, Question, asked_by, questions
from surveys.readers.wording import field_label, said_of

ASKED_ANEW = ("A", "H")  # sections about the visit itself; the community stays
ROSTERS = (("members", "member"), ("debts", "debt"))


@dataclass(frozen=True)
class Former:
    """The answers of an earlier round, in the JSON types of a payload."""

    survey: Survey
    content: dict[str, object]

    @property
    def round(self) -> str:
        return self.survey.round_id


@dataclass(frozen=True)
class Changed:
    """One answer that is not what it was in the earlier round; a person who came or went is one change."""

    field: str
    label: str
    before: str
    now: str


def former_survey(user, *, household_id, before: Round) -> Survey | None:
    """The last interview of a household in a round before this one; without an interview, the last visit."""
    rows = Survey.objects.visible_to(user).filter(household_id=household_id).before_round(before)
    return rows.interviews_first().select_related("round").first()


def former_of(user, *, household_id, round: Round) -> Former | None:
    """What the household answered before, as far as this round asks it and it need not be asked anew."""
    survey = former_survey(user, household_id=household_id, before=round)
    return Former(survey, kept_answers(_entry(survey), asked_by(round))) if survey else None


def _entry(survey: Survey) -> Entry:
    return entry_of(survey, survey.members.all(), survey.debts.all())


def kept_answers(entry: Entry, asked: frozenset[str]) -> dict[str, object]:
    """The answers that a new form may begin with, as a payload holds them."""
    wanted = Entry(
        survey=_kept(entry.survey, questions(), asked),
        **{
            name: [_kept(row, questions(level), asked, f"{name}.") for row in entry.rows(level)]
            for name, level in ROSTERS
        },
    )
    content = wanted.content()
    return {"answers": content["answers"], "members": content["members"], "debts": content["debts"]}


def _kept(row: Row, known: Mapping[str, Question], asked: frozenset[str], prefix: str = "") -> Row:
    values = {
        key: value
        for key, value in row.values.items()
        if prefix + key in asked and not _is_asked_anew(known[key]) and not _is_non_answer(known[key], value)
    }
    return Row(values)


@cache
def _is_asked_anew(question: Question) -> bool:
    """Each visit has its own consent: what was said under the last one about health is not carried over."""
    if question.sensitive or question.kind == "round":
        return True
    visit = {one.key for section in SECTIONS if section.code in ASKED_ANEW for one in section.questions}
    return question.level == "survey" and question.key in visit - {"community"}


def _is_non_answer(question: Question, value: object) -> bool:
    """Who did not know or would not say is asked again."""
    return any(
        code == value and label == NonAnswer(code).label
        for code, label in question.choices
        if code in NonAnswer.values
    )


def changed_since(former: Former, entry: Entry, asked: frozenset[str]) -> list[Changed]:
    """What differs between an earlier round and an entry, in the order of the questionnaire."""
    now = kept_answers(entry, asked)
    found = list(_changed_answers("", former.content["answers"], now["answers"], "survey"))
    for name, level in ROSTERS:
        found += _changed_rows(name, level, former.content[name], now[name])
    return found


def _changed_answers(prefix: str, before: Mapping, now: Mapping, level: str) -> Iterable[Changed]:
    for key in questions(level):
        if before.get(key) != now.get(key):
            field = prefix + key
            yield Changed(
                field, field_label(field), said_of(field, before.get(key)), said_of(field, now.get(key))
            )


def _changed_rows(name: str, level: str, before: list[dict], now: list[dict]) -> Iterable[Changed]:
    left = list(before)
    for position, row in enumerate(now):
        old = _same_row(row, left)
        if old is None:
            yield Changed(name, field_label(f"{name}-{position}-"), "", row_name(name, row))
            continue
        left.remove(old)
        yield from _changed_answers(f"{name}-{position}-", old, row, level)
    for row in left:
        yield Changed(name, "", row_name(name, row), "")


def _same_row(row: Mapping, others: list[dict]) -> dict | None:
    """The row about the same person or debt: by number, by name and birth, by name, by what is owed to whom."""
    for keys in (
        ("citizen_id",),
        ("first_name", "last_name", "birth_date"),
        ("first_name", "last_name"),
        ("source",),
    ):
        mine = [row.get(key) for key in keys]
        if mine[0] and (
            found := next((one for one in others if [one.get(key) for key in keys] == mine), None)
        ):
            return found
    return None


def row_name(name: str, row: Mapping) -> str:
    """Whom a row is about: a member's name, the source of a debt."""
    if name == "debts":
        return said_of("debts-0-source", row.get("source"))
    return f"{row.get('first_name', '')} {row.get('last_name', '')}".strip()
