"""Working groups: members who come and go, meetings, and what became of their decisions."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from plans import actions
from plans.models import Decision, GroupMember, Meeting, WorkingGroup
from plans.readers import overdue_by_district
from plans.refusals import AlreadySettled, NotOfDistrict, Stale
from tests.plans import written

pytestmark = pytest.mark.django_db


def save(group, by, members=None, **fields):
    made = {"revision": group.revision, "by": by, "at": timezone.now()}
    return actions.save_group(district=by.district, fields=fields, members=members, **made)


def names(group) -> list[str]:
    return list(group.members.present().values_list("name", flat=True))


def test_a_group_is_made_with_its_members_in_order(head):
    group = written.group(head, written.member("ข"), written.member("ก"))
    assert (group.revision, group.updated_by, names(group)) == (1, head, ["ข", "ก"])


def test_an_established_group_without_its_order_is_refused_by_the_database(head):
    with pytest.raises(IntegrityError), transaction.atomic():
        written.group(head, status="established", order_number="1/2569")


def test_a_member_with_a_key_stays_who_they_were(head):
    group = written.group(head, written.member("ก"))
    member = group.members.get()
    group = save(group, head, [written.member("ก ใหม่", pk=member.pk), written.member("ข")])
    assert names(group) == ["ก ใหม่", "ข"]
    assert GroupMember.objects.get(name="ก ใหม่").pk == member.pk


def test_members_stay_when_only_the_footing_is_written(head):
    group = save(written.group(head, written.member("ก")), head, None, words="รอคำสั่ง")
    assert names(group) == ["ก"]


def test_one_who_never_came_goes_without_a_trace_and_one_who_came_has_left(head):
    group = written.group(head, written.member("มา"), written.member("ไม่เคยมา"))
    came = group.members.get(name="มา")
    written.meeting(head, attendees=[came.pk])
    save(group, head, [])
    assert [(one.name, one.left_on) for one in group.members.all()] == [("มา", written.today())]
    assert list(Meeting.objects.get().attendees.all()) == [came]


def test_a_key_of_another_group_makes_a_new_member(head, other_head):
    theirs = written.group(other_head, written.member("เขา")).members.get()
    group = written.group(head, written.member("เรา", pk=theirs.pk))
    theirs.refresh_from_db()
    assert (theirs.name, names(group)) == ("เขา", ["เรา"])


def test_a_stale_group_changes_nothing(head):
    group = written.group(head, written.member("ก"))
    save(group, head, [written.member("ข")])
    with pytest.raises(Stale):
        save(group, head, [written.member("ค")])
    assert names(group) == ["ข"]


def test_a_meeting_makes_a_group_where_there_is_none(head):
    meeting = written.meeting(head, written.decision())
    assert (meeting.group.status, meeting.revision) == ("none", 1)
    assert meeting.decisions.get().what == "ขอแผนผังที่ดิน"


def test_a_strange_member_did_not_attend(head, other_head):
    theirs = written.group(other_head, written.member()).members.get()
    with pytest.raises(NotOfDistrict):
        written.meeting(head, attendees=[theirs.pk])
    assert not Meeting.objects.exists()


def rewrite(meeting, by, *decisions, **given):
    fields = {"fields": {"place": "ศาลาชุมชน"}, "attendees": [], "decisions": decisions}
    made = {"revision": meeting.revision, "by": by, "at": timezone.now(), **given}
    return actions.save_meeting(district=by.district, meeting=meeting, **fields, **made)


def test_decisions_are_changed_added_and_taken_out(head):
    meeting = written.meeting(head, written.decision("ก"), written.decision("ข"))
    first = meeting.decisions.get(what="ก")
    meeting = rewrite(meeting, head, written.decision("ก แก้", pk=first.pk), written.decision("ค", due=None))
    assert list(meeting.decisions.values_list("what", "due_on"))[1] == ("ค", None)
    assert meeting.decisions.get(pk=first.pk).what == "ก แก้" and meeting.decisions.count() == 2


def test_a_decision_written_as_done_is_done_today_and_keeps_its_day(head):
    meeting = written.meeting(head, written.decision(state="done"))
    done = meeting.decisions.get()
    assert done.done_on == written.today()
    Decision.objects.update(done_on=written.in_days(-4))
    rewrite(meeting, head, written.decision(pk=done.pk, state="done"))
    assert Decision.objects.get().done_on == written.in_days(-4)


def test_a_stale_meeting_changes_nothing(head):
    meeting = written.meeting(head)
    with pytest.raises(Stale):
        rewrite(meeting, head, revision=meeting.revision - 1)


def test_a_meeting_of_another_district_is_not_written(head, other_head):
    theirs = written.meeting(other_head)
    with pytest.raises(NotOfDistrict):
        rewrite(theirs, head)


def settle(decision, by, state: str, was: str = "open"):
    return actions.settle_decision(decision=decision, state=state, was=was, by=by, at=timezone.now())


def test_a_decision_is_done_and_opened_again(head):
    decision = written.meeting(head, written.decision()).decisions.get()
    assert settle(decision, head, "done").done_on == written.today()
    assert settle(decision, head, "open", "done").done_on is None


def test_settling_makes_a_form_that_was_open_stale(head):
    meeting = written.meeting(head, written.decision())
    settle(meeting.decisions.get(), head, "dropped")
    with pytest.raises(Stale):
        rewrite(meeting, head)


def test_a_decision_that_somebody_settled_is_not_settled_unseen(head):
    decision = written.meeting(head, written.decision()).decisions.get()
    settle(decision, head, "done")
    with pytest.raises(AlreadySettled):
        settle(decision, head, "dropped")


def test_a_decision_that_is_gone_cannot_be_settled(head):
    meeting = written.meeting(head, written.decision())
    decision = meeting.decisions.get()
    actions.delete_meeting(meeting=meeting, revision=meeting.revision, by=head, at=timezone.now())
    with pytest.raises(AlreadySettled):
        settle(decision, head, "done")


def test_a_meeting_that_changed_is_not_deleted_unseen(head):
    meeting = written.meeting(head)
    rewrite(meeting, head)
    with pytest.raises(Stale):
        actions.delete_meeting(meeting=meeting, revision=meeting.revision, by=head, at=timezone.now())
    assert Meeting.objects.exists()


def test_overdue_are_open_decisions_whose_day_has_passed(head, other_head):
    late = [written.decision(str(day), due=day) for day in (-1, -9)]
    written.meeting(
        head, *late, written.decision("วันนี้", due_on=written.today()), written.decision("ไม่มีวัน", due=None)
    )
    written.meeting(other_head, written.decision(due=-1, state="done"))
    assert overdue_by_district(written.today()) == {"1026": 2}


@pytest.mark.parametrize("model", [WorkingGroup, GroupMember, Meeting, Decision])
def test_people_of_a_district_see_their_own_the_city_all_and_partners_none(
    model, head, other_head, officer, analyst, partner
):
    for by in (head, other_head):
        member = written.group(by, written.member()).members.get()
        written.meeting(by, written.decision(), attendees=[member.pk])
    counts = [model.objects.visible_to(user).count() for user in (head, officer, analyst, partner)]
    assert counts == [1, 1, 2, 0]


def test_decisions_stand_by_their_day_and_those_without_one_come_last(head):
    dues = (None, 5, -2)
    written.meeting(head, *(written.decision(str(due), due=due) for due in dues))
    assert [one.what for one in Decision.objects.by_due_day()] == ["-2", "5", "None"]
