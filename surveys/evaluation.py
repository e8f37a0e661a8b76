"""What the system makes of an entry: its problems, its computed answers, how complete it is."""

from dataclasses import dataclass, fields
from functools import cache

from surveys import computing, questionnaire
from surveys.choices import NonAnswer, Severity
from surveys.computing import Computed
from surveys.entry import Entry, write_row
from surveys.models import Debt, Member, Survey
from surveys.problems import Problem
from surveys.rules import Context, problems
from surveys.skipping import holds

COMPUTED = tuple(f.name for f in fields(Computed) if f.name != "ages")
PLACES = {"round", "community"}
NON_ANSWERS = frozenset(NonAnswer)


@dataclass(frozen=True)
class Evaluation:
    """The result of looking at one entry."""

    problems: list[Problem]
    computed: Computed
    completeness: int
    asked: int
    missing: int


def evaluate(entry: Entry, context: Context) -> Evaluation:
    """Ask all rules, compute all computed answers, count what is answered."""
    shown = _shown(entry, context.asked)
    return Evaluation(
        problems(entry, context),
        computing.compute(entry, context),
        _percent_answered(shown, entry),
        *_asked_and_missing(shown, entry),
    )


def completeness(entry: Entry, context: Context) -> int:
    """Percent of the asked and shown questions of the survey itself that have any answer."""
    return _percent_answered(_shown(entry, context.asked), entry)


def asked_and_missing(entry: Entry, asked: frozenset[str]) -> tuple[int, int]:
    """How many coded questions of the interview were to be answered, and how many of them were not."""
    return _asked_and_missing(_shown(entry, asked), entry)


def _asked_and_missing(shown: list[str], entry: Entry) -> tuple[int, int]:
    coded = [key for key in shown if key in _coded()]
    return len(coded), sum(_is_missing(entry.get(key)) for key in coded)


def _percent_answered(shown: list[str], entry: Entry) -> int:
    answered = sum(entry.survey.has(key) for key in shown)
    return 100 * answered // len(shown) if shown else 100


def _shown(entry: Entry, asked: frozenset[str]) -> list[str]:
    return [key for key in _askable(asked) if _is_shown(key, entry)]


@cache
def _coded() -> frozenset[str]:
    """Questions of the interview that give codes to choose from; whoever is asked can answer them."""
    interview = [section for section in questionnaire.SECTIONS if section.shown_when]
    return frozenset(
        question.key for section in interview for question in section.questions if question.codes
    )


def _is_missing(value: object) -> bool:
    """Left blank, not known or refused."""
    if isinstance(value, tuple):
        return NON_ANSWERS.issuperset(value)
    return not value or value in NON_ANSWERS


_ASKABLE: dict[frozenset[str], tuple[str, ...]] = {}


def _askable(asked: frozenset[str]) -> tuple[str, ...]:
    if asked not in _ASKABLE:
        _ASKABLE[asked] = tuple(key for key in questionnaire.questions() if key in asked - PLACES)
    return _ASKABLE[asked]


def _is_shown(key: str, entry: Entry) -> bool:
    return holds(questionnaire.conditions().get(key), entry.survey.answer)


def fill(survey: Survey, entry: Entry, evaluation: Evaluation) -> tuple[list[Member], list[Debt]]:
    """Set every column that follows from the entry; returns the unsaved roster and debts."""
    write_row(survey, entry.survey, "survey")
    survey.confirmed = entry.confirmed
    survey.questionnaire_version = questionnaire.VERSION
    survey.computing_version = computing.VERSION
    for name in COMPUTED:
        setattr(survey, name, getattr(evaluation.computed, name))
    found = evaluation.problems
    survey.hard_problems = sum(problem.severity == Severity.HARD for problem in found)
    survey.soft_problems = sum(problem.severity == Severity.SOFT for problem in found)
    survey.completeness = evaluation.completeness
    survey.asked_answers, survey.missing_answers = evaluation.asked, evaluation.missing
    return _members(survey, entry, evaluation.computed.ages), _debts(survey, entry)


def _members(survey: Survey, entry: Entry, ages: list[int | None]) -> list[Member]:
    members = []
    for position, row in enumerate(entry.members):
        member = Member(survey=survey, position=position, age=ages[position])
        write_row(member, row, "member")
        members.append(member)
    return members


def _debts(survey: Survey, entry: Entry) -> list[Debt]:
    debts = []
    for position, row in enumerate(entry.debts):
        debt = Debt(survey=survey, position=position)
        write_row(debt, row, "debt")
        debts.append(debt)
    return debts
