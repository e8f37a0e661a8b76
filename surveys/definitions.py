"""The definition of every measure of the figures in one sentence, for pages, workbooks and open data."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from surveys.measures import BY_NAME
from surveys.models import Survey
from surveys.models.fields import MultiChoiceField

MEANINGS = {
    "surveys": gettext_lazy("แบบสำรวจ หนึ่งแบบต่อครัวเรือนต่อรอบ"),
    "overcrowded": gettext_lazy("ครัวเรือนที่มีคนต่อห้องนอนเกินเกณฑ์แออัดที่ตั้งไว้ ณ วันสำรวจ"),
    "debt_stressed": gettext_lazy("ครัวเรือนที่ผ่อนหนี้ต่อเดือนเกินสัดส่วนของรายได้ที่ตั้งไว้ ณ วันสำรวจ"),
    "rent_burdened": gettext_lazy("ครัวเรือนที่จ่ายค่าเช่าบ้านและที่ดินเกินสัดส่วนของรายได้ที่ตั้งไว้ ณ วันสำรวจ"),
    "fire_access_blocked": gettext_lazy("ครัวเรือนที่ทางเข้าแคบกว่า 1 เมตร"),
    "household_income.sum": gettext_lazy("รายได้ต่อเดือนรวม ใช้รายได้รวมของครัวเรือน ถ้าไม่บอกใช้ผลบวกรายได้ของสมาชิก"),
    "household_income.count": gettext_lazy("ครัวเรือนที่รู้รายได้เป็นจำนวนเงิน"),
    "rent_house.sum": gettext_lazy("ค่าเช่าบ้านต่อเดือนรวม"),
    "rent_house.count": gettext_lazy("ครัวเรือนที่บอกค่าเช่าบ้าน"),
    "debt_payment.sum": gettext_lazy("เงินผ่อนหนี้ทุกก้อนต่อเดือนรวม"),
    "debt_payment.count": gettext_lazy("ครัวเรือนที่บอกเงินผ่อนอย่างน้อยหนึ่งก้อน"),
    "afford_month.sum": gettext_lazy("เงินที่บอกว่าจ่ายค่าที่อยู่อาศัยได้ต่อเดือนรวม"),
    "afford_month.count": gettext_lazy("ครัวเรือนที่บอกว่าจ่ายได้เท่าใด"),
    "affordability_gap.sum": gettext_lazy(
        "ค่าเช่าหรือค่าที่อยู่อาศัยต่อเดือน ลบส่วนของรายได้หลังหักหนี้ที่ตั้งไว้ว่าจ่ายไหว รวมทุกครัวเรือน ค่าบวกคือเกินกำลัง"
    ),
    "affordability_gap.count": gettext_lazy("ครัวเรือนที่รู้ทั้งรายได้และค่าที่อยู่อาศัย"),
    "floor_area.sum": gettext_lazy("พื้นที่ใช้สอยรวม ตารางเมตร"),
    "floor_area.count": gettext_lazy("ครัวเรือนที่บอกพื้นที่ใช้สอย"),
    "target_groups.low_income": gettext_lazy("ครัวเรือนที่รายได้ต่อเดือนไม่เกินเกณฑ์รายได้น้อยที่ตั้งไว้ ณ วันสำรวจ"),
    "target_groups.bma_staff": gettext_lazy("ครัวเรือนที่มีสมาชิกเป็นบุคลากร กทม."),
    "target_groups.new_graduate": gettext_lazy("ครัวเรือนที่มีสมาชิกจบการศึกษาภายในจำนวนปีที่ตั้งไว้ ณ วันสำรวจ"),
    "target_groups.general": gettext_lazy("ครัวเรือนที่ไม่อยู่ในกลุ่มเป้าหมายอื่น"),
    "vulnerability.sum": gettext_lazy("คะแนนความเปราะบาง 0–100 ของทุกครัวเรือนรวมกัน ที่มาของคะแนนแสดงในแต่ละแบบ"),
    "people": gettext_lazy("ผู้อยู่อาศัยตามที่บอก รวมทุกครัวเรือน"),
    "members.all": gettext_lazy("สมาชิกทุกคนในตารางสมาชิก"),
    "members.children": gettext_lazy("สมาชิกอายุต่ำกว่า 15 ปี ณ วันสำรวจ"),
    "members.elderly": gettext_lazy("สมาชิกอายุ 60 ปีขึ้นไป ณ วันสำรวจ"),
    "members.disabled": gettext_lazy("สมาชิกที่ระบุความพิการอย่างน้อยหนึ่งด้าน บันทึกเฉพาะครัวเรือนที่ยินยอม จึงเป็นจำนวนขั้นต่ำ"),
    "members.bedridden": gettext_lazy("สมาชิกที่ติดเตียง บันทึกเฉพาะครัวเรือนที่ยินยอม จึงเป็นจำนวนขั้นต่ำ"),
    "members.chronic": gettext_lazy("สมาชิกที่มีโรคเรื้อรัง บันทึกเฉพาะครัวเรือนที่ยินยอม จึงเป็นจำนวนขั้นต่ำ"),
    "members.bma_staff": gettext_lazy("สมาชิกที่งานหลักคือบุคลากร กทม."),
}


def question_of(name: str) -> str:
    """The words of the question whose answer a measure counts; blank where it counts no one answer."""
    key, _dot, code = name.partition(".")
    column = next((column for column in Survey._meta.concrete_fields if column.name == key), None)
    is_coded = column is not None and (column.choices or isinstance(column, MultiChoiceField))
    return str(column.verbose_name) if is_coded and code and name not in MEANINGS else ""


def definition_of(name: str) -> str:
    """What exactly a measure counts."""
    measure = BY_NAME[name]
    if name in MEANINGS or measure.meaning:
        return str(MEANINGS.get(name) or measure.meaning)
    words = {"answer": measure.label, "question": question_of(name)}
    if words["question"]:
        return _("ครัวเรือนที่ตอบข้อ “%(question)s” ว่า “%(answer)s”") % words
    if name.partition(".")[0] == "welfare":
        return _("สมาชิกที่ตอบเรื่องสวัสดิการว่า “%(answer)s”") % words
    return str(measure.label)
