"""Demo plans: made once, by the actions, standing everywhere on their way."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts import demo as people
from plans import demo
from plans.models import Decision, SurveyPlan, WorkingGroup
from plans.rules import gaps
from tests import factories
from tests.plans import written

pytestmark = pytest.mark.django_db


def seed(**options) -> str:
    said = StringIO()
    call_command("seed_plans", stdout=said, **options)
    return said.getvalue()


@pytest.fixture
def city(round_2570, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    people.load()
    for code in demo.STANDING:
        factories.community(code, "ร่วมใจ")


def test_demo_plans_stand_everywhere_on_their_way(city):
    assert "12" in seed()
    assert dict(SurveyPlan.objects.values_list("district_id", "state")) == demo.STANDING


def test_demo_plans_lack_nothing_and_groups_owe_something(city):
    seed()
    assert [gap for plan in SurveyPlan.objects.all() for gap in gaps(plan)] == []
    assert WorkingGroup.objects.count() == 12 and Decision.objects.overdue(written.today()).exists()


def test_what_is_there_stays_as_it_is(city):
    seed()
    before = list(SurveyPlan.objects.order_by("pk").values_list("pk", "revision"))
    assert "0" in seed(round="2570")
    assert list(SurveyPlan.objects.order_by("pk").values_list("pk", "revision")) == before


def test_a_district_without_communities_has_no_plan(round_2570, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    people.load()
    seed()
    assert not SurveyPlan.objects.exists() and WorkingGroup.objects.exists()


def test_without_demo_people_nothing_is_made(round_2570):
    seed()
    assert not SurveyPlan.objects.exists() and not WorkingGroup.objects.exists()


def test_a_round_that_does_not_exist_is_told(reference):
    with pytest.raises(CommandError, match="ไม่มีรอบสำรวจนี้"):
        seed(round="9999")
