"""A problem with an answer: where it is, how grave, and what to do about it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from surveys.choices import Severity


@dataclass(frozen=True)
class Problem:
    """One sentence for one field; `field` is the input's name, such as `rent_house` or `members-0-citizen_id`."""

    field: str
    severity: Severity
    code: str
    sentence: str
    reason: str = ""

    @property
    def blocks(self) -> bool:
        """Hard problems, and soft ones without a reason, keep a survey from being submitted."""
        return self.severity == Severity.HARD or not self.reason

    def as_dict(self) -> dict[str, str]:
        return {
            "field": self.field,
            "severity": str(self.severity.value),
            "code": self.code,
            "sentence": str(self.sentence),
            "reason": self.reason,
        }


def reason_for(confirmed: Mapping[str, str], code: str, field: str) -> str:
    """The reason given for a soft problem, for this very field (`code@field`) or for all of its code."""
    return str(confirmed.get(f"{code}@{field}") or confirmed.get(code) or "").strip()


def blocking(problems: Iterable[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.blocks]
