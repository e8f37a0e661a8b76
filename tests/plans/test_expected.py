"""What each place means to survey: the approved plan where there is one, else the register."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from plans.models import PlannedCommunity, SurveyPlan, Target
from plans.readers import expected_of
from surveys.readers.figures import CITY, By, Within
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def places(slum, other_slum):
    return slum, factories.community("1026", "หลังตลาด", expected_households=40), other_slum


def plan_of(place, head, round) -> SurveyPlan:
    now = timezone.now()
    made = {"created_at": now, "created_by": head, "updated_at": now, "updated_by": head}
    return SurveyPlan.objects.create(round=round, district_id=place.district_id, **made)


def approved(place, head, round, households: int) -> Target:
    days = {"starts_on": date(2026, 11, 1), "ends_on": date(2026, 12, 1)}
    plan = plan_of(place, head, round)
    return Target.objects.create(plan=plan, round=round, community=place, households=households, **days)


def test_without_a_plan_the_register_counts(places, round_2570):
    expected = expected_of(round="2570", by="district")
    assert (expected["1026"], expected["1006"]) == (140, 100)


def test_an_approved_plan_counts_where_it_names_a_community(places, round_2570, head):
    approved(places[0], head, round_2570, 75)
    assert expected_of(round="2570", by=By.DISTRICT)["1026"] == 75 + 40
    assert expected_of(round="2570", by=By.COMMUNITY)[places[0].pk] == 75


def test_a_plan_that_nobody_approved_changes_nothing(places, round_2570, head):
    plan = plan_of(places[0], head, round_2570)
    PlannedCommunity.objects.create(plan=plan, community=places[0], households=7)
    assert expected_of(round="2570", by="community")[places[0].pk] == 100


def test_a_plan_of_another_round_changes_nothing(places, round_2570, head):
    approved(places[0], head, factories.open_round("2571"), 75)
    assert expected_of(round="2570", by="district")["1026"] == 140


@pytest.mark.parametrize(
    ("within", "names"),
    [
        (Within(By.DISTRICT, "1006"), {"คลองลำเจียก"}),
        (Within(By.GROUP, "krungthon_north"), set()),
        (Within(By.CITY, CITY), {"ร่วมใจพัฒนา", "หลังตลาด", "คลองลำเจียก"}),
    ],
)
def test_one_place_alone_can_be_asked_for(places, round_2570, within, names):
    found = expected_of(round="2570", by="community", within=within)
    assert {one.name for one in places if one.pk in found} == names


def test_the_city_and_its_groups_add_up(places, round_2570):
    by_group = expected_of(round="2570", by=By.GROUP)
    assert expected_of(round="2570", by=By.CITY) == {CITY: sum(by_group.values())}


def test_any_number_of_places_is_one_question(places, round_2570):
    with CaptureQueriesContext(
        connection,
    ) as asked:
        expected_of(round="2570", by="district")
    assert len(asked) == 1
