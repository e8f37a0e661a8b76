"""Every computed answer with a worked example, at its boundary and one step beyond."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest

from surveys.computing import POINTS, compute
from surveys.entry import Entry, Row
from surveys.rules import Context

DAY = date(2026, 11, 21)
LIMITS = {
    "people_per_bedroom": Decimal(3),
    "debt_service_share": Decimal("0.30"),
    "rent_burden_share": Decimal("0.30"),
    "housing_share": Decimal("0.30"),
    "low_income_month": Decimal(20_000),
    "new_graduate_years": Decimal(3),
}


def computed(members=(), debts=(), limits=None, **answers):
    entry = Entry(
        Row({"survey_date": DAY, **answers}), [Row(row) for row in members], [Row(row) for row in debts]
    )
    place = SimpleNamespace(pk="1026")
    found = {**LIMITS, **(limits or {})}
    return compute(entry, Context(DAY, None, frozenset(), district=place, community=None, limits=found))


def parts(**given) -> set[str]:
    return {part for part, _points in computed(**given).vulnerability_parts}


def test_income_is_what_was_stated_else_the_sum_of_the_roster():
    roster = [{"income_month": 12_000}, {"income_month": 9_000}, {}]
    assert computed(members=roster, income_total=20_000).household_income == 20_000
    assert computed(members=roster).household_income == 21_000
    assert computed(members=roster, income_total=0).household_income == 0
    assert computed(members=[{}]).household_income is None


def test_an_income_below_nothing_counts_as_none():
    assert computed(income_total=-5).household_income == 0
    assert computed(members=[{"income_month": -5}]).household_income == 0


@pytest.mark.parametrize(
    ("income", "bracket"),
    [
        (0, "up_to_5000"), (5_000, "up_to_5000"), (5_001, "up_to_10000"), (10_000, "up_to_10000"),
        (10_001, "up_to_15000"), (15_000, "up_to_15000"), (15_001, "up_to_20000"), (20_000, "up_to_20000"),
        (20_001, "up_to_30000"), (30_000, "up_to_30000"), (30_001, "up_to_50000"), (50_000, "up_to_50000"),
        (50_001, "over_50000"), (None, ""),
    ],
)  # fmt: skip
def test_an_income_falls_into_its_bracket(income, bracket):
    assert computed(income_total=income).income_bracket == bracket


def test_a_stated_band_is_the_bracket_unless_it_is_a_non_answer():
    assert computed(income_band="up_to_15000").income_bracket == "up_to_15000"
    assert computed(income_band="refused").income_bracket == ""


def test_debt_payment_is_the_sum_of_what_is_paid():
    assert computed(debts=[{"pay_month": 2_000}, {"pay_month": 500}, {}]).debt_payment == 2_500
    assert computed(debts=[{"balance": 9}]).debt_payment is None


@pytest.mark.parametrize(
    ("people", "rooms", "is_crowded"),
    [(3, 1, False), (4, 1, True), (6, 2, False), (7, 2, True), (4, 0, True), (3, 0, False), (9, None, False), (None, 1, False)],
)  # fmt: skip
def test_more_than_three_people_a_bedroom_are_a_crowd(people, rooms, is_crowded):
    assert computed(members_living=people, bedrooms=rooms).overcrowded is is_crowded


@pytest.mark.parametrize(("pays", "is_stressed"), [(3_000, False), (3_001, True), (0, False)])
def test_debts_above_three_tenths_of_income_are_a_stress(pays, is_stressed):
    assert computed(income_total=10_000, debts=[{"pay_month": pays}]).debt_stressed is is_stressed


@pytest.mark.parametrize(
    ("house", "land", "is_burdened"),
    [
        (3_000, None, False),
        (3_001, None, True),
        (2_000, 1_000, False),
        (2_000, 1_001, True),
        (-9_999, 3_001, True),
    ],
)
def test_rents_above_three_tenths_of_income_are_a_burden(house, land, is_burdened):
    assert computed(income_total=10_000, rent_house=house, rent_land=land).rent_burdened is is_burdened


@pytest.mark.parametrize("income", [None, 0])
def test_without_an_income_no_burden_is_guessed(income):
    found = computed(income_total=income, rent_house=9_000, debts=[{"pay_month": 9_000}])
    assert (found.debt_stressed, found.rent_burdened, found.affordability_gap) == (False, False, None)


def test_the_gap_is_the_cost_less_three_tenths_of_what_debts_leave():
    debts = [{"pay_month": 2_000}]
    assert computed(income_total=12_000, rent_house=3_500, debts=debts).affordability_gap == 500
    assert computed(income_total=12_000, rent_house=2_500, debts=debts).affordability_gap == -500


def test_without_rent_the_cost_is_what_housing_costs():
    assert computed(income_total=10_000, expense_housing=4_000).affordability_gap == 1_000
    assert computed(income_total=10_000, expense_housing=0).affordability_gap == -3_000
    assert computed(income_total=10_000).affordability_gap is None


def test_debts_beyond_the_income_leave_nothing_rather_than_less():
    found = computed(income_total=10_000, rent_house=1_000, debts=[{"pay_month": 50_000}])
    assert found.affordability_gap == 1_000


@pytest.mark.parametrize(
    ("width", "is_blocked"), [(Decimal("0.99"), True), (Decimal(1), False), (0, True), (None, False)]
)
def test_a_lane_under_a_metre_keeps_the_fire_engine_out(width, is_blocked):
    assert computed(access_width=width).fire_access_blocked is is_blocked


@pytest.mark.parametrize(
    ("income", "groups"), [(20_000, ("low_income",)), (20_001, ("general",)), (None, ("general",))]
)
def test_a_low_income_is_one_up_to_the_limit(income, groups):
    assert computed(income_total=income).target_groups == groups


def test_a_household_may_be_in_several_target_groups():
    members = [{"work": "bma_staff"}, {"graduated_year": 2024}]
    assert computed(members=members, income_total=9_000).target_groups == (
        "low_income",
        "bma_staff",
        "new_graduate",
    )


@pytest.mark.parametrize(("year", "is_new"), [(2026, True), (2023, True), (2022, False)])
def test_a_graduate_is_new_for_three_years(year, is_new):
    assert ("new_graduate" in computed(members=[{"graduated_year": year}]).target_groups) is is_new


@pytest.mark.parametrize(
    ("key", "value", "answers", "seen"),
    [
        ("people_per_bedroom", 2, {"members_living": 3, "bedrooms": 1}, "overcrowded"),
        (
            "debt_service_share",
            "0.1",
            {"income_total": 10_000, "debts": [{"pay_month": 1_500}]},
            "debt_stressed",
        ),
        ("rent_burden_share", "0.1", {"income_total": 10_000, "rent_house": 1_500}, "rent_burdened"),
    ],
)
def test_a_limit_that_changes_changes_the_result(key, value, answers, seen):
    assert getattr(computed(**answers), seen) is False
    assert getattr(computed(limits={key: Decimal(value)}, **answers), seen) is True


def test_the_limit_of_a_low_income_is_that_of_the_day():
    assert computed(income_total=22_000).target_groups == ("general",)
    higher = {"low_income_month": Decimal(25_000)}
    assert computed(income_total=22_000, limits=higher).target_groups == ("low_income",)


@pytest.mark.parametrize(
    ("row", "age"),
    [
        ({"birth_date": date(1984, 11, 21)}, 42),
        ({"birth_date": date(1984, 11, 22)}, 41),
        ({"birth_date": date(1984, 2, 29)}, 42),
        ({"birth_year": 1955}, 71),
        ({"birth_date": date(2027, 1, 1)}, None),
        ({"birth_year": 1850}, None),
        ({}, None),
    ],
)
def test_an_age_is_that_on_the_day_of_the_survey(row, age):
    assert computed(members=[row]).ages == [age]


PART_BY_PART = {
    "threatened": {"problems": ("lawsuit",)},
    "insecure_land": {"house_tenure": "occupy"},
    "low_income": {"income_total": 20_000},
    "debt_stressed": {"income_total": 30_000, "debts": [{"pay_month": 9_001}]},
    "rent_burdened": {"income_total": 30_000, "rent_land": 9_001},
    "overcrowded": {"members_living": 4, "bedrooms": 1},
    "unsafe_house": {"condition": "dilapidated"},
    "no_utility": {"electricity": "none"},
    "elderly": {"members": [{"birth_year": 1966}]},
    "children": {"members": [{"birth_year": 2012}]},
    "disabled": {"members": [{"disability": ("seeing",)}]},
    "bedridden": {"members": [{"bedridden": "yes"}]},
    "chronic": {"members": [{"chronic": "yes"}]},
}


def test_every_part_of_the_score_has_its_example():
    assert set(PART_BY_PART) == set(POINTS)


@pytest.mark.parametrize("part", POINTS)
def test_each_part_alone_gives_its_points(part):
    found = computed(**PART_BY_PART[part])
    assert found.vulnerability_parts == [[part, POINTS[part]]]
    assert found.vulnerability == POINTS[part]


def test_what_comes_near_a_part_gives_no_points():
    members = [{"birth_year": 1967}, {"birth_year": 2011}, {"disability": ("none",), "bedridden": "no"}]
    members.append({"disability": ("refused",), "chronic": "unknown"})
    near = {"problems": ("lease_ending",), "condition": "major", "water": "bought", "land_tenure": "lease"}
    assert parts(members=members, income_total=20_001, **near) == set()


@pytest.mark.parametrize("tenure", ["encroach", "dispute", "verbal"])
def test_land_without_a_right_on_paper_is_insecure(tenure):
    assert parts(land_tenure=tenure) == {"insecure_land"}


def test_the_score_ends_at_a_hundred():
    everything = {key: value for example in PART_BY_PART.values() for key, value in example.items()}
    everything["members"] = [row for example in PART_BY_PART.values() for row in example.get("members", [])]
    found = computed(**{**everything, "income_total": 10_000})
    assert len(found.vulnerability_parts) == len(POINTS) and sum(POINTS.values()) > 100
    assert found.vulnerability == 100


@pytest.mark.parametrize("result", ["absent", "vacant", "demolished", "refused"])
def test_without_an_interview_nothing_is_computed_but_ages(result):
    found = computed(
        members=[{"birth_year": 1966}], visit_result=result, income_total=1, problems=("lawsuit",)
    )
    assert (found.ages, found.household_income, found.target_groups) == ([60], None, ())
    assert (found.vulnerability, found.vulnerability_parts) == (0, [])
