"""The rules of the questionnaire, written once; form, file, sync and API all ask here.

Sources: the questionnaire of the Bangkok housing survey, version 1; where a rule rests on something else its
docstring says so.
"""

from functools import cache

from surveys.entry import Entry
from surveys.problems import Problem
from surveys.rules import dwelling, economy, location, needs, people, roster, tenure, visit
from surveys.rules.declaring import DECLARED, Context, Neighbours, Rule

__all__ = ["RULES", "Context", "Neighbours", "Rule", "problems"]

SECTIONS = (visit, location, people, roster, dwelling, tenure, economy, needs)
RULES: tuple[Rule, ...] = tuple(rule for section in SECTIONS for rule in DECLARED[section.__name__])


def problems(entry: Entry, context: Context) -> list[Problem]:
    """Everything that is wrong or unusual: unreadable answers first, then the rules in questionnaire order."""
    found = list(entry.unreadable)
    for rule in _applying(context.asked):
        found.extend(rule.problems(entry, context))
    return found


@cache
def _applying(asked: frozenset[str]) -> tuple[Rule, ...]:
    """The rules of which the round asks every question, in their order."""
    return tuple(rule for rule in RULES if rule.applies(asked))
