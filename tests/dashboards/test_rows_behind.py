"""The way from a number to the surveys it counts."""

import re

import pytest

from dashboards.filters import asked_of
from dashboards.readers.places import standing
from dashboards.rows_behind import links_of, rows_behind
from surveys.models import Round
from tests import factories

pytestmark = pytest.mark.django_db


def way(user, *names: str, **given: str) -> str:
    rounds = tuple(Round.objects.newest_first())
    asked, place = asked_of(given, rounds, rounds[0].opens_on), standing(asked=given, user=user)
    return links_of(place, asked, personal=user.sees_personal_data)(names)


@pytest.mark.parametrize(
    ("given", "query"),
    [({}, "round=2570&state=counted"), ({"group": "north"}, "round=2570&state=counted&group=north"),
     ({"district": "1006"}, "round=2570&state=counted&district=1006"), ({"state": "approved"}, "round=2570&state=passed"),
     ({"state": "draft", "district": "1006"}, "round=2570&state=draft&district=1006")],
)  # fmt: skip
def test_the_list_is_asked_for_the_same_place_round_and_states(given, query, round_2570, department):
    assert way(department, "problems.flood", **given) == f"/surveys/?{query}&answer=problems.flood"


def test_a_community_is_asked_for_with_its_district(round_2570, officer, slum):
    found = way(officer, "problems.flood", community=str(slum.pk))
    assert found.endswith(f"district=1026&community={slum.pk}&answer=problems.flood")


def test_any_of_several_answers_is_more_than_the_list_can_say(round_2570, department):
    assert way(department, "land_tenure.encroach", "land_tenure.dispute") == ""


def test_amounts_are_no_answers(round_2570, department):
    assert way(department, "household_income.sum") == ""


def test_health_is_a_way_only_for_those_who_see_personal_data(round_2570, analyst, officer):
    assert officer.sees_personal_data and way(officer, "members.bedridden", district="1026")
    assert way(analyst, "members.bedridden") == "" and way(analyst, "problems.flood")


@pytest.mark.parametrize("given", [{}, {"group": "central"}, {"district": "1006"}])
def test_rows_of_others_have_no_way(given, round_2570, officer):
    assert way(officer, "problems.flood", **given) == ""


def test_the_list_shows_as_many_rows_as_the_number_says(officer, slum, round_2570):
    for problems in (["flood"], ["flood", "fire"], ["fire"]):
        factories.submitted_survey(by=officer, place=slum, problems=problems)
    body = factories.client_of(officer).get("/dashboard/?district=1026").content.decode()
    found = re.search(r'<th scope="row">น้ำท่วม</th><td class="number"><a href="([^"]+)">(\d+)</a>', body)
    listed = factories.client_of(officer).get(found[1].replace("&amp;", "&"))
    assert (int(found[2]), len(listed.context["lines"])) == (2, 2)


def test_a_part_is_asked_for_below_its_place(round_2570, department):
    place = standing(asked={}, user=department)
    rounds = tuple(Round.objects.newest_first())
    part = standing(asked={"district": "1006"}, user=department).place
    assert rows_behind(place, asked_of({}, rounds, rounds[0].opens_on), part=part).endswith("district=1006")
