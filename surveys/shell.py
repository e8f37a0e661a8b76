"""The entry form as a shell: drawn once per language and set of asked questions, without anyone's answers.

The answers travel as JSON through the API; the scripts in `static/js/entry/` put them into the shell.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.html import strip_spaces_between_tags
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from districts.models import District, Subdistrict
from surveys.choices import NonAnswer, TargetGroup
from surveys.models import MOST_PHOTOS, Survey
from surveys.questionnaire import SECTIONS, Question, Section, conditions, questions
from surveys.readers.computed import PARTS
from surveys.rules import location
from surveys.rules.economy import EXPENSES
from surveys.shell_texts import MONTHS, TEXTS

FEW = 7
ROW = "__n__"
KEYPADS = {
    "integer": "numeric",
    "money": "numeric",
    "year": "numeric",
    "digits": "numeric",
    "house_code": "numeric",
    "decimal": "decimal",
    "coordinate": "decimal",
    "citizen_id": "numeric",
    "phone": "tel",
}
SHORT = ("moo", "building", "floor", "room", "lat", "lng")
SELECTS = ("subdistrict", "community")
LEVELS = {"members": "member", "debts": "debt"}
COLUMNS = {
    "members": (_("ชื่อ"), _("ความสัมพันธ์"), _("อายุ"), _("งานหลัก"), _("รายได้/เดือน")),
    "debts": (_("แหล่งหนี้"), _("ยอดคงค้าง"), _("ผ่อนต่อเดือน"), _("ดอกเบี้ย")),
}
COMPUTED = (
    *("household_income", "debt_payment", "affordability_gap", "target_groups"),
    *("overcrowded", "rent_burdened", "debt_stressed", "fire_access_blocked", "vulnerability"),
)


@dataclass(frozen=True)
class Field:
    """A question as the form draws it; in a roster its name holds a mark where the row's number goes."""

    question: Question
    name: str

    @property
    def widget(self) -> str:
        """radios, boxes, select, long, fixed or text."""
        kind = self.question.kind
        if kind == "choice":
            return "radios" if len(self.choices) <= FEW else "select"
        return {"multi": "boxes", "long_text": "long", "round": "fixed"}.get(
            kind, "select" if kind in SELECTS else "text"
        )

    @property
    def choices(self) -> list[tuple[str, str]]:
        return [pair for pair in self.question.choices if not _is_non_answer(pair)]

    @property
    def non_answers(self) -> list[tuple[str, str]]:
        """Refused and unknown, where the question is coded; other questions offer them behind a button."""
        return [pair for pair in self.question.choices if _is_non_answer(pair)]

    @property
    def keypad(self) -> str:
        return KEYPADS.get(self.question.kind, "")

    @property
    def is_short(self) -> bool:
        """Two of these fit beside each other on a phone."""
        return self.question.key in SHORT and self.question.level == "survey"

    @property
    def is_wide(self) -> bool:
        return self.widget in ("radios", "boxes", "long")


def _is_non_answer(pair: tuple[str, str]) -> bool:
    """A code with the very words of a non-answer; "refused" of a visit is an answer like any other."""
    return pair in NonAnswer.choices


@dataclass(frozen=True)
class Part:
    """A section as the form draws it."""

    section: Section
    number: int
    fields: list[Field]
    row_fields: list[Field]

    @property
    def columns(self) -> tuple[str, ...]:
        return COLUMNS.get(self.section.rows, ())


def parts_of(asked: frozenset[str]) -> list[Part]:
    """Every section with the questions that a round asks."""
    return [_part(number, section, asked) for number, section in enumerate(SECTIONS, 1)]


def _part(number: int, section: Section, asked: frozenset[str]) -> Part:
    rows = section.rows
    row_fields = [
        Field(question, f"{rows}-{ROW}-{question.key}")
        for question in section.row_questions
        if f"{rows}.{question.key}" in asked
    ]
    return Part(
        section,
        number,
        [Field(one, one.key) for one in section.questions if _is_drawn(one, asked)],
        row_fields,
    )


def _is_drawn(question: Question, asked: frozenset[str]) -> bool:
    """Round and community are part of every form, whatever a round asks."""
    return question.key in asked or question.kind in ("round", "community")


def form_for(asked: frozenset[str]) -> bytes:
    """The whole form in the language of the page, as it goes out."""
    return _drawn(get_language() or "th", asked)


@lru_cache(maxsize=32)
def _drawn(language: str, asked: frozenset[str]) -> bytes:
    parts = parts_of(asked)
    context = {
        "parts": parts,
        "most_photos": MOST_PHOTOS,
        "setup": setup(parts),
        "texts": {name: str(text) for name, text in TEXTS.items()},
        "computed": [(name, Survey._meta.get_field(name).verbose_name) for name in COMPUTED],
    }
    text = render_to_string("surveys/_entry_form.html", context)
    return strip_spaces_between_tags(text.strip()).encode()


def setup(parts: Iterable[Part]) -> dict[str, object]:
    """What the scripts must know of the questionnaire, in JSON types."""
    parts = list(parts)
    rows = {part.section.rows: part.row_fields for part in parts if part.section.rows}
    return {
        "sections": [_section(part) for part in parts],
        "questions": {
            "survey": _described(field for part in parts for field in part.fields),
            **{LEVELS[name]: _described(fields) for name, fields in rows.items()},
        },
        "order": {level: list(questions(level)) for level in ("survey", "member", "debt")},
        "conditions": {level: conditions(level) for level in ("survey", "member", "debt")},
        "subdistricts": _subdistricts(),
        "parts": {part: str(label) for part, label in PARTS.items()},
        "target_groups": {code: str(label) for code, label in TargetGroup.choices},
        "months": [str(month) for month in MONTHS],
        "expenses": EXPENSES,
        "point": _point(),
    }


def _point() -> dict[str, object]:
    """What the rules compare a point with: the box of the city, and of each district as south, west, north, east."""
    frames = {one.code: [one.south, one.west, one.north, one.east] for one in District.objects.all()}
    return {
        "bangkok": {"lat": location.BANGKOK_LAT, "lng": location.BANGKOK_LNG},
        "accurate": location.INACCURATE,
        "frames": frames,
    }


def _section(part: Part) -> dict[str, object]:
    section = part.section
    return {
        "code": section.code,
        "mark": section.mark,
        "title": str(section.title),
        "shown_when": section.shown_when,
        "rows": section.rows,
        "keys": [field.question.key for field in part.fields],
    }


def _described(fields: Iterable[Field]) -> dict[str, dict[str, object]]:
    return {
        one.question.key: {
            "kind": one.question.kind,
            "label": str(one.question.label),
            "required": one.question.required,
            **({"codes": one.question.codes} if one.question.codes else {}),
        }
        for one in fields
    }


def _subdistricts() -> dict[str, list[list[str]]]:
    """District code → code, name and postcode of its subdistricts, in Thai order."""
    found: dict[str, list[list[str]]] = {}
    for place in Subdistrict.objects.order_by("sort_key"):
        found.setdefault(place.district_id, []).append([place.code, place.name, place.postcode])
    return found
