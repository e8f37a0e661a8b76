"""What a masked export shows of personal answers: what is on no list here is left out."""

from enum import StrEnum

from surveys.masking import MASKS
from surveys.questionnaire import Question

__all__ = ["MASKS", "STATISTICAL", "Disclosure", "disclosure_of"]

STATISTICAL = frozenset(
    {
        "survey.income_total",
        "survey.savings_amount",
        "member.sex",
        "member.nationality",
        "member.income_month",
        "debt.balance",
        "debt.pay_month",
    }
)
"""Personal answers that name nobody and without which a masked file would be of no use to an analyst.

Health and disability never belong here: they were given for the survey, not for files.
"""


class Disclosure(StrEnum):
    """How much of an answer a file shows."""

    SHOWN = "shown"
    MASKED = "masked"
    LEFT_OUT = "left_out"


def disclosure_of(question: Question, *, full: bool) -> Disclosure:
    """Everything in a full file; otherwise what is not personal, what can be masked, what is statistical."""
    if full or not (question.personal or question.sensitive):
        return Disclosure.SHOWN
    if question.key in MASKS:
        return Disclosure.MASKED
    listed = f"{question.level}.{question.key}" in STATISTICAL and not question.sensitive
    return Disclosure.SHOWN if listed else Disclosure.LEFT_OUT
