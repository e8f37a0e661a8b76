"""How the Excel template of a round is laid out: what its writer and its reader agree on."""

from collections.abc import Sequence
from hashlib import sha256

from bkkhousing.lib import thai
from surveys.models import Round
from surveys.questionnaire import Question, asked_by, questions

MARKER, KIND = "_bkkhousing", "template"
LAYOUT = 1
"""Changes when an older template can no longer be read."""
HOUSEHOLDS, MEMBERS, DEBTS = "แบบสำรวจ", "สมาชิก", "หนี้สิน"
SHEETS = {"survey": HOUSEHOLDS, "member": MEMBERS, "debt": DEBTS}
ROSTERS = {"member": "members", "debt": "debts"}
NUMBER, DISTRICT, COMMUNITY = "number", "district", "community"
KEY_ROW, THAI_ROW, ENGLISH_ROW, EXAMPLE_ROW = 1, 2, 3, 4
EXAMPLE = "ตัวอย่าง"
EXAMPLES = frozenset((EXAMPLE, "example"))
BETWEEN_ANSWERS = "; "


def asked(round: Round, level: str) -> list[Question]:
    """The questions of one level that a round asks, in order; where a survey belongs is not among them."""
    keys, prefix = asked_by(round), f"{ROSTERS[level]}." if level in ROSTERS else ""
    known = questions(level).values()
    return [
        q for q in known if f"{prefix}{q.key}" in keys and (prefix or q.kind not in ("round", "community"))
    ]


def version(round: Round) -> str:
    """The layout, and a fingerprint of all questions and codes of the round."""
    told = (f"{level}.{q.key}:{','.join(q.codes)}" for level in SHEETS for q in asked(round, level))
    return f"{LAYOUT}.{sha256('|'.join(told).encode()).hexdigest()[:8]}"


def is_filling(number: int, cells: Sequence[object]) -> bool:
    """Whether a row below the keys is one that people fill in: no heading, no example, and more than a number."""
    if number <= ENGLISH_ROW or thai.normalise(str(cells[0])).casefold() in EXAMPLES:
        return False
    return any(cell != "" for cell in cells[1:])
