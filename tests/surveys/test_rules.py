"""Every rule has a form that breaks it, and the good form breaks none."""

from copy import deepcopy
from datetime import timedelta

import pytest
from django.utils import timezone

from bkkhousing.lib import thai
from surveys import payload, rules
from surveys.choices import Severity
from surveys.rules import Neighbours
from surveys.surroundings import context_for
from tests import factories

pytestmark = pytest.mark.django_db


def day(offset: int) -> str:
    return thai.format_date_numeric(timezone.localdate() + timedelta(days=offset))


def years_ago(years: int) -> str:
    return str(timezone.localdate().year + 543 - years)


def young(years: int) -> dict:
    return {"birth_date": "", "birth_year": years_ago(years)}


NEIGHBOURS = Neighbours(
    house_codes=frozenset({"10260012345"}),
    citizen_ids={factories.citizen_id(10): False},
    points={(13.77, 100.555): 10},
)
POINT = {"lat": 13.77, "lng": 100.555}

# code: (answers, member changes by position, extra rows, the field that is named)
ANSWERS = {
    "community_missing": ({"community": None}, "community"),
    "survey_date_missing": ({"survey_date": None}, "survey_date"),
    "survey_date_future": ({"survey_date": day(1)}, "survey_date"),
    "survey_date_before_round": ({"survey_date": day(-300)}, "survey_date"),
    "survey_date_old": ({"survey_date": day(-61)}, "survey_date"),
    "informant_proxy": ({"informant": "neighbour"}, "informant"),
    "visit_result_missing": ({"visit_result": None}, "visit_result"),
    "privacy_notice_not_given": ({"privacy_notice": "no"}, "privacy_notice"),
    "house_no_missing": ({"house_no": None}, "house_no"),
    "house_code_digits": ({"house_code": "1026-0012"}, "house_code"),
    "house_code_not_bangkok": ({"house_code": "2026-001234-5"}, "house_code"),
    "house_code_shared": ({"house_code": "1026-001234-5"}, "house_code"),
    "subdistrict_outside_district": ({"subdistrict": "100601"}, "subdistrict"),
    "postcode_mismatch": ({"subdistrict": "102601", "postcode": "10999"}, "postcode"),
    "point_swapped": ({"lat": 100.55, "lng": 13.77}, "lat"),
    "point_outside_bangkok": ({"lat": 18.79, "lng": 98.98}, "lat"),
    "point_outside_district": ({"lat": 13.6, "lng": 100.4}, "lat"),
    "point_inaccurate": ({**POINT, "accuracy": 51}, "accuracy"),
    "accuracy_negative": ({**POINT, "accuracy": -1}, "accuracy"),
    "point_crowded": (POINT, "lat"),
    "households_in_house_none": ({"households_in_house": 0}, "households_in_house"),
    "households_in_house_many": ({"households_in_house": 7}, "households_in_house"),
    "members_living_none": ({"members_living": 0}, "members_living"),
    "members_living_differs": ({"members_living": 5}, "members_living"),
    "members_living_many": ({"members_living": 13}, "members_living"),
    "count_negative": ({"storeys": -1}, "storeys"),
    "years_here_over_head_age": ({"years_here": 90}, "years_here"),
    "floor_area_per_person": ({"floor_area": 10}, "floor_area"),
    "rent_negative": ({"rent_house": -1}, "rent_house"),
    "rent_over_income_share": ({"rent_house": 10_501}, "rent_house"),
    "rent_while_owner": ({"house_tenure": "owner"}, "rent_house"),
    "rent_missing_while_renting": ({"rent_house": 0}, "rent_house"),
    "problems_none_with_others": ({"problems": ["none", "flood"]}, "problems"),
    "eviction_details_missing": ({"problems": ["lawsuit"]}, "eviction_by"),
    "eviction_deadline_past": (
        {"problems": ["lawsuit"], "eviction_by": "ศาล", "eviction_deadline": day(-1)},
        "eviction_deadline",
    ),
    "canal_without_encroachment": ({"canal": "over"}, "problems"),
    "amount_negative": ({"expense_food": -1}, "expense_food"),
    "income_differs_from_roster": ({"income_total": 30_000}, "income_total"),
    "expenses_over_income": ({"expense_food": 31_501}, "income_total"),
    "savings_none_with_others": ({"savings": ["none", "bank"]}, "savings"),
    "payment_negative": ({"afford_month": -1}, "afford_month"),
    "afford_over_share": ({"afford_month": 9_501}, "afford_month"),
    "programmes_none_with_others": ({"programmes": ["none", "nha_rent"]}, "programmes"),
}
MEMBERS = {
    "first_name_missing": (0, {"first_name": " "}, "first_name"),
    "citizen_id_invalid": (0, {"citizen_id": "1101700230705"}, "citizen_id"),
    "citizen_id_twice": (1, {"citizen_id": factories.citizen_id(11)}, "citizen_id"),
    "citizen_id_elsewhere": (0, {"citizen_id": factories.citizen_id(10)}, "citizen_id"),
    "birth_date_future": (2, {"birth_date": day(1)}, "birth_date"),
    "age_over_120": (3, young(121), "birth_year"),
    "age_over_100": (3, young(101), "birth_year"),
    "head_under_18": (0, young(17), "birth_year"),
    "relation_missing": (2, {"relation": None}, "relation"),
    "head_not_one": (1, {"relation": "head"}, "relation"),
    "spouses_many": (2, {"relation": "spouse"}, "relation"),
    "child_too_old": (2, young(35), "birth_year"),
    "parent_too_young": (3, young(45), "birth_year"),
    "bachelor_under_20": (2, {"education": "bachelor", **young(19)}, "education"),
    "working_under_15": (2, {"work": "vendor", **young(14)}, "work"),
    "income_month_negative": (0, {"income_month": -1}, "income_month"),
    "income_month_high": (0, {"income_month": 100_001}, "income_month"),
    "income_month_unit": (0, {"income_month": 299}, "income_month"),
    "income_month_zero_working": (0, {"income_month": 0}, "income_month"),
    "welfare_none_with_others": (0, {"welfare": ["none", "gold_card"]}, "welfare"),
    "disability_none_with_others": (3, {"disability": ["none", "moving"]}, "disability"),
    "old_age_under_60": (0, {"welfare": ["old_age"]}, "welfare"),
    "state_card_under_18": (2, {"welfare": ["state_card"]}, "welfare"),
}
DEBTS = {"informal_rate_high": (0, {"rate": 10.01}, "rate")}


def found_in(given: dict, place, round, neighbours: Neighbours = NEIGHBOURS) -> dict[str, str]:
    """Code and field of every problem; the neighbours are those of this module."""
    entry = payload.read(given, round)
    community = place if entry.get("community") else None
    context = context_for(
        entry, round=round, district=place.district, community=community, today=timezone.localdate()
    )
    context = context.__class__(**{**context.__dict__, "neighbours": neighbours})
    return {p.code: p.field for p in reversed(rules.problems(entry, context))}


@pytest.fixture
def good(slum, round_2570) -> dict:
    given = factories.household_of_four(slum)
    for position, row in enumerate(given["members"]):
        row["citizen_id"] = factories.citizen_id(11 + position)
    return given


def test_the_good_form_breaks_no_rule(good, slum, round_2570):
    assert found_in(good, slum, round_2570) == {}


@pytest.mark.parametrize("code", ANSWERS)
def test_an_answer_that_breaks_a_rule_is_named(code, good, slum, round_2570):
    answers, field = ANSWERS[code]
    good["answers"].update(answers)
    assert found_in(good, slum, round_2570)[code] == field


@pytest.mark.parametrize("code", MEMBERS)
def test_a_member_that_breaks_a_rule_is_named(code, good, slum, round_2570):
    position, changes, field = MEMBERS[code]
    good["members"][position].update(changes)
    found = found_in(good, slum, round_2570)
    assert found[code].split("-")[0] == "members" and found[code].endswith(f"-{field}")


@pytest.mark.parametrize("code", DEBTS)
def test_a_debt_that_breaks_a_rule_is_named(code, good, slum, round_2570):
    position, changes, field = DEBTS[code]
    good["debts"][position].update(changes)
    assert found_in(good, slum, round_2570) == {code: f"debts-{position}-{field}"}


def test_every_rule_has_a_form_that_breaks_it():
    assert {rule.code for rule in rules.RULES} == {*ANSWERS, *MEMBERS, *DEBTS}


def test_codes_are_unique_and_every_rule_speaks():
    codes = [rule.code for rule in rules.RULES]
    assert len(codes) == len(set(codes))
    assert all(rule.description and rule.sentence for rule in rules.RULES)


def test_a_soft_problem_with_a_reason_no_longer_blocks(good, slum, round_2570):
    good["answers"]["informant"] = "leader"
    good["confirmed"] = {"informant_proxy": "เจ้าบ้านไปทำงานต่างจังหวัด"}
    entry = payload.read(good, round_2570)
    context = context_for(
        entry, round=round_2570, district=slum.district, community=slum, today=timezone.localdate()
    )
    (problem,) = rules.problems(entry, context)
    assert problem.severity == Severity.SOFT and not problem.blocks


def test_an_id_beginning_with_zero_is_accepted(good, slum, round_2570):
    good["members"][0]["citizen_id"] = factories.citizen_id(1, first="0")
    assert found_in(good, slum, round_2570) == {}


def test_a_visit_without_interview_asks_nothing_after_the_place(good, slum, round_2570):
    vacant = {key: good["answers"][key] for key in ("round", "community", "survey_date", "house_no")}
    given = {"answers": {**vacant, "visit_result": "vacant"}}
    assert found_in(given, slum, round_2570) == {}


def test_a_round_that_asks_less_is_not_held_to_the_rest(good, slum, round_2570):
    round_2570.questions = ["round", "community", "house_tenure", "rent_house"]
    given = {"answers": {"community": slum.pk, "house_tenure": "rent", "rent_house": 0}}
    assert set(found_in(deepcopy(given), slum, round_2570)) == {"rent_missing_while_renting"}
