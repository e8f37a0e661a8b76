"""Charts of what households want, when, and through which programme."""

from django.utils.translation import gettext_lazy as _

from dashboards.charts.findings import many, most, question, together

WANT = question("want", _("ความต้องการ"), most(_("สิ่งที่ต้องการมากที่สุดคือ “%(label)s” %(share)s ของครัวเรือน")))
FORM = question("form", _("รูปแบบที่อยู่ที่ต้องการ"), most(_("%(share)s ของครัวเรือนต้องการ%(label)s มากกว่ารูปแบบอื่น")))
TIMEFRAME = question(
    "timeframe",
    _("ต้องการเมื่อใด"),
    together(_("%(share)s ของครัวเรือนต้องการภายใน 1 ปี"), "now", "one_year"),
    ordered=True,
)
PROGRAMMES = many(
    "programmes", _("โครงการที่สนใจ"), most(_("โครงการที่สนใจมากที่สุดคือ%(label)s %(share)s ของครัวเรือน"))
)
JOIN = question(
    "join_baan_mankong",
    _("ความสนใจบ้านมั่นคง"),
    together(_("%(share)s ของครัวเรือนพร้อมเข้าร่วมบ้านมั่นคง"), "yes"),
    ordered=True,
)
RECEIVED = question(
    "received_before",
    _("โครงการที่เคยได้รับ"),
    most(_("โครงการที่เคยได้รับมากที่สุดคือ%(label)s %(share)s ของครัวเรือนที่ตอบ")),
)
