"""The API of rounds and surveys."""

from surveys.api.rounds import RoundViewSet
from surveys.api.surveys import SurveyViewSet

__all__ = ["RoundViewSet", "SurveyViewSet"]
