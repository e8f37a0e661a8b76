"""What a file for a partner may hold: the households that agreed, and the answers that were agreed upon."""

from dataclasses import dataclass
from datetime import date

from surveys.choices.privacy import Purpose
from surveys.consent import SENSITIVE
from surveys.exporting.columns import ExportColumn
from surveys.models import SharingAgreement
from surveys.questionnaire import Question

PLACE = frozenset({"id", "survey", "position", "round", "district", "community", "state"})
"""What tells one row from another, without the permanent identity of the household."""
NEVER = SENSITIVE | {"vulnerability_parts"}
"""Answers about health were given to the office alone."""
ROSTERS = {"surveys": "", "members": "members.", "debts": "debts."}


class NoAgreement(Exception):
    """Nothing was agreed with the partner, or not any more."""


@dataclass(frozen=True)
class Terms:
    """For which partner, which answers, and by which agreement."""

    partner: str
    questions: frozenset[str]
    source: str

    def takes(self, column: ExportColumn, kind: str) -> bool:
        """Whether a column of the surveys, members or debts may be in the file."""
        return column.key in PLACE or self.allows(column.key, kind)

    def allows(self, key: str, kind: str) -> bool:
        return key not in NEVER and f"{ROSTERS[kind]}{key}" in self.questions

    def asks(self, question: Question) -> bool:
        kinds = {"survey": "surveys", "member": "members", "debt": "debts"}
        return self.allows(question.key, kinds[question.level])

    def has_rows(self, kind: str) -> bool:
        """Whether anything of the members or debts was agreed upon."""
        return any(key.startswith(ROSTERS[kind]) for key in self.questions)


def terms_of(purpose: str, today: date) -> Terms | None:
    """None for the office's own use; raises NoAgreement."""
    if purpose == Purpose.OWN:
        return None
    agreed = SharingAgreement.objects.in_force(purpose, today)
    if agreed is None:
        raise NoAgreement
    return Terms(agreed.partner, frozenset(agreed.questions), agreed.source)


def purposes(today: date) -> list[tuple[str, object]]:
    """What may be chosen today: own use, and the partners with whom something was agreed."""
    return [(code, label) for code, label in Purpose.choices if _is_possible(code, today)]


def _is_possible(code: str, today: date) -> bool:
    return code == Purpose.OWN or SharingAgreement.objects.in_force(code, today) is not None
