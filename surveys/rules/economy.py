"""Section F: income, expenses and debts."""

from django.utils.translation import gettext_lazy as _

from surveys.rules.declaring import hard, soft

EXPENSES = (
    "expense_food",
    "expense_housing",
    "expense_utility",
    "expense_transport",
    "expense_school",
    "expense_health",
    "expense_other",
)
AMOUNTS = ("income_total", *EXPENSES, "savings_amount", "saving_month")


@hard(
    "amount_negative",
    description=_("จำนวนเงินต้องไม่ติดลบ"),
    sentence=_("จำนวนเงินต้องไม่ติดลบ — ตรวจตัวเลข"),
)
def amount_negative(entry, context):
    for key in AMOUNTS:
        if (entry.get(key) or 0) < 0:
            yield key
    for position, debt in enumerate(entry.debts):
        for key in ("balance", "pay_month", "rate"):
            if (debt.get(key) or 0) < 0:
                yield f"debts-{position}-{key}"


@soft(
    "income_differs_from_roster",
    "income_total",
    "members.income_month",
    description=_("รายได้รวมต่างจากผลรวมของตารางสมาชิกเกิน 20%%"),
    sentence=_("รายได้รวมต่างจากตารางสมาชิก (%(roster)s บาท) เกิน 20%% — ตรวจตัวเลข หรือบอกเหตุผล"),
)
def income_differs_from_roster(entry, context):
    stated = entry.get("income_total")
    known = [row.get("income_month") for row in entry.members if row.get("income_month") is not None]
    if stated is not None and known and abs(stated - sum(known)) > 0.2 * max(stated, sum(known)):
        yield "income_total", {"roster": f"{sum(known):,}"}


@soft(
    "expenses_over_income",
    "income_total",
    "expense_food",
    description=_("รายจ่ายรวมเกิน 150%% ของรายได้"),
    sentence=_("รายจ่ายรวม %(expenses)s บาท เกิน 150%% ของรายได้ — ตรวจตัวเลข หรือบอกเหตุผล"),
)
def expenses_over_income(entry, context):
    income, spent = entry.get("income_total"), sum(entry.get(key) or 0 for key in EXPENSES)
    if income is not None and income >= 0 and spent > 1.5 * income:
        yield "income_total", {"expenses": f"{spent:,}"}


@hard(
    "savings_none_with_others",
    "savings",
    description=_("“ไม่ได้ออม” เลือกพร้อมการออมอื่นไม่ได้"),
    sentence=_("เลือก “ไม่ได้ออม” พร้อมการออมอื่น — เลือกอย่างใดอย่างหนึ่ง"),
)
def savings_none_with_others(entry, context):
    chosen = entry.get("savings", ())
    if "none" in chosen and len(chosen) > 1:
        yield "savings"


@soft(
    "informal_rate_high",
    "debts.rate",
    "debts.source",
    description=_("ดอกเบี้ยนอกระบบเกิน 10%% ต่อเดือน"),
    sentence=_("ดอกเบี้ยนอกระบบเกิน 10%% ต่อเดือน — ตรวจว่าต่อเดือนหรือต่อปี หรือบอกเหตุผล"),
)
def informal_rate_high(entry, context):
    for position, debt in enumerate(entry.debts):
        if debt.get("source") == "informal" and (debt.get("rate") or 0) > 10:
            yield f"debts-{position}-rate"
