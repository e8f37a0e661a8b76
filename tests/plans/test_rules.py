"""What keeps a plan from being sent, and in which section it is mended."""

import pytest
from django.utils import timezone

from plans import actions
from plans.rules import gaps
from tests.plans import written

pytestmark = pytest.mark.django_db


def with_(plan, *, rows=None, **fields):
    made = {"round": plan.round, "district": plan.district, "revision": plan.revision}
    return actions.save_plan(**made, fields=fields, rows=rows, by=plan.updated_by, at=timezone.now())


@pytest.fixture
def plan(round_2570, head, slum):
    return written.plan(round_2570, head, slum)


def sections(plan) -> list[str]:
    return [gap.section for gap in gaps(plan)]


def test_a_whole_plan_has_no_gap(plan):
    assert gaps(plan) == []


def test_an_empty_plan_names_a_gap_in_every_section(plan):
    empty = {"communities": [], "milestones": [], "people": []}
    plan = with_(plan, rows=empty, process=" ", methods=(), tools=())
    assert sections(plan) == ["places", "work", "work", "work", "timetable", "people"]


@pytest.mark.parametrize("name", ["methods", "tools"])
def test_words_stand_for_a_method_or_tool_that_is_not_listed(plan, name):
    assert sections(with_(plan, **{name: ()})) == ["work"]
    assert sections(with_(plan_again(plan), **{f"{name}_words": "เรือหางยาว"})) == []


def plan_again(plan):
    plan.refresh_from_db()
    return plan


@pytest.mark.parametrize("name", ["starts_on", "ends_on"])
def test_a_milestone_without_a_day_is_a_gap(plan, name):
    rows = {"milestones": [{**written.milestone(), name: None}]}
    assert sections(with_(plan, rows=rows)) == ["timetable"]


def test_people_without_any_interviewer_are_a_gap(plan):
    assert sections(with_(plan, rows={"people": [written.person(interviewers=0)]})) == ["people"]


@pytest.mark.parametrize("days", [{"starts_on": -121}, {"ends_on": 121}])
def test_days_outside_the_round_are_a_gap(plan, days):
    assert sections(with_(plan, **{name: written.in_days(day) for name, day in days.items()})) == ["places"]


def test_a_communitys_days_outside_the_round_are_a_gap(plan, slum):
    rows = {"communities": [written.community_row(slum, ends_on=written.in_days(121))]}
    assert sections(with_(plan, rows=rows)) == ["places"]


def test_an_extension_of_the_round_closes_the_gap(plan):
    last = written.in_days(121)
    plan.round.extensions.create(district=plan.district, closes_on=last, reason="น้ำท่วม")
    assert sections(with_(plan, ends_on=last)) == []
