"""What the system makes of an entry: its problems, its computed answers, how complete it is."""

from dataclasses import dataclass, fields

from surveys import computing, questionnaire
from surveys.choices import Severity
from surveys.computing import Computed
from surveys.entry import Entry, write_row
from surveys.models import Debt, Member, Survey
from surveys.problems import Problem
from surveys.rules import Context, problems
from surveys.skipping import holds

COMPUTED = tuple(f.name for f in fields(Computed) if f.name != "ages")
PLACES = {"round", "community"}


@dataclass(frozen=True)
class Evaluation:
    """The result of looking at one entry."""

    problems: list[Problem]
    computed: Computed
    completeness: int


def evaluate(entry: Entry, context: Context) -> Evaluation:
    """Ask all rules, compute all computed answers, count what is answered."""
    return Evaluation(
        problems(entry, context), computing.compute(entry, context), completeness(entry, context)
    )


def completeness(entry: Entry, context: Context) -> int:
    """Percent of the asked and shown questions of the survey itself that have any answer."""
    shown = [key for key in _askable(context.asked) if _is_shown(key, entry)]
    answered = sum(entry.survey.has(key) for key in shown)
    return 100 * answered // len(shown) if shown else 100


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
