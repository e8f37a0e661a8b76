"""What readers who do not see personal data are shown instead."""

from bkkhousing.lib import thai
from surveys.choices import NonAnswer
from surveys.entry import Entry, Row
from surveys.questionnaire import questions

MASKS = {
    "first_name": thai.mask_name,
    "last_name": thai.mask_name,
    "enumerator": thai.mask_name,
    "citizen_id": thai.mask_citizen_id,
    "phone": thai.mask_phone,
}
NUMBERS = frozenset({"citizen_id", "phone"})
"""Masked for everybody who only reads, until they say why they need them."""
PERSONAL_SUMS = ("household_income", "debt_payment", "vulnerability_parts")


def revealed(document: dict) -> dict:
    """Whom a form is about, of its document: names, ids and phones, and nothing else."""
    return {
        "answers": _identities(document["answers"]),
        "members": [_identities(row) for row in document["members"]],
    }


def without_numbers(document: dict) -> dict:
    """The document with ids and phones masked, for those who see people and do not work on the form."""
    return {
        **document,
        "answers": _numbers_masked(document["answers"]),
        "members": [_numbers_masked(row) for row in document["members"]],
    }


def _numbers_masked(row: dict) -> dict:
    return row | {key: MASKS[key](str(value)) for key, value in row.items() if is_number(key, value)}


def is_number(key: str, value: object) -> bool:
    """Whether this is an id or a phone, however it was typed, and not that it was refused or left out."""
    return key in NUMBERS and bool(value) and value not in NonAnswer.values


def _identities(row: dict) -> dict:
    return {key: row[key] for key in MASKS if key in row}


def readable(entry: Entry) -> Entry:
    """The entry without unreadable text and hidden answers, in which anything may have been typed."""
    return Entry(
        survey=_readable(entry.survey),
        members=[_readable(row) for row in entry.members],
        debts=[_readable(row) for row in entry.debts],
    )


def _readable(row: Row) -> Row:
    return Row(values=row.values, not_answered=row.not_answered)


def masked(document: dict) -> dict:
    """A survey's document with names and numbers masked; other personal answers are left out."""
    return {
        **document,
        "answers": _masked_row(document["answers"], "survey"),
        "members": [_masked_row(row, "member") for row in document["members"]],
        "debts": [_masked_row(row, "debt") for row in document["debts"]],
        "confirmed": {},
        "problems": [_masked_problem(problem) for problem in document["problems"]],
        "computed": {key: value for key, value in document["computed"].items() if key not in PERSONAL_SUMS},
        "photos": [],
        "comments": [],
        "updated_by": thai.mask_name(document["updated_by"]),
    }


def _masked_row(row: dict, level: str) -> dict:
    """Unknown keys are left out too: nobody has said that they are not personal."""
    known = questions(level)
    shown = {key: value for key, value in row.items() if key in known and not known[key].personal}
    return shown | {key: MASKS[key](str(row[key])) for key in row.keys() & MASKS.keys()}


def _masked_problem(problem: dict) -> dict:
    """Where and what kind; sentences may repeat an answer and reasons are typed freely."""
    return {**problem, "sentence": "", "reason": ""}
