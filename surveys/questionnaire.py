"""The questionnaire: sections and questions in order, and when each is shown.

This is the one source for the entry page, skip logic (server and browser), the codebook, the workbook and
the API schema.  A question's label, help, choices and unit are those of its column in `surveys/models/answers/`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from surveys.choices import VisitResult
from surveys.models import Debt, Member, Survey
from surveys.skipping import over, unless, when

VERSION = 1

INTERVIEWED = unless("visit_result", *set(VisitResult.values) - {VisitResult.COMPLETE, VisitResult.PARTIAL})
CONSENTED = when("sensitive_consent", "yes")
MODELS = {"survey": Survey, "member": Member, "debt": Debt}


@dataclass(frozen=True, eq=False)
class Question:
    """One question: what it is called, what may be answered and when it is shown."""

    key: str
    level: str
    kind: str
    label: str
    help: str = ""
    unit: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    shown_when: Mapping | None = None
    required: bool = False
    sensitive: bool = False
    personal: bool = False

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(code for code, _label in self.choices)

    @property
    def column(self) -> str:
        """The attribute of the model that holds the stored value."""
        return f"{self.key}_id" if self.kind in ("subdistrict", "community", "round") else self.key


@dataclass(frozen=True, eq=False)
class Section:
    """A part of the questionnaire; `rows` names the roster or the debts that it holds."""

    code: str
    letter: str
    title: str
    questions: tuple[Question, ...]
    shown_when: Mapping | None = None
    rows: str = ""
    row_questions: tuple[Question, ...] = field(default=())

    @property
    def mark(self) -> str:
        """The letter in front of the title: ก to ซ, on English pages A to H."""
        return self.code if (get_language() or "").startswith("en") else self.letter


def _question(
    key: str, level: str = "survey", shown_when=None, *, required=False, sensitive=False
) -> Question:
    """A question described by its column."""
    model = MODELS[level]
    column = model._meta.get_field(key)
    return Question(
        key=key,
        level=level,
        kind=column.kind,
        label=column.verbose_name,
        help=column.help_text,
        unit=column.unit,
        choices=tuple(getattr(column, "codes", None) or column.choices or ()),
        shown_when=shown_when,
        required=required,
        sensitive=sensitive,
        personal=key in model.personal_fields,
    )


def _place(key: str, label) -> Question:
    return Question(key=key, level="survey", kind=key, label=label, required=True)


def _plain(*keys: str, level: str = "survey") -> tuple[Question, ...]:
    return tuple(_question(key, level) for key in keys)


THREATENED = when("problems", "eviction_notice", "lawsuit")
MOVES = when("want", "nearby", "relocate", "rent_public", "buy")
BUILDS = when("want", "stay_rebuild", "reblock", "land_share", "nearby", "relocate", "rent_public", "buy")
SAVES = when("savings", "bank", "savings_group", "cooperative", "share")
RECEIVED = unless("received_before", "", "none", "unknown", "refused")

ROSTER = (
    _question("relation", "member", required=True),
    _question("title", "member"),
    _question("first_name", "member", required=True),
    _question("last_name", "member"),
    _question("sex", "member"),
    _question("id_kind", "member"),
    _question("citizen_id", "member", when("id_kind", "thai13", "pink13"), required=True),
    _question("birth_date", "member"),
    _question("birth_year", "member", when("birth_date", "")),
    *_plain("nationality", "registered_here", "education", level="member"),
    _question("graduated_year", "member", when("education", "diploma", "bachelor", "higher")),
    *_plain("work", "income_month", "welfare", level="member"),
    _question("disability", "member", CONSENTED, sensitive=True),
    _question(
        "disability_card",
        "member",
        {"all": [CONSENTED, unless("disability", "", "none", "refused", "unknown")]},
        sensitive=True,
    ),
    _question("bedridden", "member", CONSENTED, sensitive=True),
    _question("chronic", "member", CONSENTED, sensitive=True),
)

DEBTS = _plain("source", "balance", "pay_month", "rate", level="debt")

SECTIONS = (
    Section(
        "A",
        "ก",
        _("การสำรวจ"),
        (
            _place("round", _("รอบสำรวจ")),
            _place("community", _("ชุมชน")),
            _question("survey_date", required=True),
            _question("enumerator"),
            _question("informant"),
            _question("visit_result", required=True),
            _question("privacy_notice", required=True),
            _question("sensitive_consent", shown_when=INTERVIEWED),
            _question("share_with", shown_when=INTERVIEWED),
        ),
    ),
    Section(
        "B",
        "ข",
        _("ที่ตั้ง"),
        (
            _question("house_no", shown_when=unless("no_house_number", "yes")),
            _question("no_house_number"),
            _question("registration"),
            _question("house_code", shown_when=unless("registration", "none")),
            *_plain("moo", "soi", "road", "building", "floor", "room", "subdistrict", "postcode"),
            *_plain("lat", "lng", "accuracy", "point_source", "canal"),
            _question("canal_name", shown_when=when("canal", "beside", "within", "over")),
            *_plain("households_in_house", "phone"),
        ),
    ),
    Section(
        "C",
        "ค",
        _("ครัวเรือน"),
        (
            _question("members_living", required=True),
            *_plain("members_registered", "years_here", "moved_from"),
        ),
        shown_when=INTERVIEWED,
        rows="members",
        row_questions=ROSTER,
    ),
    Section(
        "D",
        "ง",
        _("สภาพที่อยู่อาศัย"),
        (
            *_plain("dwelling", "storeys", "material", "condition", "floor_area", "bedrooms"),
            *_plain("water", "electricity", "toilet", "sewage", "access_width", "floods_per_year"),
            _question("flood_depth", shown_when=over("floods_per_year", 0)),
            _question("fire_risk"),
        ),
        shown_when=INTERVIEWED,
    ),
    Section(
        "E",
        "จ",
        _("ที่ดินและความมั่นคง"),
        (
            *_plain("house_tenure", "land_tenure"),
            _question("lease_end", shown_when=when("land_tenure", "lease")),
            *_plain("land_owner", "rent_house", "rent_land", "problems"),
            _question("eviction_by", shown_when=THREATENED, required=True),
            _question("eviction_deadline", shown_when=THREATENED, required=True),
        ),
        shown_when=INTERVIEWED,
    ),
    Section(
        "F",
        "ฉ",
        _("เศรษฐกิจครัวเรือน"),
        (
            _question("income_total"),
            _question("income_band", shown_when=when("income_total", "refused", "unknown")),
            *_plain("income_regular", "expense_food", "expense_housing", "expense_utility"),
            *_plain("expense_transport", "expense_school", "expense_health", "expense_other", "savings"),
            _question("savings_amount", shown_when=SAVES),
            _question("saving_month", shown_when=SAVES),
            _question("savings_group_member"),
        ),
        shown_when=INTERVIEWED,
        rows="debts",
        row_questions=DEBTS,
    ),
    Section(
        "G",
        "ช",
        _("ความต้องการ"),
        (
            _question("want"),
            _question("form", shown_when=BUILDS),
            _question("max_distance", shown_when=MOVES),
            *_plain("afford_month", "down_payment", "timeframe", "programmes", "join_baan_mankong"),
            _question("received_before"),
            _question("received_year", shown_when=RECEIVED),
        ),
        shown_when=INTERVIEWED,
    ),
    Section("H", "ซ", _("ปิดท้าย"), _plain("comment", "difficulty")),
)


@cache
def questions(level: str = "survey") -> dict[str, Question]:
    """The questions of one level by key, in order."""
    if level != "survey":
        return {q.key: q for q in (ROSTER if level == "member" else DEBTS)}
    return {q.key: q for section in SECTIONS for q in section.questions}


@cache
def section_of() -> dict[str, Section]:
    """The section of every survey question."""
    return {q.key: section for section in SECTIONS for q in section.questions}


@cache
def conditions(level: str = "survey") -> dict[str, Mapping]:
    """When each question is shown, its section's condition included; always-shown ones are left out."""
    if level != "survey":
        return {key: q.shown_when for key, q in questions(level).items() if q.shown_when}
    found = {}
    for section in SECTIONS:
        for question in section.questions:
            parts = [part for part in (section.shown_when, question.shown_when) if part]
            if parts:
                found[question.key] = parts[0] if len(parts) == 1 else {"all": parts}
    return found


def asked_by(round) -> frozenset[str]:
    """Keys that a round asks; roster and debt keys as `members.first_name`; an empty list means all."""
    return frozenset(round.questions) if round.questions else _all_keys()


@cache
def _all_keys() -> frozenset[str]:
    rows = {f"members.{q.key}" for q in ROSTER} | {f"debts.{q.key}" for q in DEBTS}
    return frozenset(questions()) | rows


def every_question() -> Iterator[tuple[Section, Question]]:
    """All questions with their section, roster and debt rows after the section's own."""
    for section in SECTIONS:
        for question in (*section.questions, *section.row_questions):
            yield section, question
