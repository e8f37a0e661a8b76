"""What a masked export shows of personal answers: what is on no list here is left out."""

import json
import re
from enum import StrEnum
from functools import cache

from surveys.importing.mapping import FOLDER
from surveys.masking import MASKS
from surveys.questionnaire import Question

__all__ = ["MASKS", "NUMBER", "STATISTICAL", "Disclosure", "disclosure_of", "harmless_extra"]

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

NUMBER = re.compile(r"-?[0-9][0-9.,]{0,14}")
"""All that a masked file shows of an imported file's column, even of one that is called harmless."""


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


@cache
def harmless_extra() -> frozenset[str]:
    """Columns of foreign files whose mapping says that they name nobody."""
    told = (json.loads(path.read_text(encoding="utf-8")) for path in FOLDER.glob("*.json"))
    return frozenset(column for one in told for column in one.get("harmless_extra", {}).get("columns", ()))
