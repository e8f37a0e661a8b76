"""Rounds, surveys, what happened to them and the figures they add up to."""

from surveys.models.district_round import DistrictDecision, DistrictRound
from surveys.models.duplicates import Decision, Inquiry, Merge, Pair, Traced, Trait
from surveys.models.export_definition import ExportDefinition
from surveys.models.file_import import FileImport, ImportedRow, SavedMapping
from surveys.models.paper import PaperForm
from surveys.models.photo import MOST_PHOTOS, Photo
from surveys.models.privacy import Erasure, SharingAgreement
from surveys.models.round import Limit, Round, RoundExtension, limits_on
from surveys.models.survey import Debt, Member, Survey
from surveys.models.trail import Change, Comment, DeletedSurvey, Move

from surveys.models.figure import Figure  # isort: skip  (its columns are read from the models above)
from surveys.models.work_figure import WorkFigure  # isort: skip

__all__ = [
    "MOST_PHOTOS",
    "Change",
    "Comment",
    "Debt",
    "Decision",
    "DeletedSurvey",
    "DistrictDecision",
    "DistrictRound",
    "Erasure",
    "ExportDefinition",
    "Figure",
    "FileImport",
    "ImportedRow",
    "Inquiry",
    "Limit",
    "Member",
    "Merge",
    "Move",
    "Pair",
    "PaperForm",
    "Photo",
    "Round",
    "RoundExtension",
    "SavedMapping",
    "SharingAgreement",
    "Survey",
    "Traced",
    "Trait",
    "WorkFigure",
    "limits_on",
]
