"""The API of rounds, surveys and figures."""

from surveys.api.figures import FigureViewSet
from surveys.api.former import LastAnswersView
from surveys.api.photos import PhotoView
from surveys.api.rounds import RoundViewSet
from surveys.api.surveys import SurveyViewSet

__all__ = ["FigureViewSet", "PhotoView", "LastAnswersView", "RoundViewSet", "SurveyViewSet"]
