"""How a rule is declared: its code, severity, description and sentence, and the check that finds it broken."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from surveys.choices import Severity
from surveys.entry import Entry
from surveys.problems import Problem, reason_for

Finding = str | tuple[str, Mapping[str, object]]


@dataclass(frozen=True)
class Neighbours:
    """What other surveys of the round hold: only what the rules need to compare, never whose it is."""

    house_codes: frozenset[str] = frozenset()
    citizen_ids: Mapping[str, bool] = field(default_factory=dict)  # id → whether it is in the same district
    points: Mapping[tuple[float, float], int] = field(default_factory=dict)


@dataclass(frozen=True)
class Context:
    """What a rule may look at beside the entry; time and place arrive as arguments."""

    today: date
    round: object
    asked: frozenset[str]
    district: object
    community: object | None
    limits: Mapping[str, Decimal]
    neighbours: Neighbours = Neighbours()
    postcodes: Mapping[str, str] = field(default_factory=dict)

    def limit(self, key: str) -> Decimal:
        """The dated limit of this name (see surveys/limits.py for what each means)."""
        return self.limits[key]


@dataclass(frozen=True)
class Rule:
    """One rule of the catalogue."""

    code: str
    severity: Severity
    questions: tuple[str, ...]
    description: str
    sentence: str
    check: Callable[[Entry, Context], Iterator[Finding]]

    @property
    def shown_description(self) -> str:
        """The description as the catalogue shows it."""
        return str(self.description) % {}

    @property
    def shown_sentence(self) -> str:
        """The sentence as the catalogue shows it, with an ellipsis where a form puts its numbers."""
        return str(self.sentence) % defaultdict(lambda: "…")

    def applies(self, asked: frozenset[str]) -> bool:
        """A rule is asked only when the round asks every question it reads."""
        return asked.issuperset(self.questions)

    def problems(self, entry: Entry, context: Context) -> Iterator[Problem]:
        for finding in self.check(entry, context):
            where, values = finding if isinstance(finding, tuple) else (finding, None)
            reason = reason_for(entry.confirmed, self.code, where) if self.severity == Severity.SOFT else ""
            yield Problem(where, self.severity, self.code, self.sentence % (values or {}), reason)


DECLARED: defaultdict[str, list[Rule]] = defaultdict(list)  # by the module that declares them


def _declares(severity: Severity) -> Callable:
    def declare(code: str, *questions: str, description: str, sentence: str) -> Callable:
        def register(check: Callable) -> Callable:
            rule = Rule(code, severity, questions, description, sentence, check)
            DECLARED[check.__module__].append(rule)
            return check

        return register

    return declare


hard = _declares(Severity.HARD)
soft = _declares(Severity.SOFT)
