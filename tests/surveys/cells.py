"""What the cells of a full export must hold, worked out from the models and the questionnaire alone."""

from datetime import date, datetime

from bkkhousing.lib import thai


def stored_cells(row, question) -> dict:
    """What the workbook should say of one answer, worked out from the model alone."""
    value = getattr(row, question.column)
    of_kind = {
        "choice": choice_cells,
        "multi": multi_cells,
        "date": date_cells,
        "year": lambda q, year: {str(q.label): year and year + 543},
        "subdistrict": lambda q, code: {q.key: code},
    }
    return of_kind.get(question.kind, plain_cells)(question, value)


def choice_cells(question, code: str) -> dict:
    return {str(question.label): label_of(question, code), question.key: code or None}


def multi_cells(question, codes: tuple) -> dict:
    labels = "; ".join(label_of(question, code) for code in codes)
    return {str(question.label): labels or None, question.key: "; ".join(codes) or None}


def date_cells(question, day: date | None) -> dict:
    moment = day and datetime(day.year, day.month, day.day)
    return {str(question.label): moment, f"{question.label} (พ.ศ.)": day and thai.format_date(day)}


def plain_cells(question, value) -> dict:
    title = f"{question.label} ({question.unit})" if question.unit else str(question.label)
    return {title: None if value == "" else value}


def label_of(question, code: str) -> str | None:
    return next((str(label) for known, label in question.choices if known == code), None)
