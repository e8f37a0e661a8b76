"""Sections F and G at their edges: amounts, income against roster and expenses, savings, debts, what is affordable."""

from decimal import Decimal

import pytest

from surveys.rules.economy import AMOUNTS, EXPENSES
from tests.surveys.rules.asking import LIMITS, fields, form, problems

SAVING = {"savings": ["bank"]}


def earning(*incomes) -> list[dict]:
    return [{"relation": "lodger", "income_month": income} for income in incomes]


@pytest.mark.parametrize("key", AMOUNTS)
@pytest.mark.parametrize(
    ("amount", "is_wrong"), [(-1, True), ("-1,000", True), (0, False), (1, False), ("refused", False), (None, False)]
)  # fmt: skip
def test_no_amount_is_below_nought(key, amount, is_wrong):
    assert fields("amount_negative", form({**SAVING, key: amount})) == ([key] if is_wrong else [])


@pytest.mark.parametrize("key", ["balance", "pay_month", "rate"])
@pytest.mark.parametrize(("amount", "is_wrong"), [(-1, True), (0, False), ("unknown", False), (None, False)])
def test_no_debt_is_below_nought(key, amount, is_wrong):
    entry = form(debts=[{"source": "bank"}, {"source": "pawn", key: amount}])
    assert fields("amount_negative", entry) == ([f"debts-1-{key}"] if is_wrong else [])


def test_a_rate_just_below_nought_is_below_nought():
    assert fields("amount_negative", form(debts=[{"rate": "-0.01"}])) == ["debts-0-rate"]


def test_every_amount_below_nought_is_named_in_the_order_of_the_form():
    entry = form({"expense_other": -1, "income_total": -1}, debts=[{"rate": -1, "balance": -1}])
    assert fields("amount_negative", entry) == [
        "income_total",
        "expense_other",
        "debts-0-balance",
        "debts-0-rate",
    ]


@pytest.mark.parametrize(
    ("stated", "incomes", "named"),
    [
        (10_000, [10_000], []),
        (10_000, [5_000, 3_000], []),
        (10_000, [7_999], ["income_total"]),
        (8_000, [10_000], []),
        (7_999, [10_000], ["income_total"]),
        (0, [0], []),
        (0, [1], ["income_total"]),
        (1, [0], ["income_total"]),
        (10_000, [], []),
        (10_000, [None, "refused", "unknown"], []),
        (10_000, [10_000, None], []),
        (None, [10_000], []),
        ("refused", [10_000], []),
        ("มาก", [10_000], []),
    ],
)
def test_the_total_and_the_roster_differ_by_a_fifth_at_most(stated, incomes, named):
    entry = form({"income_total": stated}, members=earning(*incomes))
    assert fields("income_differs_from_roster", entry) == named


def test_the_sum_of_the_roster_stands_in_the_sentence():
    (problem,) = problems(
        "income_differs_from_roster", form({"income_total": 1}, members=earning(12_000, 9_500))
    )
    assert "(21,500 บาท)" in problem.sentence and "20%" in problem.sentence


@pytest.mark.parametrize(
    ("income", "spent", "named"),
    [
        (10_000, 15_000, []),
        (10_000, 15_001, ["income_total"]),
        (0, 0, []),
        (0, 1, ["income_total"]),
        (-1, 9_000, []),
        (None, 99_000, []),
        ("refused", 99_000, []),
    ],
)
def test_expenses_above_one_and_a_half_incomes_want_a_reason(income, spent, named):
    entry = form({"income_total": income, "expense_food": spent})
    assert fields("expenses_over_income", entry) == named


def test_all_seven_expenses_are_added_up():
    answers = dict.fromkeys(EXPENSES, 2_000)
    assert len(EXPENSES) == 7
    assert fields("expenses_over_income", form({**answers, "income_total": 9_334})) == []
    (problem,) = problems("expenses_over_income", form({**answers, "income_total": 9_333}))
    assert "14,000 บาท" in problem.sentence


@pytest.mark.parametrize("word", ["refused", "unknown", None])
def test_an_expense_nobody_told_adds_nothing(word):
    entry = form({"income_total": 10_000, "expense_food": 15_000, "expense_health": word})
    assert fields("expenses_over_income", entry) == []


@pytest.mark.parametrize(
    ("chosen", "named"),
    [(["none"], []), (["none", "bank"], ["savings"]), (["bank", "share"], []), (["refused"], []), ([], []), (None, [])],
)  # fmt: skip
def test_who_does_not_save_saves_nowhere(chosen, named):
    assert fields("savings_none_with_others", form({"savings": chosen})) == named


@pytest.mark.parametrize(
    ("source", "rate", "named"),
    [
        ("informal", 10, []),
        ("informal", "10.01", ["debts-1-rate"]),
        ("informal", "๒๐", ["debts-1-rate"]),
        ("informal", "unknown", []),
        ("informal", None, []),
        ("bank", 20, []),
        ("pawn", 20, []),
        (None, 20, []),
    ],
)
def test_more_than_a_tenth_a_month_to_a_lender_wants_a_reason(source, rate, named):
    entry = form(debts=[{"source": "bank"}, {"source": source, "rate": rate}])
    assert fields("informal_rate_high", entry) == named


def test_each_debt_has_its_own_reason():
    debts = [{"source": "informal", "rate": rate} for rate in (20, 30)]
    entry = form(debts=debts, confirmed={"informal_rate_high@debts-1-rate": "ร้อยละสามสิบจริง"})
    assert [problem.blocks for problem in problems("informal_rate_high", entry)] == [True, False]


def test_one_reason_may_stand_for_all_debts():
    debts = [{"source": "informal", "rate": rate} for rate in (20, 30)]
    entry = form(debts=debts, confirmed={"informal_rate_high": "ตรวจแล้วทั้งสองราย"})
    assert [problem.blocks for problem in problems("informal_rate_high", entry)] == [False, False]


@pytest.mark.parametrize("key", ["afford_month", "down_payment"])
@pytest.mark.parametrize(("amount", "is_wrong"), [(-1, True), (0, False), (None, False), ("unknown", False)])
def test_nobody_can_pay_less_than_nothing(key, amount, is_wrong):
    assert fields("payment_negative", form({key: amount})) == ([key] if is_wrong else [])


@pytest.mark.parametrize(
    ("income", "debt", "affords", "named"),
    [
        (10_000, None, 5_000, []),
        (10_000, None, 5_001, ["afford_month"]),
        (10_000, 2_000, 4_000, []),
        (10_000, 2_000, 4_001, ["afford_month"]),
        (10_000, 10_000, 0, []),
        (10_000, 10_000, 1, ["afford_month"]),
        (10_000, 30_000, 1, ["afford_month"]),
        (10_000, "refused", 5_000, []),
        (10_000, None, None, []),
        (10_000, None, "unknown", []),
        (0, None, 9_000, []),
        (None, None, 9_000, []),
        ("refused", None, 9_000, []),
        (-1, None, 9_000, []),
    ],
)
def test_half_of_what_debts_leave_is_what_a_household_can_pay(income, debt, affords, named):
    entry = form(
        {"income_total": income, "afford_month": affords}, debts=[{"source": "bank", "pay_month": debt}]
    )
    assert fields("afford_over_share", entry) == named


def test_the_share_that_is_affordable_is_the_limit_of_the_day():
    entry = form({"income_total": 10_000, "afford_month": 4_001})
    (problem,) = problems("afford_over_share", entry, limits={**LIMITS, "afford_alert_share": Decimal("0.4")})
    assert "40%" in problem.sentence
    assert fields("afford_over_share", entry) == []


@pytest.mark.parametrize(
    ("chosen", "named"),
    [
        (["none"], []),
        (["unknown"], []),
        (["none", "unknown"], ["programmes"]),
        (["none", "nha_rent"], ["programmes"]),
        (["unknown", "nha_rent"], ["programmes"]),
        (["nha_rent", "nha_buy"], []),
        (["refused"], []),
        ([], []),
    ],
)
def test_no_interest_stands_alone(chosen, named):
    assert fields("programmes_none_with_others", form({"programmes": chosen})) == named
