"""Charts of land, right and threat."""

from django.utils.translation import gettext_lazy as _

from dashboards import indicators
from dashboards.charts.findings import many, most, question, shares, together

HOUSE_TENURE = question(
    "house_tenure",
    _("การถือครองบ้าน"),
    most(_("%(share)s ของครัวเรือนอยู่แบบ “%(label)s” มากกว่าการถือครองแบบอื่น")),
)
LAND_OWNER = question(
    "land_owner", _("เจ้าของที่ดิน"), most(_("เจ้าของที่ดินที่พบมากที่สุดคือ%(label)s %(share)s ของครัวเรือน"))
)
LAND_TENURE = question(
    "land_tenure",
    _("สิทธิในที่ดิน"),
    together(
        _("%(share)s ไม่มั่นคงในที่ดิน: เช่าปากเปล่า บุกรุก หรือมีข้อพิพาท"),
        *(name.partition(".")[2] for name in indicators.INSECURE.part),
    ),
)
PROBLEMS = many("problems", _("ปัญหาที่อยู่อาศัย"), most(_("ปัญหาที่พบมากที่สุดคือ%(label)s %(share)s ของครัวเรือน")))
THREATS = shares(
    "threats",
    _("สิ่งที่คุกคามการอยู่ที่เดิม"),
    most(_("ที่พบมากที่สุด: %(label)s %(share)s ของครัวเรือน")),
    (
        indicators.THREATENED,
        indicators.EVICTION,
        indicators.LAWSUIT,
        indicators.STATE_PROJECT,
        indicators.INSECURE,
        indicators.OCCUPY,
        indicators.NO_REGISTRATION,
    ),
    counts=_("ครัวเรือนที่พบแต่ละเรื่อง หารด้วยครัวเรือนที่สัมภาษณ์ได้ เรื่องสิทธิในที่ดินและการถือครองบ้านหารด้วยครัวเรือนที่ตอบข้อนั้น"),
)
