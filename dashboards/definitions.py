"""The exact definition of each number, in a sentence, out of the declaration that computes it."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dashboards.indicators import COVERAGE, Average, Indicator
from surveys.definitions import definition_of as definition_of_measure
from surveys.definitions import question_of
from surveys.measures import BY_NAME

TARGET = gettext_lazy("ครัวเรือนที่แผนสำรวจซึ่งอนุมัติแล้วกำหนดให้แต่ละชุมชน ถ้ายังไม่มีแผนคือจำนวนในทะเบียนชุมชน")
COVERED = gettext_lazy(
    "แบบสำรวจในชุมชนจดทะเบียน หารด้วยเป้าครัวเรือนของชุมชนเหล่านั้น บ้านนอกชุมชนจดทะเบียนไม่อยู่ในทั้งสองจำนวน"
)


def definition_of(indicator: Indicator) -> str:
    """What is counted, over what."""
    if indicator is COVERAGE:
        return _("%(covered)s เป้าคือ%(target)s") % {"covered": COVERED, "target": TARGET}
    words = {"part": _counted(indicator), "base": _base(indicator)}
    if isinstance(indicator, Average):
        return _("%(part)s หารด้วย%(base)s") % words
    return _("%(part)s หารด้วย%(base)s คิดเป็นร้อยละ ไม่แสดงเมื่อตัวหารไม่ถึง 5") % words


def _counted(indicator: Indicator) -> str:
    question = question_of(indicator.part[0])
    if not question:
        return definition_of_measure(indicator.part[0])
    answers = " ".join(f"“{BY_NAME[name].label}”" for name in indicator.part)
    return _("ครัวเรือนที่ตอบข้อ “%(question)s” ว่า %(answers)s") % {"question": question, "answers": answers}


def _base(indicator: Indicator) -> str:
    if not indicator.base:
        return _("ครัวเรือนที่สัมภาษณ์ได้")
    if len(indicator.base) == 1:
        return definition_of_measure(indicator.base[0])
    return _("ครัวเรือนที่ตอบข้อนี้ ไม่นับ “ไม่ประสงค์ตอบ” และช่องว่าง")
