"""Charts of what comes in, what goes out and what is owed."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from dashboards import indicators
from dashboards.charts.bars import of_question
from dashboards.charts.findings import Kind, half_earn, many, most, question, shares, together
from dashboards.totals import choices_of

INCOME = Kind(
    "income",
    _("รายได้ครัวเรือน"),
    asks="income_total",
    needs=choices_of("income_bracket"),
    bars=partial(of_question, question="income_bracket"),
    finding=half_earn,
    counts=_("ครัวเรือนในแต่ละช่วงรายได้ต่อเดือน หารด้วยครัวเรือนที่รู้รายได้หรือช่วงรายได้"),
    ordered=True,
)
TARGET_GROUPS = many(
    "target_groups",
    _("กลุ่มเป้าหมายของแผน 10 ปี"),
    together(_("%(share)s ของครัวเรือนเป็นผู้มีรายได้น้อย"), "low_income"),
    asks="income_total",
    ordered=True,
    counts=_(
        "ครัวเรือนในแต่ละกลุ่ม (อยู่ได้หลายกลุ่ม) หารด้วยครัวเรือนที่สัมภาษณ์ได้ รายได้น้อยคือไม่เกินเกณฑ์ที่ตั้งไว้ ณ วันสำรวจ ผู้ที่ไม่อยู่ในกลุ่มใดเป็นประชาชนทั่วไป"
    ),
)
BURDENS = shares(
    "burdens",
    _("ภาระที่หนักเกินรายได้"),
    most(_("ที่พบมากที่สุด: %(label)s %(share)s ของครัวเรือนที่รู้รายได้")),
    (indicators.RENT_BURDEN, indicators.DEBT_STRESS, indicators.UNAFFORDABLE),
    counts=_(
        "ครัวเรือนที่ค่าเช่าหรือการผ่อนหนี้เกินสัดส่วนของรายได้ที่ตั้งไว้ ณ วันสำรวจ หารด้วยครัวเรือนที่รู้รายได้ และที่ค่าที่อยู่เกินส่วนที่จ่ายไหวหลังหักหนี้ หารด้วยครัวเรือนที่รู้ทั้งสองอย่าง"
    ),
)
SAVINGS = many(
    "savings",
    _("การออม"),
    together(_("%(share)s ของครัวเรือนไม่ได้ออม"), "none"),
    ordered=True,
)
SAVINGS_GROUP = question(
    "savings_group_member",
    _("กลุ่มออมทรัพย์"),
    together(_("%(share)s ของครัวเรือนเป็นสมาชิกกลุ่มออมทรัพย์"), "yes"),
    ordered=True,
)
