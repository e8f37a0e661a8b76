"""Surveys as a workbook or as CSV: every question, in constant memory, from one moment of the database."""

from surveys.exporting.book import ExportProblem, Written, export
from surveys.exporting.contents import Contents
from surveys.exporting.parts import parts_of
from surveys.exporting.selection import ALL, COUNTED, Selection, states

__all__ = [
    "ALL",
    "COUNTED",
    "Contents",
    "ExportProblem",
    "Selection",
    "Written",
    "export",
    "parts_of",
    "states",
]
