"""What a form is told of other forms of its round: that something is shared, never whose it is."""

import uuid

import pytest
from django.utils import timezone

from surveys import payload
from surveys.surroundings import context_for, neighbours_of
from tests import factories

pytestmark = pytest.mark.django_db
POINT = {"lat": 13.7651, "lng": 100.5541}
CODE = "10261234567"


def entry(place, round, number: int = 500, **answers):
    return payload.read(factories.household_of_four(place, number=number, **answers), round)


def seen(entries, *, excluding=(), round_id="2570", district="1026"):
    return neighbours_of(entries, round_id=round_id, district_id=district, excluding=list(excluding))


def ids(number: int) -> list[str]:
    return [factories.citizen_id(number * 10 + position) for position in range(4)]


def saved(by, place, number: int, **answers):
    return factories.saved_survey(
        by=by, place=place, payload=factories.household_of_four(place, number=number, **answers)
    )


def test_a_form_alone_in_its_round_shares_nothing(officer, slum, round_2570):
    found = seen([entry(slum, round_2570, house_code=CODE, **POINT)])
    assert (found.house_codes, found.citizen_ids, found.points) == (frozenset(), {}, {})


def test_a_house_code_of_another_form_is_seen(officer, slum, round_2570):
    saved(officer, slum, 1, house_code=CODE)
    assert seen([entry(slum, round_2570, house_code=CODE)]).house_codes == {CODE}
    assert seen([entry(slum, round_2570, house_code="10269999999")]).house_codes == set()
    assert seen([entry(slum, round_2570)]).house_codes == set()


def test_an_id_of_the_own_district_and_one_of_another_are_told_apart(
    officer, other_officer, slum, other_slum, round_2570
):
    saved(officer, slum, 1)
    saved(other_officer, other_slum, 2)
    mine = seen([entry(slum, round_2570, number=1)])
    theirs = seen([entry(slum, round_2570, number=2)])
    assert mine.citizen_ids == dict.fromkeys(ids(1), True)
    assert theirs.citizen_ids == dict.fromkeys(ids(2), False)


def test_an_id_in_both_districts_counts_as_near(officer, other_officer, slum, other_slum, round_2570):
    saved(other_officer, other_slum, 1)
    saved(officer, slum, 1)
    assert set(seen([entry(slum, round_2570, number=1)]).citizen_ids.values()) == {True}


def test_a_form_is_not_its_own_neighbour(officer, slum, round_2570):
    survey = saved(officer, slum, 1, house_code=CODE, **POINT)
    again = entry(slum, round_2570, number=1, house_code=CODE, **POINT)
    found = seen([again], excluding=[survey.pk])
    assert (found.house_codes, found.citizen_ids, found.points) == (frozenset(), {}, {})


@pytest.mark.parametrize("excluding", [(), (None,), (uuid.uuid4(),)])
def test_excluding_nobody_leaves_everybody(excluding, officer, slum, round_2570):
    saved(officer, slum, 1, house_code=CODE)
    assert seen([entry(slum, round_2570, house_code=CODE)], excluding=excluding).house_codes == {CODE}


def test_another_round_is_another_year(officer, slum, round_2570):
    factories.open_round("2571", fiscal_year=2571)
    saved(officer, slum, 1, house_code=CODE, **POINT)
    again = entry(slum, round_2570, number=1, house_code=CODE, **POINT)
    found = seen([again], round_id="2571")
    assert (found.house_codes, found.citizen_ids, found.points) == (frozenset(), {}, {})


def test_households_at_one_point_are_counted(officer, other_officer, slum, other_slum, round_2570):
    for number in range(3):
        saved(officer, slum, number, **POINT)
    saved(other_officer, other_slum, 9, **POINT)
    saved(officer, slum, 10, lat=13.7651, lng=100.9)
    assert seen([entry(slum, round_2570, **POINT)]).points == {(13.7651, 100.5541): 4}


@pytest.mark.parametrize("typed", [{}, {"lat": 13.7651}, {"lat": "unknown", "lng": 100.5541}])
def test_half_a_point_is_no_point(typed, officer, slum, round_2570):
    saved(officer, slum, 1, **POINT)
    assert seen([entry(slum, round_2570, **typed)]).points == {}


@pytest.mark.parametrize("word", ["unknown", "refused", "", None])
def test_a_non_answer_is_shared_with_nobody(word, officer, slum, round_2570):
    saved(officer, slum, 1, house_code=word)
    found = seen([entry(slum, round_2570, house_code=word)])
    assert found.house_codes == frozenset()


def test_many_forms_at_once_cost_as_much_as_one(officer, slum, round_2570, django_assert_max_num_queries):
    saved(officer, slum, 1, house_code=CODE, **POINT)
    entries = [entry(slum, round_2570, number=n, house_code=CODE, **POINT) for n in range(1, 30)]
    with django_assert_max_num_queries(4):
        found = seen(entries)
    assert found.house_codes == {CODE} and set(ids(1)) <= set(found.citizen_ids)


def test_a_form_without_anything_to_share_asks_nothing(slum, round_2570, django_assert_num_queries):
    blank = payload.read({"answers": {}}, round_2570)
    with django_assert_num_queries(0):
        seen([blank])


def test_the_context_holds_what_the_rules_look_at(officer, slum, round_2570):
    today = timezone.localdate()
    found = context_for(
        entry(slum, round_2570), round=round_2570, district=slum.district, community=slum, today=today
    )
    assert (found.today, found.district.pk, found.community) == (today, "1026", slum)
    assert found.postcodes["102601"] and found.limit("low_income_month") == 20_000
    assert found.asked >= {"rent_house", "members.first_name", "debts.rate"}


def test_limits_are_those_of_the_day_of_the_survey(officer, slum, round_2570):
    from surveys.models import Limit

    today = timezone.localdate()
    Limit.objects.create(key="low_income_month", since=today, value=30_000, meaning="-", source="-")
    old = payload.read({"answers": {"survey_date": str(today.replace(year=today.year - 1))}}, round_2570)
    new = payload.read({"answers": {}}, round_2570)
    surroundings = {"round": round_2570, "district": slum.district, "community": slum, "today": today}
    assert context_for(old, **surroundings).limit("low_income_month") == 20_000
    assert context_for(new, **surroundings).limit("low_income_month") == 30_000


def test_a_limit_nobody_set_is_an_error_of_ours(slum, round_2570):
    found = context_for(
        payload.read({}, round_2570),
        round=round_2570,
        district=slum.district,
        community=slum,
        today=timezone.localdate(),
    )
    with pytest.raises(KeyError):
        found.limit("no_such_limit")
