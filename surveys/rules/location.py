"""Section B: address, registration and point."""

from django.utils.translation import gettext_lazy as _

from surveys.rules.declaring import hard, soft

BANGKOK_LAT = (13.45, 13.98)
BANGKOK_LNG = (100.30, 100.96)
INACCURATE = 50  # metres
CROWDED_POINT = 10


def _inside(lat: float, lng: float) -> bool:
    return BANGKOK_LAT[0] <= lat <= BANGKOK_LAT[1] and BANGKOK_LNG[0] <= lng <= BANGKOK_LNG[1]


def _point(entry) -> tuple[float, float] | None:
    lat, lng = entry.get("lat"), entry.get("lng")
    return None if lat is None or lng is None else (lat, lng)


@hard(
    "house_no_missing",
    "house_no",
    "no_house_number",
    description=_("ต้องมีบ้านเลขที่ หรือบอกว่าไม่มีบ้านเลขที่"),
    sentence=_("ยังไม่มีบ้านเลขที่ — ใส่เลขที่ หรือเลือก “ไม่มีบ้านเลขที่”"),
)
def house_no_missing(entry, context):
    if not entry.survey.has("house_no") and entry.get("no_house_number") != "yes":
        yield "house_no"


@hard(
    "house_code_digits",
    "house_code",
    description=_("เลขรหัสประจำบ้านต้องมี 11 หลัก (####-######-#)"),
    sentence=_("เลขรหัสประจำบ้านต้องมี 11 หลัก — ดูหน้าแรกของทะเบียนบ้าน"),
)
def house_code_digits(entry, context):
    code = entry.get("house_code")
    if code and not (len(code) == 11 and code.isascii() and code.isdigit()):
        yield "house_code"


@soft(
    "house_code_not_bangkok",
    "house_code",
    description=_("เลขรหัสประจำบ้านในกรุงเทพฯ ขึ้นต้นด้วย 10"),
    sentence=_("เลขรหัสประจำบ้านไม่ได้ขึ้นต้นด้วย 10 — ตรวจอีกครั้ง หรือบอกเหตุผล"),
)
def house_code_not_bangkok(entry, context):
    if (code := entry.get("house_code")) and not code.startswith("10"):
        yield "house_code"


@soft(
    "house_code_shared",
    "house_code",
    description=_("เลขรหัสประจำบ้านซ้ำกับครัวเรือนอื่นในรอบนี้ (บ้านหนึ่งมีหลายครัวเรือนได้)"),
    sentence=_("เลขรหัสประจำบ้านนี้มีครัวเรือนอื่นใช้แล้วในรอบนี้ — ถ้าอยู่บ้านเดียวกัน บอกเหตุผล"),
)
def house_code_shared(entry, context):
    if entry.get("house_code") in context.neighbours.house_codes:
        yield "house_code"


@hard(
    "subdistrict_outside_district",
    "subdistrict",
    description=_("แขวงต้องอยู่ในเขตของแบบ"),
    sentence=_("แขวงนี้ไม่อยู่ในเขตของชุมชน — เลือกแขวงใหม่"),
)
def subdistrict_outside_district(entry, context):
    code = entry.get("subdistrict")
    if code and not code.startswith(context.district.pk):
        yield "subdistrict"


@soft(
    "postcode_mismatch",
    "postcode",
    "subdistrict",
    description=_("รหัสไปรษณีย์ไม่ตรงกับแขวง"),
    sentence=_("รหัสไปรษณีย์ไม่ตรงกับแขวงนี้ — ตรวจอีกครั้ง หรือบอกเหตุผล"),
)
def postcode_mismatch(entry, context):
    postcode, subdistrict = entry.get("postcode"), entry.get("subdistrict")
    expected = context.postcodes.get(subdistrict) if subdistrict else None
    if postcode and expected and postcode != expected:
        yield "postcode"


@hard(
    "point_swapped",
    "lat",
    "lng",
    description=_("ละติจูดกับลองจิจูดสลับกัน"),
    sentence=_("ละติจูดกับลองจิจูดสลับกัน — สลับเป็น %(lat)s, %(lng)s"),
)
def point_swapped(entry, context):
    point = _point(entry)
    if point and not _inside(*point) and _inside(point[1], point[0]):
        yield "lat", {"lat": point[1], "lng": point[0]}


@hard(
    "point_outside_bangkok",
    "lat",
    "lng",
    description=_("พิกัดต้องอยู่ในกรุงเทพมหานคร"),
    sentence=_("พิกัดอยู่นอกกรุงเทพฯ — ตรวจตัวเลข หรือลบพิกัดแล้วจับใหม่"),
)
def point_outside_bangkok(entry, context):
    point = _point(entry)
    if point and not _inside(*point) and not _inside(point[1], point[0]):
        yield "lat"


@soft(
    "point_outside_district",
    "lat",
    "lng",
    description=_("พิกัดอยู่นอกกรอบของเขต"),
    sentence=_("พิกัดอยู่นอกเขตนี้ — ตรวจอีกครั้ง หรือบอกเหตุผล"),
)
def point_outside_district(entry, context):
    point = _point(entry)
    if point and _inside(*point) and not context.district.frames(*point):
        yield "lat"


@soft(
    "point_inaccurate",
    "accuracy",
    description=_("พิกัดคลาดเคลื่อนเกิน 50 เมตร"),
    sentence=_("พิกัดคลาดเคลื่อนเกิน 50 เมตร — จับใหม่กลางแจ้ง หรือบอกเหตุผล"),
)
def point_inaccurate(entry, context):
    if (entry.get("accuracy") or 0) > INACCURATE:
        yield "accuracy"


@hard(
    "accuracy_negative",
    "accuracy",
    description=_("ความคลาดเคลื่อนต้องไม่ติดลบ"),
    sentence=_("ความคลาดเคลื่อนต้องไม่ติดลบ — ลบแล้วจับพิกัดใหม่"),
)
def accuracy_negative(entry, context):
    if (entry.get("accuracy") or 0) < 0:
        yield "accuracy"


@soft(
    "point_crowded",
    "lat",
    "lng",
    description=_("มีครัวเรือนอื่นอย่างน้อย 10 ครัวเรือนที่พิกัดเดียวกัน"),
    sentence=_("มีครัวเรือนอื่นที่พิกัดเดียวกันนี้ตั้งแต่ 10 ครัวเรือน — จับพิกัดหน้าบ้าน หรือบอกเหตุผล"),
)
def point_crowded(entry, context):
    point = _point(entry)
    if point and context.neighbours.points.get(point, 0) >= CROWDED_POINT:
        yield "lat"


@hard(
    "households_in_house_none",
    "households_in_house",
    description=_("จำนวนครัวเรือนในบ้านต้องไม่น้อยกว่า 1"),
    sentence=_("จำนวนครัวเรือนในบ้านต้องไม่น้อยกว่า 1 — ใส่ 1 ถ้ามีครัวเรือนเดียว"),
)
def households_in_house_none(entry, context):
    number = entry.get("households_in_house")
    if number is not None and number < 1:
        yield "households_in_house"


@soft(
    "households_in_house_many",
    "households_in_house",
    description=_("บ้านหลังเดียวมีมากกว่า 6 ครัวเรือน"),
    sentence=_("บ้านหลังเดียวมีมากกว่า 6 ครัวเรือน — ตรวจอีกครั้ง หรือบอกเหตุผล"),
)
def households_in_house_many(entry, context):
    if (entry.get("households_in_house") or 0) > 6:
        yield "households_in_house"
