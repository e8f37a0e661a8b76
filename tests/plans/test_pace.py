"""How far a district has come, measured day by day against its plan."""

from datetime import date

import pytest
from django.utils import timezone

from plans.readers import Pace, community_lines, pace_of, paces
from surveys.models import Figure
from tests import factories
from tests.plans import written

FIRST, LAST = date(2026, 11, 1), date(2026, 11, 10)


def pace(done: int, day: int, households: int = 100) -> Pace:
    return pace_of(households=households, days=(FIRST, LAST), done=done, today=date(2026, 11, day))


@pytest.mark.parametrize(("day", "due"), [(1, 0), (2, 10), (6, 50), (10, 90), (11, 100), (30, 100)])
def test_what_is_due_grows_evenly_and_today_is_not_over(day, due):
    assert pace(0, day).due == due


def test_before_its_first_day_nothing_is_due_and_all_days_are_left():
    early = pace_of(households=100, days=(FIRST, LAST), done=0, today=date(2026, 10, 1))
    assert (early.due, early.days_left, early.standing) == (0, 10, "waiting")


@pytest.mark.parametrize(("day", "left"), [(1, 10), (10, 1), (11, 0), (30, 0)])
def test_the_days_left_count_today(day, left):
    assert pace(0, day).days_left == left


@pytest.mark.parametrize(
    ("done", "standing", "behind", "ahead"),
    [
        (20, "behind", 30, 0),
        (50, "on", 0, 0),
        (61, "ahead", 0, 11),
        (100, "done", 0, 50),
        (140, "done", 0, 50),
    ],
)
def test_a_place_is_behind_on_ahead_or_done(done, standing, behind, ahead):
    found = pace(done, 6)
    assert (found.standing, found.behind, found.ahead) == (standing, behind, ahead)


def test_one_day_alone_is_due_the_day_after():
    days = (FIRST, FIRST)
    assert pace_of(households=7, days=days, done=0, today=FIRST).due == 0
    assert pace_of(households=7, days=days, done=0, today=date(2026, 11, 2)).due == 7


def test_what_one_community_has_beyond_its_plan_hides_no_other():
    together = Pace.together([pace(140, 11), pace(20, 11)])
    assert (together.done, together.counted, together.due, together.behind) == (160, 120, 200, 80)
    assert together.standing == "behind"


def test_nothing_together_is_no_pace():
    assert Pace.together([]).standing == "none"


def counted(place, surveys: int) -> None:
    Figure.objects.bulk_create([factories.figure_row(place, surveys=surveys)])


@pytest.mark.django_db
def test_only_districts_with_an_approved_plan_have_a_pace(
    round_2570, head, other_head, department, slum, other_slum
):
    written.approved(round_2570, head, department, slum)
    written.sent(round_2570, other_head, other_slum)
    counted(slum, 12)
    found = paces(round=round_2570, today=written.today())
    assert set(found) == {"1026"}
    assert (found["1026"].done, found["1026"].expected) == (12, 60)


@pytest.mark.django_db
def test_one_district_alone_can_be_asked_for(round_2570, head, other_head, department, slum, other_slum):
    written.approved(round_2570, head, department, slum)
    written.approved(round_2570, other_head, department, other_slum)
    assert set(paces(round=round_2570, today=written.today(), district="1006")) == {"1006"}


@pytest.mark.django_db
def test_a_community_that_the_plan_does_not_name_is_not_counted(round_2570, head, department, slum):
    counted(factories.community("1026", "หลังตลาด"), 30)
    written.approved(round_2570, head, department, slum)
    assert paces(round=round_2570, today=written.today())["1026"].done == 0


@pytest.mark.django_db
def test_the_lines_of_a_plan_stand_in_its_order_with_what_was_surveyed(round_2570, head, slum):
    market = factories.community("1026", "หลังตลาด")
    counted(market, 25)
    plan = written.plan(round_2570, head, written.community_row(market, 20), slum)
    lines = community_lines(plan, written.today())
    assert [(line.number, line.community.name, line.pace.done) for line in lines] == [
        (1, "หลังตลาด", 25),
        (2, "ร่วมใจพัฒนา", 0),
    ]
    assert lines[0].pace.standing == "done"


@pytest.mark.django_db
def test_surveys_count_once_they_are_sent(round_2570, officer, head, slum):
    factories.saved_survey(by=officer, place=slum)
    factories.submitted_survey(by=officer, place=slum)
    plan = written.plan(round_2570, head, slum)
    assert community_lines(plan, timezone.localdate())[0].pace.done == 1
