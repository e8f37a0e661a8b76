"""Surveys as a workbook or a CSV file: every question, in constant memory, from one moment of the database."""

from surveys.exporting.book import ExportProblem, Written, export, sheets_of
from surveys.exporting.selection import ALL, COUNTED, Selection, states

__all__ = ["ALL", "COUNTED", "ExportProblem", "Selection", "Written", "export", "sheets_of", "states"]
