"""The districts side by side, and the filters that leave some of them."""

import pytest

from districts.models import District
from plans.forms.lists import PlanFilter
from plans.models import SurveyPlan
from plans.readers import Pace, counts_by_state, district_plan_lines
from plans.readers.districts import DistrictPlanLine
from surveys.models import Figure
from tests import factories
from tests.plans import written

pytestmark = pytest.mark.django_db
BEHIND = Pace(done=1, expected=10, due=5, counted=1)
AHEAD = Pace(done=6, expected=10, due=5, counted=6)


def line(code: str = "1026", group: str = "a", state: str = "", **given) -> DistrictPlanLine:
    plan = SurveyPlan(district_id=code, state=state) if state else None
    values = {"pace": None, "done": 0, "expected": 0, "overdue": 0, "group_status": "none", **given}
    return DistrictPlanLine(district=District(code=code, group_id=group), plan=plan, **values)


def of(user, round) -> dict[str, DistrictPlanLine]:
    lines = district_plan_lines(round=round, user=user, today=written.today())
    return {one.district.pk: one for one in lines}


def test_districts_stand_in_their_groups_and_by_name(department, round_2570):
    districts = [one.district for one in of(department, round_2570).values()]
    assert districts == sorted(districts, key=lambda one: (one.group.order, one.sort_key))
    assert len(districts) == 50


def test_a_person_of_a_district_gets_their_own_line(officer, round_2570):
    assert list(of(officer, round_2570)) == ["1026"]


def test_a_line_tells_plan_pace_figures_group_and_late_decisions(department, head, round_2570, slum):
    market = factories.community("1026", "หลังตลาด", expected_households=40)
    written.approved(round_2570, head, department, slum)
    written.group(head)
    written.meeting(head, written.decision(due=-2), written.decision(due=2))
    figures = [factories.figure_row(place, surveys=number) for place, number in ((slum, 12), (market, 5))]
    Figure.objects.bulk_create(figures)
    found = of(department, round_2570)["1026"]
    assert (found.state, found.plan.places, found.plan.asked, found.done, found.pace.done) == (
        "approved",
        1,
        60,
        17,
        12,
    )
    assert (found.expected, found.overdue, found.group_label) == (60 + 40, 1, "ไม่เป็นทางการ")


def test_a_plan_of_another_round_is_not_this_rounds(department, head, round_2570, slum):
    written.plan(factories.open_round("2571"), head, slum)
    assert of(department, round_2570)["1026"].state == "none"


def test_every_state_is_counted_also_those_of_none():
    lines = [line(state="sent"), line(state="sent"), line(state="approved"), line()]
    assert counts_by_state(lines) == {"draft": 0, "sent": 2, "returned": 0, "approved": 1, "none": 1}


@pytest.mark.parametrize(
    ("asked", "codes"),
    [
        ({}, "1234"),
        ({"group": "central"}, "12"),
        ({"state": "sent"}, "1"),
        ({"state": "none"}, "24"),
        ({"state": "behind"}, "3"),
        ({"state": "overdue"}, "24"),
        ({"state": "overdue", "group": "central"}, "2"),
        ({"state": "nothing", "group": "nowhere"}, "1234"),
    ],
)
def test_filters_leave_some_lines(reference, asked, codes):
    group, other = District.objects.get(pk="1026").group_id, District.objects.get(pk="1006").group_id
    lines = [
        line("1", group, "sent", pace=AHEAD),
        line("2", group, overdue=1),
        line("3", other, "approved", pace=BEHIND),
        line("4", other, overdue=2),
    ]
    given = {name: group if value == "central" else value for name, value in asked.items()}
    assert "".join(one.district.pk for one in PlanFilter(given).cut(lines)) == codes


@pytest.mark.parametrize(
    ("status", "words"), [("established", "มีคำสั่งแล้ว"), ("informal", "ไม่เป็นทางการ"), ("none", "ยังไม่มี")]
)
def test_the_footing_of_a_group_is_told_in_few_words(status, words):
    assert line(group_status=status).group_label == words
