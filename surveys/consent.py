"""Consent to health and disability answers (section 26 of the law): the one home of what may be kept of them.

Every door reads its form through `payload.read`, which asks `withhold`; what was kept from before a consent was
withdrawn is emptied by `surveys.actions.forgetting`.
"""

import re
from collections.abc import Mapping

from surveys.entry import Entry, Row
from surveys.questionnaire import MODELS, questions

SENSITIVE = frozenset(key for level in MODELS for key, one in questions(level).items() if one.sensitive)
PARTS = frozenset({"disabled", "bedridden", "chronic"})
"""The parts of the vulnerability score that tell of health."""
TELLS = re.compile("พิการ|โรค|ป่วย|ติดเตียง|สุขภาพ|disab|chronic|bedrid|illness|disease|health", re.IGNORECASE)
"""A column or key of no question of ours that says by its name that it holds health."""
ROW_FIELD = re.compile(r"(?:members|debts)-\d+-(\w+)")


def is_given(entry: Entry) -> bool:
    """Whether the household said yes, in a form that asks for it; no, withdrawn and no answer are alike."""
    return entry.get("sensitive_consent") == "yes"


def withhold(entry: Entry) -> None:
    """Take every answer about health out of an entry without consent, wherever in it the sender put it."""
    if is_given(entry):
        return
    for level in MODELS:
        for row in entry.rows(level):
            _empty(row, level)
    entry.confirmed = {code: why for code, why in entry.confirmed.items() if not TELLS.search(code)}
    entry.unreadable = [one for one in entry.unreadable if not is_sensitive(one.field)]


def _empty(row: Row, level: str) -> None:
    for answers in (row.values, row.not_answered, row.hidden, row.raw):
        for key in [key for key in answers if _tells_of_health(key, level)]:
            del answers[key]


def _tells_of_health(key: str, level: str) -> bool:
    return key in SENSITIVE or (key not in questions(level) and bool(TELLS.search(key)))


def is_sensitive(field: str) -> bool:
    """Whether a field as the history names it (`members-0-chronic`, `extra-โรคประจำตัว`) tells of health."""
    found = ROW_FIELD.fullmatch(field)
    level = "member" if field.startswith("members-") else "debt" if found else "survey"
    return _tells_of_health(found[1] if found else field, level)


def without(fields: Mapping[str, object]) -> dict[str, object]:
    """What a save changed, or what a foreign file said besides, without what tells of health."""
    return {field: value for field, value in fields.items() if not is_sensitive(field)}


def without_columns(columns: Mapping[str, object]) -> dict[str, object]:
    """The stored columns of a survey or a member with those about health emptied; the score loses their points."""
    cleared = {name: "" if name in SENSITIVE else value for name, value in columns.items()}
    for name in ("not_answered", "hidden_answers", "raw_answers", "extra"):
        if kept := cleared.get(name):
            cleared[name] = without(kept)
    if parts := cleared.get("vulnerability_parts"):
        cleared["vulnerability_parts"] = [part for part in parts if part[0] not in PARTS]
        cleared["vulnerability"] = min(100, sum(points for _part, points in cleared["vulnerability_parts"]))
    return cleared
