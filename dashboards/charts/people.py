"""Charts of the people in the households: who needs care, and what reaches them."""

from django.utils.translation import gettext_lazy as _

from dashboards import indicators
from dashboards.charts.findings import most, people, shares
from dashboards.totals import choices_of

MEMBERS = people(
    "members",
    _("คนที่ต้องดูแล"),
    most(_("%(label)s มีมากที่สุด %(share)s ของสมาชิก")),
    tuple(
        f"members.{group}"
        for group in ("children", "elderly", "disabled", "bedridden", "chronic", "bma_staff")
    ),
    asks="members.birth_date",
    ordered=True,
    counts=_(
        "สมาชิกในแต่ละกลุ่ม หารด้วยสมาชิกทุกคนในตาราง ความพิการ ติดเตียง และโรคเรื้อรังบันทึกเฉพาะครัวเรือนที่ยินยอม จึงเป็นจำนวนขั้นต่ำ"
    ),
)
WELFARE = people(
    "welfare",
    _("สวัสดิการที่ได้รับ"),
    most(_("สวัสดิการที่ได้รับมากที่สุดคือ%(label)s %(share)s ของสมาชิก")),
    choices_of("welfare"),
    asks="members.welfare",
    counts=_("สมาชิกที่ได้รับแต่ละอย่าง (ได้หลายอย่าง) หารด้วยสมาชิกทุกคนในตาราง"),
)
GAPS = shares(
    "welfare_gaps",
    _("ผู้ที่ยังไม่ได้รับเบี้ย"),
    most(_("%(label)s %(share)s ของคนกลุ่มนั้น")),
    (indicators.GAP_ELDERLY, indicators.GAP_DISABLED, indicators.GAP_CHILDREN),
    counts=_(
        "คนที่บอกสวัสดิการแล้วแต่ไม่มีเบี้ยของกลุ่มตน หารด้วยทุกคนในกลุ่มนั้น: อายุ 60 ปีขึ้นไป ระบุความพิการ หรืออายุต่ำกว่า 6 ปี ไม่ใช่คำตัดสินว่ามีสิทธิ"
    ),
)
