"""Section E at its edges: rent against income and tenure, and what threatens the home."""

from decimal import Decimal

import pytest

from tests.surveys.rules.asking import LIMITS, ago, fields, form, problems

EARNS = {"relation": "head", "income_month": 10_000}


@pytest.mark.parametrize("key", ["rent_house", "rent_land"])
@pytest.mark.parametrize(
    ("amount", "is_wrong"), [(-1, True), ("-๑", True), (0, False), (1, False), (None, False), ("refused", False), ("ถูก", False)]
)  # fmt: skip
def test_rent_is_not_below_nought(key, amount, is_wrong):
    assert fields("rent_negative", form({key: amount})) == ([key] if is_wrong else [])


def test_both_rents_below_nought_are_named():
    assert fields("rent_negative", form({"rent_house": -1, "rent_land": -1})) == ["rent_house", "rent_land"]


@pytest.mark.parametrize(
    ("house", "land", "income", "named"),
    [
        (5_000, None, 10_000, []),
        (5_001, None, 10_000, ["rent_house"]),
        (None, 5_001, 10_000, ["rent_land"]),
        (0, 5_001, 10_000, ["rent_land"]),
        (2_500, 2_500, 10_000, []),
        (2_500, 2_501, 10_000, ["rent_house"]),
        (-9_000, 5_001, 10_000, ["rent_house"]),
        (9_000, None, 0, []),
        (9_000, None, None, []),
        (9_000, None, "refused", []),
        (9_000, None, -1, []),
        ("unknown", None, 10_000, []),
    ],
)
def test_rent_above_half_of_the_income_wants_a_reason(house, land, income, named):
    entry = form({"rent_house": house, "rent_land": land, "income_total": income})
    assert fields("rent_over_income_share", entry) == named


@pytest.mark.parametrize(("rent", "named"), [(10_000, []), (10_001, ["rent_house"])])
def test_without_a_stated_income_the_roster_is_added_up(rent, named):
    entry = form({"rent_house": rent}, members=[EARNS, EARNS, {"income_month": "refused"}])
    assert fields("rent_over_income_share", entry) == named


def test_a_stated_income_of_nothing_is_not_replaced_by_the_roster():
    entry = form({"rent_house": 9_999, "income_total": 0}, members=[EARNS])
    assert fields("rent_over_income_share", entry) == []


def test_the_share_of_rent_is_the_limit_of_the_day():
    entry = form({"rent_house": 3_001, "income_total": 10_000})
    (problem,) = problems(
        "rent_over_income_share", entry, limits={**LIMITS, "rent_alert_share": Decimal("0.3")}
    )
    assert "30%" in problem.sentence
    assert fields("rent_over_income_share", entry) == []


@pytest.mark.parametrize(
    ("tenure", "rent", "owner", "tenant"),
    [
        ("owner", 1, ["rent_house"], []),
        ("owner", 0, [], []),
        ("owner", None, [], []),
        ("owner", -1, [], []),
        ("owner", "unknown", [], []),
        ("instalment", 3_000, [], []),
        ("rent", 3_000, [], []),
        ("rent", 1, [], []),
        ("rent", 0, [], ["rent_house"]),
        ("rent", None, [], ["rent_house"]),
        ("rent", -1, [], []),
        ("free_relative", 0, [], []),
        ("occupy", None, [], []),
        ("unknown", 3_000, [], []),
        (None, 3_000, [], []),
    ],
)
def test_who_owns_pays_no_rent_and_who_rents_does(tenure, rent, owner, tenant):
    entry = form({"house_tenure": tenure, "rent_house": rent})
    assert fields("rent_while_owner", entry) == owner
    assert fields("rent_missing_while_renting", entry) == tenant


@pytest.mark.parametrize("rule", ["rent_while_owner", "rent_missing_while_renting"])
def test_an_odd_rent_is_explained_by_a_reason(rule):
    answers = (
        {"house_tenure": "owner", "rent_house": 500}
        if rule == "rent_while_owner"
        else {"house_tenure": "rent"}
    )
    (problem,) = problems(rule, form(answers, confirmed={rule: "จ่ายค่าส่วนกลาง"}))
    assert (problem.reason, problem.blocks) == ("จ่ายค่าส่วนกลาง", False)


@pytest.mark.parametrize(
    ("chosen", "named"),
    [
        (["none"], []),
        (["none", "flood"], ["problems"]),
        ("flood none", ["problems"]),
        (["flood", "fire"], []),
        (["refused"], []),
        (["none", "none"], []),
        ([], []),
        (None, []),
        (["none", "sea"], []),
    ],
)
def test_no_problem_stands_alone(chosen, named):
    assert fields("problems_none_with_others", form({"problems": chosen})) == named


@pytest.mark.parametrize(
    ("chosen", "by", "until", "named"),
    [
        (["lawsuit"], None, None, ["eviction_by", "eviction_deadline"]),
        (["eviction_notice"], None, None, ["eviction_by", "eviction_deadline"]),
        (["lawsuit", "flood"], "ศาล", None, ["eviction_deadline"]),
        (["lawsuit"], None, "1/1/2570", ["eviction_by"]),
        (["lawsuit"], "  ", "1/1/2570", ["eviction_by"]),
        (["lawsuit"], "ศาล", "1/1/2570", []),
        (["lawsuit"], "unknown", "refused", []),
        (["lawsuit"], "ศาล", "เร็ว ๆ นี้", []),
        (["lease_ending"], None, None, []),
        (["flood"], None, None, []),
        ([], None, None, []),
    ],
)
def test_who_is_told_to_leave_says_by_whom_and_until_when(chosen, by, until, named):
    entry = form({"problems": chosen, "eviction_by": by, "eviction_deadline": until})
    assert fields("eviction_details_missing", entry) == named


@pytest.mark.parametrize(
    ("until", "named"),
    [
        (ago(days=1), ["eviction_deadline"]),
        (ago(days=0), []),
        (ago(days=-1), []),
        (ago(days=400), ["eviction_deadline"]),
        ("unknown", []),
        (None, []),
        ("31/4/2569", []),
    ],
)
def test_a_deadline_that_has_passed_wants_a_reason(until, named):
    entry = form({"problems": ["lawsuit"], "eviction_by": "ศาล", "eviction_deadline": until})
    assert fields("eviction_deadline_past", entry) == named


def test_a_deadline_nobody_is_asked_for_is_not_checked():
    entry = form({"problems": ["flood"], "eviction_deadline": ago(days=30)})
    assert fields("eviction_deadline_past", entry) == []
    assert entry.survey.hidden == {"eviction_deadline": "2026-10-22"}


@pytest.mark.parametrize(
    ("canal", "chosen", "named"),
    [
        ("over", ["flood"], ["problems"]),
        ("over", [], ["problems"]),
        ("over", ["refused"], ["problems"]),
        ("over", ["canal_encroachment"], []),
        ("over", ["flood", "canal_encroachment"], []),
        ("within", [], []),
        ("beside", [], []),
        ("none", [], []),
        ("unknown", [], []),
        (None, [], []),
    ],
)
def test_a_house_over_a_canal_encroaches_on_it(canal, chosen, named):
    assert fields("canal_without_encroachment", form({"canal": canal, "problems": chosen})) == named


def test_an_empty_house_over_a_canal_is_not_asked_for_its_problems():
    assert fields("canal_without_encroachment", form({"visit_result": "vacant", "canal": "over"})) == []
