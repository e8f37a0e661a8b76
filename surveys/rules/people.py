"""Section C, the household: how many live here and since when."""

from django.utils.translation import gettext_lazy as _

from surveys.ages import age_of
from surveys.rules.declaring import hard, soft


@hard(
    "members_living_none",
    "members_living",
    "visit_result",
    description=_("ต้องมีผู้อยู่จริงอย่างน้อย 1 คน"),
    sentence=_("จำนวนสมาชิกที่อยู่จริงต้องไม่น้อยกว่า 1 คน"),
)
def members_living_none(entry, context):
    if not entry.is_interview or "members_living" in entry.survey.raw:
        return
    if (entry.get("members_living") or 0) < 1 and "members_living" not in entry.survey.not_answered:
        yield "members_living"


@hard(
    "members_living_differs",
    "members_living",
    "members.first_name",
    description=_("จำนวนผู้อยู่จริงต้องเท่ากับจำนวนคนในตารางสมาชิก"),
    sentence=_("บอกว่าอยู่ %(living)s คน แต่ตารางสมาชิกมี %(rows)s คน — เพิ่มหรือลบคนในตาราง"),
)
def members_living_differs(entry, context):
    living = entry.get("members_living")
    if entry.is_interview and living and living > 0 and living != len(entry.members):
        yield "members_living", {"living": living, "rows": len(entry.members)}


@soft(
    "members_living_many",
    "members_living",
    description=_("มีผู้อยู่จริงมากกว่า 12 คน"),
    sentence=_("มีผู้อยู่จริงมากกว่า 12 คน — ตรวจว่าเป็นครัวเรือนเดียว หรือบอกเหตุผล"),
)
def members_living_many(entry, context):
    if (entry.get("members_living") or 0) > 12:
        yield "members_living"


@hard(
    "count_negative",
    description=_("จำนวนต้องไม่ติดลบ"),
    sentence=_("จำนวนต้องไม่ติดลบ — ตรวจตัวเลข"),
)
def count_negative(entry, context):
    for key in COUNTS:
        if (entry.get(key) or 0) < 0:
            yield key


COUNTS = (
    "members_registered",
    "years_here",
    "storeys",
    "floor_area",
    "bedrooms",
    "access_width",
    "floods_per_year",
    "flood_depth",
    "max_distance",
)


@soft(
    "years_here_over_head_age",
    "years_here",
    "members.relation",
    description=_("อยู่ที่นี่นานกว่าอายุหัวหน้าครัวเรือน"),
    sentence=_("อยู่ที่นี่นานกว่าอายุหัวหน้าครัวเรือน (%(age)s ปี) — ตรวจอีกครั้ง หรือบอกเหตุผล"),
)
def years_here_over_head_age(entry, context):
    head = next((row for row in entry.members if row.get("relation") == "head"), None)
    age = age_of(head, entry, context.today) if head else None
    if age is not None and (entry.get("years_here") or 0) > age:
        yield "years_here", {"age": age}
