"""Section E: rent, tenure and what threatens the home."""

from django.utils.translation import gettext_lazy as _

from surveys.rules.declaring import hard, soft


def income_of(entry) -> int:
    """The household's stated income, or the roster's sum; 0 when neither is known."""
    stated = entry.get("income_total")
    return stated if stated is not None else sum(row.get("income_month") or 0 for row in entry.members)


def rent_of(entry) -> int:
    return sum(max(0, entry.get(key) or 0) for key in ("rent_house", "rent_land"))


@hard(
    "rent_negative",
    description=_("ค่าเช่าต้องไม่ติดลบ"),
    sentence=_("ค่าเช่าต้องไม่ติดลบ — ตรวจตัวเลข"),
)
def rent_negative(entry, context):
    for key in ("rent_house", "rent_land"):
        if (entry.get(key) or 0) < 0:
            yield key


@soft(
    "rent_over_income_share",
    "rent_house",
    description=_("ค่าเช่ารวมเกินครึ่งของรายได้ครัวเรือน"),
    sentence=_("ค่าเช่าเกิน %(percent)s%% ของรายได้ครัวเรือน — ตรวจค่าเช่าและรายได้ หรือบอกเหตุผล"),
)
def rent_over_income_share(entry, context):
    share, income = context.limit("rent_alert_share"), income_of(entry)
    if income > 0 and rent_of(entry) > share * income:
        yield "rent_house" if entry.get("rent_house") else "rent_land", {"percent": int(share * 100)}


@soft(
    "rent_while_owner",
    "rent_house",
    "house_tenure",
    description=_("เป็นเจ้าของบ้านแต่มีค่าเช่าบ้าน"),
    sentence=_("บอกว่าเป็นเจ้าของบ้านแต่มีค่าเช่าบ้าน — ตรวจสถานะ หรือบอกเหตุผล"),
)
def rent_while_owner(entry, context):
    if entry.get("house_tenure") == "owner" and (entry.get("rent_house") or 0) > 0:
        yield "rent_house"


@soft(
    "rent_missing_while_renting",
    "rent_house",
    "house_tenure",
    description=_("เช่าบ้านแต่ไม่มีค่าเช่า"),
    sentence=_("บอกว่าเช่าแต่ไม่มีค่าเช่า — ใส่ค่าเช่า หรือบอกเหตุผล"),
)
def rent_missing_while_renting(entry, context):
    if entry.get("house_tenure") == "rent" and (entry.get("rent_house") or 0) == 0:
        yield "rent_house"


@hard(
    "problems_none_with_others",
    "problems",
    description=_("“ไม่มีปัญหา” เลือกพร้อมปัญหาอื่นไม่ได้"),
    sentence=_("เลือก “ไม่มีปัญหา” พร้อมปัญหาอื่น — เลือกอย่างใดอย่างหนึ่ง"),
)
def problems_none_with_others(entry, context):
    chosen = entry.get("problems", ())
    if "none" in chosen and len(chosen) > 1:
        yield "problems"


def is_threatened(entry) -> bool:
    return bool({"eviction_notice", "lawsuit"} & set(entry.get("problems", ())))


@hard(
    "eviction_details_missing",
    "problems",
    "eviction_by",
    "eviction_deadline",
    description=_("ถูกแจ้งให้ย้ายหรือถูกฟ้อง ต้องบอกว่าใครและภายในเมื่อใด"),
    sentence=_("ถูกแจ้งให้ย้ายหรือถูกฟ้อง — บอกผู้แจ้งและวันที่ต้องย้าย ถ้าไม่ทราบเลือก “ไม่ทราบ”"),
)
def eviction_details_missing(entry, context):
    if not is_threatened(entry):
        return
    for key in ("eviction_by", "eviction_deadline"):
        if not entry.survey.has(key):
            yield key


@soft(
    "eviction_deadline_past",
    "eviction_deadline",
    description=_("วันที่ต้องย้ายผ่านไปแล้ว"),
    sentence=_("วันที่ต้องย้ายผ่านไปแล้ว — ตรวจวันที่ หรือบอกเหตุผล"),
)
def eviction_deadline_past(entry, context):
    if (day := entry.get("eviction_deadline")) and day < context.today:
        yield "eviction_deadline"


@soft(
    "canal_without_encroachment",
    "canal",
    "problems",
    description=_("บ้านคร่อมคลองแต่ไม่ได้เลือกปัญหารุกล้ำคลอง"),
    sentence=_("บ้านคร่อมหรือรุกล้ำคลอง แต่ไม่ได้เลือกปัญหา “รุกล้ำคลอง” — เลือกเพิ่ม หรือบอกเหตุผล"),
)
def canal_without_encroachment(entry, context):
    if (
        entry.is_interview
        and entry.get("canal") == "over"
        and "canal_encroachment" not in entry.get("problems", ())
    ):
        yield "problems"
