"""The way of a plan: sent, taken back, returned, approved; what is in force meanwhile."""

import pytest
from django.utils import timezone

from plans import actions
from plans.models import Target
from plans.readers import expected_of
from plans.refusals import PlanGaps, Stale, WrongPlanState
from surveys.refusals import ReasonRequired, TooLong
from tests.plans import written

pytestmark = pytest.mark.django_db


def act(deed, plan, by, **given):
    return deed(plan=plan, revision=given.pop("revision", plan.revision), by=by, at=timezone.now(), **given)


def test_a_plan_goes_from_the_head_to_the_department(round_2570, head, slum):
    plan = written.sent(round_2570, head, slum)
    move = plan.moves.get()
    assert (plan.state, move.from_state, move.to_state, move.by) == ("sent", "draft", "sent", head)
    assert move.revision == plan.revision == 2


def test_a_plan_with_gaps_is_not_sent(round_2570, head):
    plan = written.plan(round_2570, head)
    with pytest.raises(PlanGaps) as refused:
        act(actions.send, plan, head)
    assert [gap.section for gap in refused.value.gaps] == ["places"]


def test_a_plan_is_not_sent_twice(round_2570, head, slum):
    plan = written.sent(round_2570, head, slum)
    with pytest.raises(WrongPlanState):
        act(actions.send, plan, head)


@pytest.mark.parametrize("deed", [actions.send, actions.take_back, actions.approve, actions.return_plan])
def test_no_move_is_made_on_a_plan_that_was_not_read(deed, round_2570, head, slum):
    plan = written.plan(round_2570, head, slum)
    if deed != actions.send:
        plan = act(actions.send, plan, head)
    given = {"reason": "เพิ่มวัน"} if deed == actions.return_plan else {}
    with pytest.raises(Stale):
        act(deed, plan, head, revision=plan.revision - 1, **given)


def test_an_approved_plan_is_in_force(round_2570, head, department, slum):
    plan = written.approved(round_2570, head, department, written.community_row(slum, 75))
    assert plan.state == "approved"
    assert expected_of(round="2570", by="district")["1026"] == 75


def test_what_is_in_force_takes_the_days_of_the_whole_plan_where_a_row_names_none(
    round_2570, head, department, slum
):
    days = {"starts_on": written.in_days(-10), "ends_on": written.in_days(20)}
    row = written.community_row(slum, ends_on=written.in_days(5))
    written.approved(round_2570, head, department, row, **days)
    target = Target.objects.get()
    assert (target.starts_on, target.ends_on) == (days["starts_on"], written.in_days(5))


def test_a_row_that_begins_after_the_plan_ends_has_one_day(round_2570, head, department, slum):
    days = {"starts_on": written.in_days(-10), "ends_on": written.in_days(2)}
    written.approved(
        round_2570, head, department, written.community_row(slum, starts_on=written.in_days(9)), **days
    )
    target = Target.objects.get()
    assert target.starts_on == target.ends_on == written.in_days(9)


def test_a_returned_plan_says_why_and_can_be_mended_and_sent_again(round_2570, head, department, slum):
    plan = act(actions.return_plan, written.sent(round_2570, head, slum), department, reason=" เพิ่มวัน ")
    assert (plan.state, plan.moves.first().reason) == ("returned", "เพิ่มวัน")
    assert act(actions.send, plan, head).state == "sent"


@pytest.mark.parametrize("reason", ["", "   "])
def test_a_plan_is_not_returned_without_a_word(round_2570, head, department, slum, reason):
    with pytest.raises(ReasonRequired):
        act(actions.return_plan, written.sent(round_2570, head, slum), department, reason=reason)


def test_a_reason_that_is_too_long_is_not_cut(round_2570, head, department, slum):
    with pytest.raises(TooLong):
        act(actions.return_plan, written.sent(round_2570, head, slum), department, reason="ก" * 501)


def test_a_sent_plan_is_taken_back_without_a_reason(round_2570, head, slum):
    assert act(actions.take_back, written.sent(round_2570, head, slum), head).state == "draft"


def test_an_approved_plan_is_taken_back_with_a_reason_and_stays_in_force(round_2570, head, department, slum):
    plan = written.approved(round_2570, head, department, written.community_row(slum, 75))
    with pytest.raises(ReasonRequired):
        act(actions.take_back, plan, head)
    plan = act(actions.take_back, plan, head, reason="เพิ่มชุมชน")
    assert (plan.state, expected_of(round="2570", by="district")["1026"]) == ("draft", 75)


def test_a_newer_approval_replaces_what_was_in_force(round_2570, head, department, slum):
    plan = written.approved(round_2570, head, department, written.community_row(slum, 75))
    plan = act(actions.take_back, plan, head, reason="แก้จำนวน")
    rows = {"communities": [written.community_row(slum, 90)]}
    made = {"round": round_2570, "district": head.district, "by": head, "at": timezone.now()}
    plan = actions.save_plan(**made, fields={}, rows=rows, revision=plan.revision)
    act(actions.approve, act(actions.send, plan, head), department)
    assert list(Target.objects.values_list("households", flat=True)) == [90]


def test_a_draft_is_not_approved(round_2570, head, department, slum):
    with pytest.raises(WrongPlanState):
        act(actions.approve, written.plan(round_2570, head, slum), department)


def test_the_history_tells_every_move_the_newest_first(round_2570, head, department, slum):
    plan = act(actions.return_plan, written.sent(round_2570, head, slum), department, reason="เพิ่มวัน")
    act(actions.approve, act(actions.send, plan, head), department, reason="ดีมาก")
    found = list(plan.moves.values_list("to_state", "reason"))
    assert found == [("approved", "ดีมาก"), ("sent", ""), ("returned", "เพิ่มวัน"), ("sent", "")]
