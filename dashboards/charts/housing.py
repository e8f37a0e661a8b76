"""Charts of the dwelling and what it goes without."""

from django.utils.translation import gettext_lazy as _

from dashboards import indicators
from dashboards.charts.findings import most, question, shares, together

CONDITION = question(
    "condition",
    _("สภาพบ้าน"),
    together(_("บ้าน %(share)s ทรุดโทรมทั้งหลังหรือไม่ปลอดภัย"), "dilapidated", "unsafe"),
    ordered=True,
)
UTILITIES = shares(
    "utilities",
    _("สาธารณูปโภคที่ขาด"),
    most(_("ที่ขาดมากที่สุด: %(label)s %(share)s ของครัวเรือน")),
    (
        indicators.NO_WATER,
        indicators.NO_POWER,
        indicators.NO_TOILET,
        indicators.TO_CANAL,
        indicators.NO_FIRE_ACCESS,
    ),
    counts=_(
        "ครัวเรือนที่ขาดแต่ละอย่าง หารด้วยครัวเรือนที่ตอบข้อนั้น ทางเข้าแคบกว่า 1 เมตรถือว่ารถดับเพลิงเข้าไม่ถึง หารด้วยครัวเรือนที่สัมภาษณ์ได้"
    ),
)
DWELLING = question("dwelling", _("ชนิดที่อยู่อาศัย"), most(_("%(share)s ของครัวเรือนอยู่ใน%(label)s มากกว่าชนิดอื่น")))
MATERIAL = question(
    "material", _("วัสดุหลักของบ้าน"), most(_("%(share)s ของบ้านทำด้วย%(label)s มากกว่าวัสดุอื่น")), ordered=True
)
WATER = question("water", _("น้ำใช้"), most(_("%(share)s ของครัวเรือนใช้น้ำแบบ “%(label)s”")), ordered=True)
ELECTRICITY = question(
    "electricity", _("ไฟฟ้า"), most(_("%(share)s ของครัวเรือนใช้ไฟแบบ “%(label)s”")), ordered=True
)
SEWAGE = question(
    "sewage", _("น้ำเสีย"), together(_("%(share)s ของครัวเรือนปล่อยน้ำเสียลงคลองหรือที่สาธารณะ"), "canal"), ordered=True
)
FIRE_RISK = question(
    "fire_risk", _("ความเสี่ยงไฟไหม้"), together(_("%(share)s ของบ้านเสี่ยงไฟไหม้มาก"), "high"), ordered=True
)
