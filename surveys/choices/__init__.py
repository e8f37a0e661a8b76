"""The codes of every coded answer: English key, Thai label, order."""

from surveys.choices.closing import Difficulty
from surveys.choices.dwelling import (
    Condition,
    Dwelling,
    Electricity,
    FireRisk,
    Material,
    Sewage,
    Toilet,
    Water,
)
from surveys.choices.economy import DebtSource, IncomeBand, Savings
from surveys.choices.household import (
    Disability,
    Education,
    IdKind,
    MovedFrom,
    Nationality,
    Relation,
    Sex,
    Title,
    Welfare,
    Work,
)
from surveys.choices.needs import FormWanted, JoinBaanMankong, Programme, TargetGroup, Timeframe, Want
from surveys.choices.survey import DistrictRoundState, NonAnswer, Severity, State, YesNo
from surveys.choices.tenure import HouseTenure, HousingProblem, LandOwner, LandTenure, Sector
from surveys.choices.visit import Canal, Consent, Informant, PointSource, Registration, Share, VisitResult

__all__ = [
    "Canal",
    "Condition",
    "Consent",
    "DebtSource",
    "Difficulty",
    "Disability",
    "DistrictRoundState",
    "Dwelling",
    "Education",
    "Electricity",
    "FireRisk",
    "FormWanted",
    "HouseTenure",
    "HousingProblem",
    "IdKind",
    "IncomeBand",
    "Informant",
    "JoinBaanMankong",
    "LandOwner",
    "LandTenure",
    "Material",
    "MovedFrom",
    "Nationality",
    "NonAnswer",
    "PointSource",
    "Programme",
    "Registration",
    "Relation",
    "Savings",
    "Sector",
    "Severity",
    "Sewage",
    "Sex",
    "Share",
    "State",
    "TargetGroup",
    "Timeframe",
    "Title",
    "Toilet",
    "VisitResult",
    "Want",
    "Water",
    "Welfare",
    "Work",
    "YesNo",
]
