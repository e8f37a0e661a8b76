"""Section C, the roster: every person, and the household they make."""

from collections import Counter

from django.utils.translation import gettext_lazy as _

from bkkhousing.lib import thai
from surveys.ages import age_of
from surveys.choices.household import EARNING_WORK
from surveys.rules.declaring import hard, soft

REGISTERED = ("thai13", "pink13")


def _members(entry):
    """Position prefix and row of every member."""
    return ((f"members-{position}-", row) for position, row in enumerate(entry.members))


def _ages(entry, context):
    """Position prefix, row and known age of every member."""
    for prefix, row in _members(entry):
        age = age_of(row, entry, context.today)
        if age is not None:
            yield prefix, row, age


@hard(
    "first_name_missing",
    "members.first_name",
    description=_("ทุกคนในตารางต้องมีชื่อ"),
    sentence=_("ยังไม่ได้ใส่ชื่อ"),
)
def first_name_missing(entry, context):
    for prefix, row in _members(entry):
        if not row.has("first_name"):
            yield f"{prefix}first_name"


@hard(
    "citizen_id_invalid",
    "members.citizen_id",
    "members.id_kind",
    description=_("เลขประจำตัวต้องครบ 13 หลักและหลักตรวจสอบถูกต้อง (หลักแรก 0–8)"),
    sentence=_("เลขบัตรประชาชนไม่ถูกต้อง — ต้องครบ 13 หลัก ตรวจหลักสุดท้าย"),
)
def citizen_id_invalid(entry, context):
    """Check digit as the Department of Provincial Administration defines it; a first digit 0 is real."""
    for prefix, row in _members(entry):
        if (
            row.get("id_kind") not in REGISTERED
            or "citizen_id" in row.raw
            or "citizen_id" in row.not_answered
        ):
            continue
        if not thai.is_citizen_id(row.get("citizen_id", "")):
            yield f"{prefix}citizen_id"


@hard(
    "citizen_id_twice",
    "members.citizen_id",
    description=_("เลขประจำตัวซ้ำกันในครัวเรือนเดียวกัน"),
    sentence=_("เลขประจำตัวนี้ซ้ำกับอีกคนในครัวเรือนนี้ — ตรวจว่ากรอกซ้ำหรือไม่"),
)
def citizen_id_twice(entry, context):
    seen = Counter(row.get("citizen_id") for row in entry.members if row.get("citizen_id"))
    for prefix, row in _members(entry):
        if seen[row.get("citizen_id")] > 1:
            yield f"{prefix}citizen_id"


@soft(
    "citizen_id_elsewhere",
    "members.citizen_id",
    description=_("เลขประจำตัวนี้อยู่ในแบบอื่นของรอบนี้แล้ว (ไม่บอกว่าที่ใดหากเป็นเขตอื่น)"),
    sentence=_("เลขประจำตัวนี้มีในแบบสำรวจอื่นของรอบนี้แล้ว — ตรวจว่าคนเดียวกันถูกนับสองครั้งหรือไม่ หรือบอกเหตุผล"),
)
def citizen_id_elsewhere(entry, context):
    for prefix, row in _members(entry):
        if row.get("citizen_id") in context.neighbours.citizen_ids:
            yield f"{prefix}citizen_id"


@hard(
    "birth_date_future",
    "members.birth_date",
    description=_("วันเกิดต้องไม่อยู่ในอนาคต"),
    sentence=_("วันเกิดอยู่ในอนาคต — ตรวจปี พ.ศ."),
)
def birth_date_future(entry, context):
    for prefix, row in _members(entry):
        if (born := row.get("birth_date")) and born > context.today:
            yield f"{prefix}birth_date"
        elif (year := row.get("birth_year")) and year > context.today.year:
            yield f"{prefix}birth_year"


@hard(
    "age_over_120",
    "members.birth_date",
    description=_("อายุต้องไม่เกิน 120 ปี"),
    sentence=_("อายุเกิน 120 ปี — ตรวจปีเกิด (พ.ศ.)"),
)
def age_over_120(entry, context):
    for prefix, row, age in _ages(entry, context):
        if age > 120:
            yield _birth_field(prefix, row)


@soft(
    "age_over_100",
    "members.birth_date",
    description=_("อายุเกิน 100 ปี"),
    sentence=_("อายุเกิน 100 ปี — ตรวจปีเกิด หรือบอกเหตุผล"),
)
def age_over_100(entry, context):
    for prefix, row, age in _ages(entry, context):
        if 100 < age <= 120:
            yield _birth_field(prefix, row)


def _birth_field(prefix: str, row) -> str:
    return f"{prefix}{'birth_date' if row.get('birth_date') else 'birth_year'}"


@soft(
    "head_under_18",
    "members.relation",
    "members.birth_date",
    description=_("หัวหน้าครัวเรือนอายุต่ำกว่า 18 ปี"),
    sentence=_("หัวหน้าครัวเรือนอายุต่ำกว่า 18 ปี — ตรวจวันเกิด หรือบอกเหตุผล"),
)
def head_under_18(entry, context):
    for prefix, row, age in _ages(entry, context):
        if row.get("relation") == "head" and 0 <= age < 18:
            yield _birth_field(prefix, row)


@hard(
    "relation_missing",
    "members.relation",
    description=_("ทุกคนในตารางต้องบอกความสัมพันธ์กับหัวหน้าครัวเรือน"),
    sentence=_("ยังไม่ได้เลือกความสัมพันธ์กับหัวหน้าครัวเรือน"),
)
def relation_missing(entry, context):
    for prefix, row in _members(entry):
        if not row.has("relation"):
            yield f"{prefix}relation"


@hard(
    "head_not_one",
    "members.relation",
    description=_("ต้องมีหัวหน้าครัวเรือน 1 คนพอดี"),
    sentence=_("ต้องมีหัวหน้าครัวเรือน 1 คนพอดี ตอนนี้มี %(heads)s คน"),
)
def head_not_one(entry, context):
    heads = [prefix for prefix, row in _members(entry) if row.get("relation") == "head"]
    if entry.members and len(heads) != 1:
        yield f"{heads[-1] if heads else 'members-0-'}relation", {"heads": len(heads)}


@soft(
    "spouses_many",
    "members.relation",
    description=_("มีคู่สมรสมากกว่า 1 คน"),
    sentence=_("มีคู่สมรสมากกว่า 1 คน — ตรวจความสัมพันธ์ หรือบอกเหตุผล"),
)
def spouses_many(entry, context):
    spouses = [prefix for prefix, row in _members(entry) if row.get("relation") == "spouse"]
    if len(spouses) > 1:
        yield f"{spouses[-1]}relation"


def _head_age(entry, context) -> int | None:
    return next((age for _prefix, row, age in _ages(entry, context) if row.get("relation") == "head"), None)


@soft(
    "child_too_old",
    "members.relation",
    "members.birth_date",
    description=_("บุตรต้องอ่อนกว่าหัวหน้าครัวเรือนอย่างน้อย 12 ปี"),
    sentence=_("บุตรอ่อนกว่าหัวหน้าครัวเรือนไม่ถึง 12 ปี — ตรวจวันเกิดหรือความสัมพันธ์ หรือบอกเหตุผล"),
)
def child_too_old(entry, context):
    head = _head_age(entry, context)
    for prefix, row, age in _ages(entry, context):
        if head is not None and row.get("relation") == "child" and head - age < 12:
            yield _birth_field(prefix, row)


@soft(
    "parent_too_young",
    "members.relation",
    "members.birth_date",
    description=_("บิดามารดาต้องแก่กว่าหัวหน้าครัวเรือนอย่างน้อย 12 ปี"),
    sentence=_("บิดา/มารดาแก่กว่าหัวหน้าครัวเรือนไม่ถึง 12 ปี — ตรวจวันเกิดหรือความสัมพันธ์ หรือบอกเหตุผล"),
)
def parent_too_young(entry, context):
    head = _head_age(entry, context)
    for prefix, row, age in _ages(entry, context):
        if head is not None and row.get("relation") == "parent" and age - head < 12:
            yield _birth_field(prefix, row)


@soft(
    "bachelor_under_20",
    "members.education",
    "members.birth_date",
    description=_("จบหรือเรียนปริญญาตรีขึ้นไปแต่อายุต่ำกว่า 20 ปี"),
    sentence=_("ปริญญาตรีแต่อายุต่ำกว่า 20 ปี — ตรวจการศึกษาหรือวันเกิด หรือบอกเหตุผล"),
)
def bachelor_under_20(entry, context):
    for prefix, row, age in _ages(entry, context):
        if row.get("education") in ("bachelor", "higher") and age < 20:
            yield f"{prefix}education"


@soft(
    "working_under_15",
    "members.work",
    "members.birth_date",
    description=_("ทำงานแต่อายุต่ำกว่า 15 ปี"),
    sentence=_("ทำงานแต่อายุต่ำกว่า 15 ปี — ตรวจงานหรือวันเกิด หรือบอกเหตุผล"),
)
def working_under_15(entry, context):
    for prefix, row, age in _ages(entry, context):
        if row.get("work") in EARNING_WORK and age < 15:
            yield f"{prefix}work"


@hard(
    "income_month_negative",
    "members.income_month",
    description=_("รายได้ต้องไม่ติดลบ"),
    sentence=_("รายได้ต้องไม่ติดลบ — ตรวจตัวเลข"),
)
def income_month_negative(entry, context):
    for prefix, row in _members(entry):
        if (row.get("income_month") or 0) < 0:
            yield f"{prefix}income_month"


@soft(
    "income_month_high",
    "members.income_month",
    description=_("รายได้ต่อเดือนเกิน 100,000 บาท"),
    sentence=_("รายได้เกิน 100,000 บาทต่อเดือน — ตรวจจำนวนหลัก หรือบอกเหตุผล"),
)
def income_month_high(entry, context):
    for prefix, row in _members(entry):
        if (row.get("income_month") or 0) > 100_000:
            yield f"{prefix}income_month"


@soft(
    "income_month_unit",
    "members.income_month",
    description=_("รายได้ 1–299 บาทต่อเดือน น่าจะเป็นรายวันหรือใส่หลักขาด"),
    sentence=_("รายได้ไม่ถึง 300 บาทต่อเดือน — เป็นรายวันหรือไม่ ถ้าถูกต้องบอกเหตุผล"),
)
def income_month_unit(entry, context):
    for prefix, row in _members(entry):
        if 0 < (row.get("income_month") or 0) < 300:
            yield f"{prefix}income_month"


@soft(
    "income_month_zero_working",
    "members.income_month",
    "members.work",
    description=_("ทำงานแต่รายได้เป็น 0"),
    sentence=_("ทำงานแต่รายได้เป็น 0 — ตรวจรายได้ หรือบอกเหตุผล"),
)
def income_month_zero_working(entry, context):
    for prefix, row in _members(entry):
        if row.get("income_month") == 0 and row.get("work") in EARNING_WORK:
            yield f"{prefix}income_month"


@hard(
    "welfare_none_with_others",
    "members.welfare",
    description=_("“ไม่ได้รับ” เลือกพร้อมสวัสดิการอื่นไม่ได้"),
    sentence=_("เลือก “ไม่ได้รับ” พร้อมสวัสดิการอื่น — เลือกอย่างใดอย่างหนึ่ง"),
)
def welfare_none_with_others(entry, context):
    for prefix, row in _members(entry):
        if len(row.get("welfare", ())) > 1 and "none" in row.get("welfare"):
            yield f"{prefix}welfare"


@hard(
    "disability_none_with_others",
    "members.disability",
    description=_("“ไม่มี” เลือกพร้อมความพิการอื่นไม่ได้"),
    sentence=_("เลือก “ไม่มี” พร้อมความพิการอื่น — เลือกอย่างใดอย่างหนึ่ง"),
)
def disability_none_with_others(entry, context):
    for prefix, row in _members(entry):
        if len(row.get("disability", ())) > 1 and "none" in row.get("disability"):
            yield f"{prefix}disability"


@soft(
    "old_age_under_60",
    "members.welfare",
    "members.birth_date",
    description=_("รับเบี้ยผู้สูงอายุแต่อายุต่ำกว่า 60 ปี"),
    sentence=_("รับเบี้ยผู้สูงอายุแต่อายุต่ำกว่า 60 ปี — ตรวจวันเกิด หรือบอกเหตุผล"),
)
def old_age_under_60(entry, context):
    for prefix, row, age in _ages(entry, context):
        if "old_age" in row.get("welfare", ()) and age < 60:
            yield f"{prefix}welfare"


@soft(
    "state_card_under_18",
    "members.welfare",
    "members.birth_date",
    description=_("มีบัตรสวัสดิการแห่งรัฐแต่อายุต่ำกว่า 18 ปี"),
    sentence=_("มีบัตรสวัสดิการแห่งรัฐแต่อายุต่ำกว่า 18 ปี — ตรวจวันเกิด หรือบอกเหตุผล"),
)
def state_card_under_18(entry, context):
    for prefix, row, age in _ages(entry, context):
        if "state_card" in row.get("welfare", ()) and age < 18:
            yield f"{prefix}welfare"
