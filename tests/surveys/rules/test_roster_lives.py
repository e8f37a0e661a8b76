"""The roster at its edges: schooling, work, income and welfare against age."""

import pytest

from surveys.choices import Work
from surveys.choices.household import EARNING_WORK
from tests.surveys.rules.asking import fields, form, nearly, problems, years_old


def named(rule: str, member: dict) -> list[str]:
    """The fields of one member that a rule names."""
    return [field.removeprefix("members-0-") for field in fields(rule, form(members=[member]))]


@pytest.mark.parametrize(
    ("education", "age", "is_named"),
    [
        ("bachelor", years_old(20), False),
        ("bachelor", nearly(20), True),
        ("higher", nearly(20), True),
        ("higher", years_old(45), False),
        ("diploma", years_old(12), False),
        ("none", years_old(12), False),
        ("unknown", years_old(12), False),
        ("bachelor", {}, False),
        (None, years_old(12), False),
    ],
)
def test_a_bachelor_under_twenty_wants_a_reason(education, age, is_named):
    found = named("bachelor_under_20", {"education": education, **age})
    assert found == (["education"] if is_named else [])


@pytest.mark.parametrize("work", Work.values)
def test_only_work_that_earns_is_held_against_a_child(work):
    assert named("working_under_15", {"work": work, **nearly(15)}) == (
        ["work"] if work in EARNING_WORK else []
    )
    assert named("working_under_15", {"work": work, **years_old(15)}) == []


@pytest.mark.parametrize("word", ["refused", "unknown", None])
def test_no_answer_about_work_is_no_work(word):
    assert named("working_under_15", {"work": word, **years_old(5)}) == []
    assert named("income_month_zero_working", {"work": word, "income_month": 0}) == []


@pytest.mark.parametrize(
    ("income", "negative", "unit", "high"),
    [
        (-1, True, False, False),
        (0, False, False, False),
        (1, False, True, False),
        (299, False, True, False),
        (300, False, False, False),
        (100_000, False, False, False),
        (100_001, False, False, True),
        ("๑๐๐,๐๐๑", False, False, True),
        (None, False, False, False),
        ("refused", False, False, False),
        ("unknown", False, False, False),
        ("วันละ 300", False, False, False),
    ],
)
def test_an_income_lies_within_what_people_earn_a_month(income, negative, unit, high):
    rules = ("income_month_negative", "income_month_unit", "income_month_high")
    found = [named(rule, {"income_month": income}) == ["income_month"] for rule in rules]
    assert found == [negative, unit, high]


@pytest.mark.parametrize("work", Work.values)
def test_who_earns_has_an_income(work):
    found = named("income_month_zero_working", {"work": work, "income_month": 0})
    assert found == (["income_month"] if work in EARNING_WORK else [])


@pytest.mark.parametrize("income", [1, -1, None, "refused"])
def test_only_an_income_of_nothing_is_nothing(income):
    assert named("income_month_zero_working", {"work": "daily", "income_month": income}) == []


def test_a_daily_wage_is_asked_about():
    (problem,) = problems("income_month_unit", form(members=[{"income_month": 250}]))
    assert "รายวัน" in problem.sentence and problem.blocks


@pytest.mark.parametrize(
    ("welfare", "is_named"),
    [
        (["none"], False),
        (["none", "gold_card"], True),
        (["gold_card", "none"], True),
        (["gold_card", "old_age"], False),
        (["refused"], False),
        ([], False),
        ("none gold_card", True),
    ],
)
def test_who_receives_nothing_receives_nothing_else(welfare, is_named):
    assert named("welfare_none_with_others", {"welfare": welfare}) == (["welfare"] if is_named else [])


@pytest.mark.parametrize(
    ("disability", "is_named"),
    [
        (["none"], False),
        (["none", "moving"], True),
        (["moving", "seeing"], False),
        (["unknown"], False),
        ([], False),
    ],
)
def test_no_disability_stands_alone(disability, is_named):
    entry = form({"sensitive_consent": "yes"}, members=[{"disability": disability}])
    assert bool(fields("disability_none_with_others", entry)) is is_named


def test_without_consent_no_disability_is_looked_at():
    entry = form({"sensitive_consent": "no"}, members=[{"disability": ["none", "moving"]}])
    assert fields("disability_none_with_others", entry) == []


@pytest.mark.parametrize(
    ("welfare", "age", "old", "card"),
    [
        (["old_age"], years_old(60), False, False),
        (["old_age"], nearly(60), True, False),
        (["state_card"], years_old(18), False, False),
        (["state_card"], nearly(18), False, True),
        (["old_age", "state_card"], years_old(17), True, True),
        (["gold_card"], years_old(3), False, False),
        (["old_age", "state_card"], {}, False, False),
        (["refused"], years_old(3), False, False),
    ],
)
def test_welfare_of_the_old_is_for_the_old_and_cards_for_the_grown(welfare, age, old, card):
    rules = ("old_age_under_60", "state_card_under_18")
    assert [named(rule, {"welfare": welfare, **age}) == ["welfare"] for rule in rules] == [old, card]


def test_a_year_of_birth_is_enough_to_know_an_age():
    assert named("old_age_under_60", {"welfare": ["old_age"], "birth_year": "2510"}) == ["welfare"]
    assert named("old_age_under_60", {"welfare": ["old_age"], "birth_year": "2509"}) == []


def test_each_member_is_looked_at():
    young = {"work": "daily", **years_old(14)}
    entry = form(members=[young, {"work": "student", **years_old(14)}, young])
    assert fields("working_under_15", entry) == ["members-0-work", "members-2-work"]


def test_a_reason_for_one_member_is_no_reason_for_another():
    young = {"work": "daily", **years_old(14)}
    entry = form(members=[young, young], confirmed={"working_under_15@members-0-work": "ช่วยที่บ้านขายของ"})
    assert [problem.blocks for problem in problems("working_under_15", entry)] == [False, True]
