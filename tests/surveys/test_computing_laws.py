"""Laws of the computed answers: they hold for any household, however it answered."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from surveys.choices import IncomeBand, TargetGroup
from surveys.computing import POINTS, Computed, compute
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
AMOUNT = st.one_of(st.none(), st.integers(0, 200_000))
MEMBER = st.fixed_dictionaries(
    {},
    optional={
        "birth_year": st.integers(1900, 2026),
        "income_month": st.integers(0, 90_000),
        "work": st.sampled_from(("daily", "bma_staff", "retired", "student")),
        "graduated_year": st.integers(2015, 2026),
        "disability": st.sampled_from((("moving",), ("none",), ("refused",), ("unknown",), ())),
        "bedridden": st.sampled_from(("yes", "no", "unknown", "refused")),
        "chronic": st.sampled_from(("yes", "no", "unknown", "refused")),
    },
)
HOUSEHOLD = st.fixed_dictionaries(
    {
        "income_total": AMOUNT,
        "rent_house": AMOUNT,
        "rent_land": AMOUNT,
        "expense_housing": AMOUNT,
        "members_living": st.one_of(st.none(), st.integers(0, 20)),
        "bedrooms": st.one_of(st.none(), st.integers(0, 6)),
        "condition": st.sampled_from(("good", "dilapidated", "unsafe", "refused", "")),
        "water": st.sampled_from(("own_meter", "none", "")),
        "electricity": st.sampled_from(("own_meter", "none", "")),
        "land_tenure": st.sampled_from(("title", "encroach", "verbal", "unknown", "")),
        "house_tenure": st.sampled_from(("owner", "rent", "occupy", "")),
        "problems": st.sampled_from(((), ("lawsuit",), ("none",), ("flood", "eviction_notice"))),
        "access_width": st.one_of(st.none(), st.decimals(0, 5, places=2)),
    }
)
ROSTER = st.lists(MEMBER, max_size=5)
DEBTS = st.lists(st.fixed_dictionaries({}, optional={"pay_month": st.integers(0, 30_000)}), max_size=3)


def computed(answers: dict, members=(), debts=(), **more) -> Computed:
    known = {key: value for key, value in {**answers, **more}.items() if value not in (None, "", ())}
    entry = Entry(
        Row({"survey_date": DAY, **known}),
        [Row(dict(row)) for row in members],
        [Row(dict(row)) for row in debts],
    )
    place = SimpleNamespace(pk="1026")
    return compute(entry, Context(DAY, None, frozenset(), district=place, community=None, limits=LIMITS))


@given(HOUSEHOLD, ROSTER, DEBTS)
def test_a_score_is_the_sum_of_its_parts_up_to_a_hundred(answers, members, debts):
    found = computed(answers, members, debts)
    assert found.vulnerability == min(100, sum(points for _part, points in found.vulnerability_parts))
    assert all(POINTS[part] == points for part, points in found.vulnerability_parts)
    assert 0 <= found.vulnerability <= 100


@given(HOUSEHOLD, ROSTER, DEBTS)
def test_the_parts_stand_once_and_in_their_order(answers, members, debts):
    parts = [part for part, _points in computed(answers, members, debts).vulnerability_parts]
    assert parts == [part for part in POINTS if part in parts]


@given(HOUSEHOLD, ROSTER, DEBTS)
def test_every_household_is_in_a_target_group_and_general_alone(answers, members, debts):
    groups = computed(answers, members, debts).target_groups
    assert groups and set(groups) <= set(TargetGroup.values)
    assert groups == ("general",) or "general" not in groups


@given(HOUSEHOLD, ROSTER, DEBTS)
def test_the_bracket_is_that_of_the_income(answers, members, debts):
    found = computed(answers, members, debts)
    assert (found.income_bracket == "") is (found.household_income is None)
    assert found.income_bracket in ("", *IncomeBand.values)


@given(HOUSEHOLD, ROSTER, DEBTS, st.randoms())
def test_the_order_of_the_roster_changes_nothing(answers, members, debts, random):
    shuffled = list(members)
    random.shuffle(shuffled)
    one, other = computed(answers, members, debts), computed(answers, shuffled, debts)
    assert sorted(map(str, one.ages)) == sorted(map(str, other.ages))
    assert (one.target_groups, one.vulnerability_parts) == (other.target_groups, other.vulnerability_parts)


@given(HOUSEHOLD, ROSTER, DEBTS, st.integers(1, 50_000))
def test_more_income_is_never_a_greater_burden(answers, members, debts, more):
    income = answers["income_total"] or 1
    poorer = computed(answers, members, debts, income_total=income)
    richer = computed(answers, members, debts, income_total=income + more)
    assert richer.vulnerability <= poorer.vulnerability
    assert richer.debt_stressed <= poorer.debt_stressed and richer.rent_burdened <= poorer.rent_burdened


@given(HOUSEHOLD, ROSTER, DEBTS, st.integers(1, 30_000))
def test_one_debt_more_is_never_a_smaller_burden(answers, members, debts, payment):
    before = computed(answers, members, debts)
    after = computed(answers, members, [*debts, {"pay_month": payment}])
    assert after.debt_stressed >= before.debt_stressed
    assert (after.debt_payment or 0) == (before.debt_payment or 0) + payment


@given(HOUSEHOLD, ROSTER, DEBTS, st.integers(1, 10))
def test_one_more_person_is_never_less_crowded(answers, members, debts, more):
    people = answers["members_living"] or 1
    before = computed(answers, members, debts, members_living=people)
    after = computed(answers, members, debts, members_living=people + more)
    assert after.overcrowded >= before.overcrowded


@given(HOUSEHOLD, ROSTER, DEBTS)
def test_nothing_is_guessed_of_who_did_not_say(answers, members, debts):
    silent = [{key: value for key, value in row.items() if key != "income_month"} for row in members]
    found = computed(answers, silent, debts, income_total=None)
    assert (found.household_income, found.income_bracket, found.affordability_gap) == (None, "", None)
    assert (found.debt_stressed, found.rent_burdened) == (False, False)


@given(
    HOUSEHOLD, ROSTER, DEBTS, st.sampled_from(("absent", "refused", "vacant", "demolished", "not_residence"))
)
def test_without_an_interview_nothing_is_computed(answers, members, debts, result):
    found = computed(answers, members, debts, visit_result=result)
    assert found == Computed(ages=found.ages)


@given(HOUSEHOLD, ROSTER, DEBTS)
def test_a_refusal_about_health_gives_no_points(answers, members, debts):
    silent = [
        {**row, "disability": ("refused",), "bedridden": "refused", "chronic": "unknown"} for row in members
    ]
    parts = {part for part, _points in computed(answers, silent, debts).vulnerability_parts}
    assert not parts & {"disabled", "bedridden", "chronic"}
