"""Rounds, surveys, what happened to them and the figures they add up to."""

from surveys.models.round import Limit, Round, RoundExtension, limits_on
from surveys.models.survey import Debt, Member, Survey
from surveys.models.trail import Change, Comment, DeletedSurvey, Move

from surveys.models.figure import Figure  # isort: skip  (its columns are read from the models above)

__all__ = [
    "Change",
    "Comment",
    "Debt",
    "DeletedSurvey",
    "Figure",
    "Limit",
    "Member",
    "Move",
    "Round",
    "RoundExtension",
    "Survey",
    "limits_on",
]
