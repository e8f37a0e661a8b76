"""Answers by which surveys are found and crossed: those of every coded question, and whatever the figures count.

An answer is named as the figures name it, `question.code`; who left the question out is `question.no_answer`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db import models
from django.db.models.expressions import Expression
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from surveys.choices import IncomeBand, TargetGroup
from surveys.measures import BY_NAME, FLAGS, MEASURES, Measure
from surveys.models import Member, Survey
from surveys.models.fields import MultiChoiceField
from surveys.questionnaire import questions

NO_ANSWER = "no_answer"
NO_ANSWER_LABEL = gettext_lazy("ไม่ตอบ")
COMPUTED = {"income_bracket": IncomeBand.choices, "target_groups": TargetGroup.choices}
MODELS = {"s": Survey, "m": Member}
COLUMN = re.compile(r"\b([sm])\.(\w+)")


class Holds(Expression):
    """Whether a condition of the figures is true of a survey; of a roster, whether it is of anybody."""

    conditional = True

    def __init__(self, condition: str, of_members: bool = False) -> None:
        super().__init__(output_field=models.BooleanField())
        self.condition, self.of_members = condition, of_members

    def as_sql(self, compiler, connection) -> tuple[str, list]:
        survey = connection.ops.quote_name(compiler.query.get_initial_alias())
        if not self.of_members:
            return COLUMN.sub(lambda found: f"{survey}.{found[2]}", self.condition), []
        someone = f"SELECT 1 FROM surveys_member m WHERE m.survey_id = {survey}.id AND {self.condition}"
        return f"EXISTS ({someone})", []


@dataclass(frozen=True)
class Answer:
    """One answer, or one thing that is counted, and the surveys of which it holds."""

    name: str
    label: str | Promise
    condition: str
    subject: str | Promise = ""
    of_members: bool = False

    @property
    def code(self) -> str:
        """Its place among the answers of its question; what is true or false is `yes` where it is true."""
        return self.name.partition(".")[2] or "yes"

    @property
    def holds(self) -> Holds:
        return Holds(self.condition, self.of_members)

    @cached_property
    def is_personal(self) -> bool:
        """Whether finding a household by it tells what only those may know who see personal data."""
        return any(column in MODELS[of].personal_fields for of, column in COLUMN.findall(self.condition))

    @property
    def words(self) -> str:
        if not self.subject:
            return str(self.label)
        return _("%(subject)s: %(label)s") % {"subject": self.subject, "label": self.label}


@dataclass(frozen=True)
class Coded:
    """A question answered by codes; where `several`, one survey may give more than one of them."""

    key: str
    label: str | Promise
    several: bool
    answers: tuple[Answer, ...]

    @cached_property
    def by_code(self) -> dict[str, Answer]:
        return {answer.code: answer for answer in self.answers}

    @property
    def is_flag(self) -> bool:
        return self.key in FLAGS

    @property
    def is_measured(self) -> bool:
        """Whether the figures count its answers."""
        return self.answers[0].name in BY_NAME

    def codes_of(self, stored: object) -> tuple[str, ...]:
        """The answers that a value of its column stands for."""
        if self.is_flag:
            return ("yes" if stored else "no",)
        if self.several:
            return tuple(filter(None, str(stored).split(","))) or (NO_ANSWER,)
        return (str(stored) or NO_ANSWER,)


def _choice(key: str, codes: Iterable[tuple[str, str]]) -> Coded:
    """A question whose column holds one code or several."""
    column = Survey._meta.get_field(key)
    several = isinstance(column, MultiChoiceField)
    tests = [(code, label, _test(key, code, several)) for code, label in codes]
    tests.append((NO_ANSWER, NO_ANSWER_LABEL, f"s.{key} = ''"))
    answers = (Answer(f"{key}.{code}", label, test, column.verbose_name) for code, label, test in tests)
    return Coded(key, column.verbose_name, several, tuple(answers))


def _test(key: str, code: str, several: bool) -> str:
    if measure := BY_NAME.get(f"{key}.{code}"):
        return measure.condition
    return f"s.{key} LIKE '%%,{code},%%'" if several else f"s.{key} = '{code}'"


def _flag(key: str) -> Coded:
    label, test = BY_NAME[key].label, BY_NAME[key].condition
    yes = Answer(key, gettext_lazy("ใช่"), test, label)
    return Coded(key, label, False, (yes, Answer(f"{key}.no", gettext_lazy("ไม่ใช่"), f"NOT ({test})", label)))


def _counted(measure: Measure) -> Answer:
    """What a measure counts; a sum of amounts is no answer."""
    subject = gettext_lazy("มีสมาชิก") if measure.of_members else ""
    if measure.name.endswith(".count"):
        subject = gettext_lazy("มีคำตอบ")
    return Answer(measure.name, measure.label, measure.condition or "TRUE", subject, measure.of_members)


ASKED = {q.key: q.choices for q in questions().values() if q.kind in ("choice", "multi")}
CODED: dict[str, Coded] = {
    **{key: _choice(key, codes) for key, codes in {**ASKED, **COMPUTED}.items()},
    **{key: _flag(key) for key in FLAGS},
}
ANSWERS: dict[str, Answer] = {
    **{measure.name: _counted(measure) for measure in MEASURES if not measure.amount},
    **{answer.name: answer for question in CODED.values() for answer in question.answers},
}


def answers_named(names: Iterable[str], *, personal: bool) -> tuple[Answer, ...]:
    """The answers of these names, each once; who may not see personal data finds nobody by it."""
    found = (ANSWERS[name] for name in dict.fromkeys(names) if name in ANSWERS)
    return tuple(answer for answer in found if personal or not answer.is_personal)
