"""The answers of a household, one abstract model per section of the questionnaire."""

from surveys.models.answers.closing import ClosingAnswers
from surveys.models.answers.dwelling import DwellingAnswers
from surveys.models.answers.economy import DebtAnswers, EconomyAnswers
from surveys.models.answers.household import HouseholdAnswers
from surveys.models.answers.location import LocationAnswers
from surveys.models.answers.member import MemberAnswers
from surveys.models.answers.needs import NeedsAnswers
from surveys.models.answers.tenure import TenureAnswers
from surveys.models.answers.visit import VisitAnswers

__all__ = [
    "ClosingAnswers",
    "DebtAnswers",
    "DwellingAnswers",
    "EconomyAnswers",
    "HouseholdAnswers",
    "LocationAnswers",
    "MemberAnswers",
    "NeedsAnswers",
    "TenureAnswers",
    "VisitAnswers",
]
