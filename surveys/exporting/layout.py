"""The columns of the three sheets of answers: bookkeeping first, then the questions, then what is computed."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from communities.models import Community
from districts.models import District, Subdistrict
from surveys.choices import IncomeBand, NonAnswer, State, TargetGroup
from surveys.exporting import columns, shown
from surveys.exporting.columns import NARROW, WIDE, ExportColumn
from surveys.exporting.contents import COMPUTED, EVERYTHING, IMPORTED, RECORD, Contents
from surveys.exporting.disclosure import NUMBER, Disclosure, disclosure_of, harmless_extra
from surveys.models import Survey
from surveys.querysets import SurveyQuerySet
from surveys.questionnaire import DEBTS, ROSTER, Question, questions, section_of
from surveys.rules import RULES

PLACES = ("round", "community")


@dataclass(frozen=True)
class Names:
    """Names of places by their keys, read once; what a file of one district needs is a part of it."""

    districts: dict[str, str]
    subdistricts: dict[str, str]
    communities: dict[int, str]


def read_names() -> Names:
    """All names, in Thai: a file's words do not depend on who took it."""
    return Names(
        dict(District.objects.values_list("code", "name_th")),
        dict(Subdistrict.objects.values_list("code", "name_th")),
        dict(Community.objects.values_list("pk", "name")),
    )


def extra_titles(surveys: SurveyQuerySet, *, full: bool) -> list[str]:
    """Titles of the imported files' own columns that may be shown, each once, in the order met."""
    titles: dict[str, None] = {}
    for extra in surveys.exclude(extra={}).order_by().values_list("extra", flat=True).iterator():
        titles.update(dict.fromkeys(extra))
    return [title for title in titles if full or title in harmless_extra()]


def survey_columns(
    names: Names, *, full: bool, contents: Contents = EVERYTHING, extra: Iterable[str] = ()
) -> list[ExportColumn]:
    """The columns of the sheet of surveys."""
    asked = survey_questions(contents)
    own = [
        *_place_of(names),
        *_in(RECORD, _bookkeeping(full=full)),
        *_answers(asked, names, full=full),
        *_in(COMPUTED, _computed(full=full)),
    ]
    found = [*own, *_unanswered(asked, full=full), *_in(IMPORTED, _imported(extra, own, full=full))]
    return [column for column in found if contents.takes(column)]


def survey_questions(contents: Contents) -> list[Question]:
    """The questions of the chosen sections; round and community tell where the survey belongs and are in every file."""
    sections = section_of()
    return [
        question
        for key, question in questions().items()
        if key not in PLACES and sections[key].code in contents.parts
    ]


def member_columns(names: Names, *, full: bool, contents: Contents = EVERYTHING) -> list[ExportColumn]:
    age = columns.number(_label_of("member", "age"), "age")
    found = [*_row_place(names), *_answers(ROSTER, names, full=full), *age, *_unanswered(ROSTER, full=full)]
    return [column for column in found if contents.takes(column)]


def debt_columns(names: Names, *, full: bool, contents: Contents = EVERYTHING) -> list[ExportColumn]:
    found = [*_row_place(names), *_answers(DEBTS, names, full=full), *_unanswered(DEBTS, full=full)]
    return [column for column in found if contents.takes(column)]


def _answers(asked: Iterable[Question], names: Names, *, full: bool) -> list[ExportColumn]:
    found = (columns.of_question(q, full=full, subdistricts=names.subdistricts) for q in asked)
    return [column for of_one in found for column in of_one]


def _in(part: str, found: Iterable[ExportColumn]) -> list[ExportColumn]:
    return [replace(column, part=part) for column in found]


def _place_of(names: Names) -> list[ExportColumn]:
    """Which survey a row is, and where."""
    return [
        ExportColumn(_("รหัสแบบสำรวจ"), "id", show=shown.identifier, width=38, key="id"),
        ExportColumn(_("รหัสครัวเรือน"), "household_id", show=shown.identifier, width=38, key="household"),
        ExportColumn(_("รอบสำรวจ"), "round_id", width=NARROW, key="round"),
        *columns.coded(_("เขต"), "district", names.districts, source="district_id"),
        *columns.coded(_("ชุมชน"), "community", names.communities, source="community_id", kind="integer"),
        *columns.coded(_("สถานะแบบ"), "state", dict(State.choices)),
    ]


def _bookkeeping(*, full: bool) -> list[ExportColumn]:
    return [
        *columns.number(_("ฉบับแก้ไข"), "revision"),
        *columns.timed(_("เริ่มเมื่อ"), "created_at"),
        *columns.timed(_("แก้ไขล่าสุด"), "updated_at"),
        *columns.timed(_("ส่งเมื่อ"), "submitted_at"),
        *columns.timed(_("ตรวจเมื่อ"), "reviewed_at"),
        *columns.number(_("ตอบแล้ว (%)"), "completeness"),
        ExportColumn(_("จำนวนรูปถ่าย"), "photo_list", "integer", shown.number_in, NARROW, "photos"),
        *columns.number(_("ข้อที่ต้องแก้"), "hard_problems"),
        *columns.number(_("ข้อที่ต้องยืนยัน"), "soft_problems"),
        *_confirmations(full=full),
    ]


def _confirmations(*, full: bool) -> list[ExportColumn]:
    """Which problems were confirmed; the reasons are free text, so only a full file holds them."""
    codes = shown.confirmed_codes(rule.code for rule in RULES)
    found = [ExportColumn(_("ข้อที่ยืนยันแล้ว"), "confirmed", show=codes, width=WIDE, key="confirmed")]
    reasons = ExportColumn(
        _("เหตุผลที่ยืนยัน"), "confirmed", show=shown.pairs, width=WIDE, key="confirmed_reasons"
    )
    return [*found, reasons] if full else found


def _computed(*, full: bool) -> list[ExportColumn]:
    """Results of the formulas; the parts of the score tell of health, so only a full file holds them."""
    flags = ("overcrowded", "debt_stressed", "rent_burdened", "fire_access_blocked")
    amounts = ("household_income", "debt_payment", "affordability_gap", "vulnerability")
    parts = ExportColumn(
        _label_of("survey", "vulnerability_parts"),
        "vulnerability_parts",
        show=shown.pairs,
        width=WIDE,
        key="vulnerability_parts",
    )
    return [
        *columns.several(_label_of("survey", "target_groups"), "target_groups", dict(TargetGroup.choices)),
        *columns.coded(_label_of("survey", "income_bracket"), "income_bracket", dict(IncomeBand.choices)),
        *(column for key in flags for column in columns.yes_no(_label_of("survey", key), key)),
        *(column for key in amounts for column in columns.number(_label_of("survey", key), key)),
        *([parts] if full else []),
        *columns.number(_label_of("survey", "computing_version"), "computing_version"),
    ]


def _unanswered(asked: Iterable[Question], *, full: bool) -> list[ExportColumn]:
    """Refused and unknown, by question; unreadable text is free text, so only a full file holds it."""
    keys = [q.key for q in asked if disclosure_of(q, full=full) != Disclosure.LEFT_OUT]
    found = [
        ExportColumn(str(label), "not_answered", show=shown.non_answers(code, keys), width=WIDE, key=code)
        for code, label in NonAnswer.choices
    ]
    raw = ExportColumn(_("ข้อความที่ยังอ่านไม่ได้"), "raw_answers", show=shown.pairs, width=WIDE, key="raw_answers")
    return [*found, raw] if full else found


def _imported(titles: Iterable[str], own: Iterable[ExportColumn], *, full: bool) -> list[ExportColumn]:
    """The imported file's own columns, titled as there; masked, they show numbers and nothing else."""
    only = None if full else NUMBER
    taken = {column.title for column in own}
    return [
        ExportColumn(
            _("%(title)s (แฟ้มนำเข้า)") % {"title": title} if title in taken else title,
            "extra",
            show=shown.extra_value(title, only),
            key="extra",
        )
        for title in titles
    ]


def _row_place(names: Names) -> list[ExportColumn]:
    """To which survey a member or debt belongs, and which row of it this is."""
    return [
        ExportColumn(_("รหัสแบบสำรวจ"), "survey_id", show=shown.identifier, width=38, key="survey"),
        ExportColumn(_("ลำดับ"), "position", "integer", shown.one_more, NARROW, "position"),
        *columns.coded(_("เขต"), "district", names.districts, source="survey__district_id"),
        *columns.coded(
            _("ชุมชน"), "community", names.communities, source="survey__community_id", kind="integer"
        ),
    ]


def _label_of(level: str, key: str) -> str:
    model = Survey if level == "survey" else Survey._meta.get_field("members").related_model
    return str(model._meta.get_field(key).verbose_name)
