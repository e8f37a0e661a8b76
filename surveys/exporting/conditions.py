"""Says in words when a question is asked, from the same condition that the entry page follows."""

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _

from surveys.choices import NonAnswer
from surveys.questionnaire import Question, questions

Naming = Callable[[Question], str]


def by_label(question: Question) -> str:
    return str(question.label)


def sentence(condition: Mapping | None, named: Naming = by_label) -> str:
    """ "สิทธิในที่ดิน เป็น เช่า"; nothing for a question that is always asked."""
    if not condition:
        return ""
    if "all" in condition:
        return _(" และ ").join(sentence(part, named) for part in condition["all"])
    if "any" in condition:
        return _(" หรือ ").join(sentence(part, named) for part in condition["any"])
    return _comparison(condition, named)


def _comparison(condition: Mapping, named: Naming) -> str:
    question = questions().get(condition["question"]) or questions("member")[condition["question"]]
    words = {"question": named(question)}
    if "over" in condition:
        return _("%(question)s มากกว่า %(number)s") % {**words, "number": condition["over"]}
    labels = {
        "": _("ว่าง"),
        **dict(NonAnswer.choices),
        **{code: str(label) for code, label in question.choices},
    }
    codes = condition["in"] if "in" in condition else condition["not_in"]
    words["answers"] = _(" หรือ ").join(str(labels.get(code, code)) for code in codes)
    if "in" in condition:
        return _("%(question)s เป็น %(answers)s") % words
    return _("%(question)s ไม่ใช่ %(answers)s") % words
