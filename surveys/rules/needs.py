"""Section G: what the household needs and can pay."""

from django.utils.translation import gettext_lazy as _

from surveys.rules.declaring import hard, soft
from surveys.rules.tenure import income_of


@hard(
    "payment_negative",
    description=_("จำนวนเงินที่จ่ายได้ต้องไม่ติดลบ"),
    sentence=_("จำนวนเงินต้องไม่ติดลบ — ตรวจตัวเลข"),
)
def payment_negative(entry, context):
    for key in ("afford_month", "down_payment"):
        if (entry.get(key) or 0) < 0:
            yield key


@soft(
    "afford_over_share",
    "afford_month",
    description=_("บอกว่าจ่ายได้เกินสัดส่วนของรายได้หลังหักหนี้ที่กำหนดไว้"),
    sentence=_("บอกว่าจ่ายได้เกิน %(percent)s%% ของรายได้หลังหักหนี้ — ตรวจกับครัวเรือน หรือบอกเหตุผล"),
)
def afford_over_share(entry, context):
    """The share is a dated limit that the Department sets."""
    share = context.limit("afford_alert_share")
    left = income_of(entry) - sum(debt.get("pay_month") or 0 for debt in entry.debts)
    if income_of(entry) > 0 and (entry.get("afford_month") or 0) > share * max(0, left):
        yield "afford_month", {"percent": int(share * 100)}


@hard(
    "programmes_none_with_others",
    "programmes",
    description=_("“ไม่สนใจ” หรือ “ไม่รู้จักโครงการ” เลือกพร้อมโครงการอื่นไม่ได้"),
    sentence=_("เลือก “ไม่สนใจ” พร้อมโครงการอื่น — เลือกอย่างใดอย่างหนึ่ง"),
)
def programmes_none_with_others(entry, context):
    chosen = entry.get("programmes", ())
    if len(chosen) > 1 and {"none", "unknown"} & set(chosen):
        yield "programmes"
