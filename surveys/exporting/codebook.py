"""The codebook sheet: what every column means, and every code in Thai and in English."""

from collections.abc import Iterable, Iterator

from django.utils import translation
from django.utils.translation import gettext as _

from bkkhousing.lib.workbooks import Column, Sheet
from surveys.choices import IncomeBand, Severity, State, TargetGroup
from surveys.exporting.conditions import sentence
from surveys.exporting.disclosure import Disclosure, disclosure_of
from surveys.exporting.terms import PLACE, Terms
from surveys.models import Survey
from surveys.questionnaire import Question, Section, conditions, every_question
from surveys.rules import RULES

COMPUTED = (
    "target_groups",
    "household_income",
    "income_bracket",
    "debt_payment",
    "overcrowded",
    "debt_stressed",
    "rent_burdened",
    "fire_access_blocked",
    "affordability_gap",
    "vulnerability",
    "vulnerability_parts",
    "computing_version",
)
CODES = {"target_groups": TargetGroup.choices, "income_bracket": IncomeBand.choices}


def codebook(name: str, *, full: bool, terms: Terms | None = None) -> Sheet:
    """One row per question, followed by one row per code of its answers; `terms` are those of a file for a partner."""
    titles = (
        (_("รหัสข้อ"), 22), (_("ส่วน"), 24), (_("คำถาม"), 34), (_("คำถาม (อังกฤษ)"), 34),
        (_("คำอธิบาย"), 40), (_("ชนิด"), 16), (_("หน่วย"), 14), (_("รหัสคำตอบ"), 20),
        (_("คำตอบ"), 34), (_("คำตอบ (อังกฤษ)"), 34), (_("ถามเมื่อ"), 44), (_("ในไฟล์นี้"), 16),
    )  # fmt: skip
    return Sheet(
        name, [Column(title, "text", width) for title, width in titles], _rows(full=full, terms=terms)
    )


def _rows(*, full: bool, terms: Terms | None) -> Iterator[tuple]:
    yield from _coded_rows(("state", _("การเก็บข้อมูล"), _label("state")), State.choices)
    for section, question in every_question():
        yield from _question_rows(section, question, _in_file(question, full=full, terms=terms))
    for key in COMPUTED:
        yield from _coded_rows((key, _("ระบบคำนวณ"), _label(key)), CODES.get(key, ()))
    yield from _rule_rows()


def _in_file(question: Question, *, full: bool, terms: Terms | None) -> Disclosure:
    is_agreed = terms is None or question.key in PLACE or terms.asks(question)
    return disclosure_of(question, full=full) if is_agreed else Disclosure.LEFT_OUT


def _label(key: str) -> object:
    return Survey._meta.get_field(key).verbose_name


def _question_rows(section: Section, question: Question, disclosure: Disclosure) -> Iterator[tuple]:
    place = f"{section.letter}. {section.title}"
    shown_when = conditions(question.level).get(question.key) or section.shown_when
    yield (
        question.key,
        place,
        str(question.label),
        english(question.label),
        str(question.help),
        _kinds().get(question.kind, question.kind),
        str(question.unit),
        *("", "", ""),
        sentence(shown_when),
        _disclosures()[disclosure],
    )
    yield from _code_rows(question.key, place, question.choices)


def _coded_rows(heading: tuple[str, str, object], choices: Iterable) -> Iterator[tuple]:
    key, place, label = heading
    yield (key, place, str(label), english(label), *([""] * 8))
    yield from _code_rows(key, place, choices)


def _code_rows(key: str, place: str, choices: Iterable) -> Iterator[tuple]:
    for code, label in choices:
        yield (key, place, *([""] * 5), str(code), str(label), english(label), "", "")


def _rule_rows() -> Iterator[tuple]:
    """The soft rules: their codes stand in the column of confirmed problems."""
    for rule in RULES:
        if rule.severity == Severity.SOFT:
            texts = (str(rule.description), english(rule.description))
            yield ("confirmed", _("ข้อที่ต้องยืนยัน"), *([""] * 5), rule.code, *texts, "", "")


def english(text: object) -> str:
    """The English of a text that waits for its language."""
    with translation.override("en"):
        return str(text)


def _kinds() -> dict[str, str]:
    whole, text = _("จำนวนเต็ม"), _("ข้อความ")
    return {
        "choice": _("เลือกหนึ่งข้อ"),
        "multi": _("เลือกได้หลายข้อ"),
        "text": text,
        "long_text": text,
        "digits": _("ตัวเลขเก็บเป็นข้อความ"),
        "phone": _("ตัวเลขเก็บเป็นข้อความ"),
        "house_code": _("ตัวเลขเก็บเป็นข้อความ"),
        "citizen_id": _("ตัวเลขเก็บเป็นข้อความ"),
        "integer": whole,
        "money": whole,
        "decimal": _("จำนวนมีทศนิยม"),
        "coordinate": _("จำนวนมีทศนิยม"),
        "date": _("วันที่"),
        "year": _("ปี พ.ศ."),
        "subdistrict": _("รหัสแขวง"),
        "community": _("รหัสชุมชน"),
        "round": _("รหัสรอบ"),
    }


def _disclosures() -> dict[Disclosure, str]:
    return {
        Disclosure.SHOWN: _("แสดง"),
        Disclosure.MASKED: _("ปิดบังบางส่วน"),
        Disclosure.LEFT_OUT: _("ตัดออก"),
    }
