"""What the rows of plans and groups say of themselves."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from plans.choices import DecisionState
from plans.models import (
    Decision,
    GroupMember,
    Meeting,
    Milestone,
    PlanMove,
    PlannedCommunity,
    PlanPerson,
    SurveyPlan,
    Target,
    WorkingGroup,
)
from tests.plans import written

DAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (SurveyPlan(round_id="2570", district_id="1026"), "2570 1026"),
        (PlannedCommunity(community_id=7, households=60), "7 60"),
        (Milestone(what="ลงพื้นที่"), "ลงพื้นที่"),
        (PlanPerson(name="ทีม 1"), "ทีม 1"),
        (PlanMove(from_state="sent", to_state="returned"), "รอสำนักอนุมัติ → สำนักส่งกลับ"),
        (Target(round_id="2570", community_id=7, households=60), "2570 7 60"),
        (WorkingGroup(district_id="1026"), "1026"),
        (GroupMember(name="นางมาลี"), "นางมาลี"),
        (Meeting(group_id=3, held_on=DAY), "3 2026-11-21"),
        (Decision(what="ก" * 90), "ก" * 40),
    ],
)
def test_a_row_has_a_name(row, said):
    assert str(row) == said


def test_codes_are_told_in_words_and_unknown_ones_left_out():
    plan = SurveyPlan(methods=("phone", "telepathy"), tools=("map",))
    assert (plan.methods_chosen, plan.tools_chosen) == (["สัมภาษณ์ทางโทรศัพท์"], ["แผนที่ชุมชน"])


@pytest.mark.parametrize(
    ("state", "editable"), [("draft", True), ("returned", True), ("sent", False), ("approved", False)]
)
def test_a_plan_is_written_while_it_is_with_the_head(state, editable):
    assert SurveyPlan(state=state).is_editable is editable


@pytest.mark.parametrize(
    ("due", "state", "late"),
    [
        (date(2026, 11, 20), DecisionState.OPEN, True),
        (DAY, DecisionState.OPEN, False),
        (None, DecisionState.OPEN, False),
        (date(2026, 11, 20), DecisionState.DROPPED, False),
    ],
)
def test_a_decision_is_late_from_the_day_after_its_day(due, state, late):
    assert Decision(due_on=due, state=state).is_overdue(DAY) is late


@pytest.mark.django_db
def test_addresses_of_rows(head, round_2570, slum):
    assert written.plan(round_2570, head, slum).get_absolute_url() == "/plans/2570/1026/"
    meeting = written.meeting(head)
    assert meeting.group.get_absolute_url() == "/working-groups/1026/"
    assert meeting.get_absolute_url() == f"/working-groups/1026/meetings/{meeting.pk}/"


@pytest.mark.django_db
@pytest.mark.parametrize(("state", "done_on"), [("done", None), ("open", DAY), ("dropped", DAY)])
def test_a_decision_and_its_day_agree_in_the_database(head, state, done_on):
    meeting = written.meeting(head)
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.create(meeting=meeting, what="ก", state=state, done_on=done_on)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("row", "days"),
    [
        ({}, (-10, 20)),
        ({"starts_on": -3}, (-3, 20)),
        ({"ends_on": 5}, (-10, 5)),
        ({"ends_on": -15}, (-10, -10)),
        ({"starts_on": 25}, (25, 25)),
    ],
)
def test_days_that_a_community_leaves_open_are_those_of_the_plan(head, round_2570, slum, row, days):
    given = {name: written.in_days(day) for name, day in row.items()}
    whole = {"starts_on": written.in_days(-10), "ends_on": written.in_days(20)}
    plan = written.plan(round_2570, head, written.community_row(slum, **given), **whole)
    assert plan.communities.get().days == tuple(written.in_days(day) for day in days)
