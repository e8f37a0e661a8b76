"""The pages of working groups and their meetings."""

import re

import pytest

from plans.models import Decision, Meeting, WorkingGroup
from tests.factories import client_of
from tests.plans import written

pytestmark = pytest.mark.django_db
GROUP = "/working-groups/1026/"
EDIT = f"{GROUP}edit/"


def text(reply) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", reply.content.decode()))


def value(reply, name: str) -> str:
    return re.search(rf'name="{name}"[^>]*?value="([^"]*)"', reply.content.decode())[1]


@pytest.fixture
def client(head):
    return client_of(head)


def post(client, path: str, code: int = 302, **given):
    reply = client.post(path, {"revision": 0, **given})
    assert reply.status_code == code
    return reply


def test_a_district_without_a_group_says_so(officer):
    said = text(client_of(officer).get(GROUP))
    assert "ยังไม่มีคณะทำงาน" in said and "ยังไม่มีสมาชิก" in said and "ไม่มีมติค้าง" in said


def test_a_group_is_established_with_its_order_and_members(client, officer):
    rows = written.table("members", {"name": "นางมาลี ทดลอง", "role": "chair", "phone": "0812345678"}, {})
    order = {"status": "established", "order_number": "ดินแดง 12/2569", "order_date": "๑/๑๐/๒๕๖๙"}
    post(client, EDIT, **order, **rows)
    said = text(client_of(officer).get(GROUP))
    words = ("คำสั่ง ดินแดง 12/2569 ลงวันที่ 1 ต.ค. 2569", "นางมาลี ทดลอง", "ประธาน", "0812345678")
    assert [word for word in words if word not in said] == []


def test_an_order_that_is_missing_is_named_and_the_members_stay(client):
    rows = written.table("members", {"name": "นางมาลี", "role": "chair"})
    reply = post(client, EDIT, 422, status="established", order_date="31/11/2569", **rows)
    said = text(reply)
    assert "ต้องบอกเลขที่คำสั่ง" in said and "ไม่มีวันที่นี้ในปฏิทิน" in said
    assert value(reply, "members-0-name") == "นางมาลี" and value(reply, "order_date") == "31/11/2569"
    assert not WorkingGroup.objects.exists()


def test_further_rows_for_members_are_given_without_a_script(client):
    rows = written.table("members", {"name": "ก", "role": "chair"})
    reply = post(client, EDIT, 200, status="informal", more="members", **rows)
    assert value(reply, "members-0-name") == "ก" and 'name="members-3-name"' in reply.content.decode()


def test_a_stale_group_is_told_and_the_next_save_is_made_knowingly(client, head):
    written.group(head, written.member("ของคนแรก"))
    rows = written.table("members", {"name": "ของฉัน", "role": "member"})
    reply = post(client, EDIT, 409, status="informal", **rows)
    assert "หลังจากคุณเปิด" in text(reply) and value(reply, "members-0-name") == "ของฉัน"
    post(client, EDIT, **{"status": "informal", "revision": value(reply, "revision"), **rows})
    assert [one.name for one in WorkingGroup.objects.get().members.present()] == ["ของฉัน"]


def test_an_error_does_not_make_a_stale_page_fresh(client, head):
    meeting = written.meeting(head)
    for path, rows in ((EDIT, "members"), (f"{GROUP}meetings/{meeting.pk}/edit/", "decisions")):
        reply = post(client, path, 422, **written.table(rows, {"pk": "x"}))
        assert value(reply, "revision") == "0"


def test_the_form_shows_what_is_stored(client, head):
    written.group(
        head,
        written.member("นางมาลี"),
        status="established",
        order_number="1/2569",
        order_date=written.today(),
    )
    page = client.get(EDIT)
    assert (value(page, "members-0-name"), value(page, "order_number")) == ("นางมาลี", "1/2569")
    assert 'value="established" checked' in page.content.decode()


@pytest.mark.parametrize(("person", "shown"), [("officer", True), ("department", True), ("analyst", False)])
def test_phones_are_for_those_who_work_with_the_group(request, head, person, shown):
    written.group(head, written.member(phone="0812345678"))
    said = text(client_of(request.getfixturevalue(person)).get(GROUP))
    assert ("0812345678" in said) is shown and "678" in said


@pytest.mark.parametrize("path", [GROUP, f"{GROUP}meetings/{{}}/"])
def test_another_districts_group_is_not_there(other_head, head, path):
    meeting = written.meeting(head)
    assert client_of(other_head).get(path.format(meeting.pk)).status_code == 404


def test_a_meeting_is_not_found_under_another_district(department, head, other_head):
    meeting = written.meeting(head)
    assert client_of(department).get(f"/working-groups/1006/meetings/{meeting.pk}/").status_code == 404


def meeting_given(**given) -> dict:
    return {"held_on": "1/11/2569", "place": "ห้องประชุม", "minutes": "รับทราบ", **given}


def test_a_meeting_is_written_with_who_came_and_what_was_decided(client, head, officer):
    member = written.group(head, written.member("นางมาลี")).members.get()
    rows = written.table(
        "decisions", {"what": "ขอแผนผัง", "owner": "ฝ่ายโยธา", "due_on": "30/11/2569", "state": "open"}
    )
    post(client, f"{GROUP}meetings/new/", **meeting_given(attendees=[member.pk], others="ผู้แทน พอช."), **rows)
    meeting = Meeting.objects.get()
    said = text(client_of(officer).get(f"{GROUP}meetings/{meeting.pk}/"))
    words = ("ประชุม 1 พ.ย. 2569", "นางมาลี", "ผู้แทน พอช.", "รับทราบ", "ขอแผนผัง", "ฝ่ายโยธา", "30 พ.ย. 2569")
    assert [word for word in words if word not in said] == []


@pytest.mark.parametrize(
    ("field", "typed", "said"), [("held_on", "", "บอกวันที่ประชุม"), ("held_on", "31/2/2570", "ปฏิทิน")]
)
def test_a_meeting_with_a_wrong_day_loses_nothing(client, field, typed, said):
    rows = written.table("decisions", {"what": "ขอแผนผัง", "due_on": "เร็ว ๆ นี้", "state": "open"})
    reply = post(client, f"{GROUP}meetings/new/", 422, **meeting_given(**{field: typed}), **rows)
    assert said in text(reply) and "รับทราบ" in text(reply) and "อ่านวันที่ไม่ได้" in text(reply)
    assert value(reply, "decisions-0-due_on") == "เร็ว ๆ นี้" and not Meeting.objects.exists()


def test_a_member_of_another_district_cannot_be_ticked(client, other_head):
    theirs = written.group(other_head, written.member()).members.get()
    rows = written.table("decisions")
    post(client, f"{GROUP}meetings/new/", 422, **meeting_given(attendees=[theirs.pk]), **rows)


def test_one_who_left_stays_among_those_who_came(client, head):
    member = written.group(head, written.member("นางมาลี")).members.get()
    meeting = written.meeting(head, attendees=[member.pk])
    post(client, EDIT, **{"status": "informal", "revision": 1, **written.table("members")})
    page = client.get(f"{GROUP}meetings/{meeting.pk}/edit/").content.decode()
    assert "นางมาลี" in page and "นางมาลี" not in client.get(f"{GROUP}meetings/new/").content.decode()


def test_a_stale_meeting_is_told_and_keeps_what_was_typed(client, head):
    meeting = written.meeting(head)
    rows = written.table("decisions", {"what": "ของฉัน", "state": "open"})
    reply = post(client, f"{GROUP}meetings/{meeting.pk}/edit/", 409, **meeting_given(), **rows)
    assert "หลังจากคุณเปิด" in text(reply) and value(reply, "decisions-0-what") == "ของฉัน"
    assert not Decision.objects.exists()


def test_a_meeting_is_deleted_after_a_question_that_says_what_goes_along(client, head):
    meeting = written.meeting(head, written.decision("ขอแผนผัง"))
    path = f"{GROUP}meetings/{meeting.pk}/delete/"
    assert "ขอแผนผัง" in text(client.get(path)) and Meeting.objects.exists()
    post(client, path, revision=1)
    assert not Meeting.objects.exists() and not Decision.objects.exists()


def test_a_meeting_that_changed_is_not_deleted(client, head):
    meeting = written.meeting(head)
    reply = client.post(f"{GROUP}meetings/{meeting.pk}/delete/", {"revision": 0}, follow=True)
    assert "มีผู้แก้หน้านี้" in text(reply) and Meeting.objects.exists()


def test_late_decisions_stand_first_with_the_days_they_are_late(client, head):
    written.meeting(head, written.decision("ทีหลัง", due=4), written.decision("เลยแล้ว", due=-9))
    said = text(client.get(GROUP))
    assert "เลยกำหนด 9 วัน" in said and said.index("เลยแล้ว") < said.index("ทีหลัง")


@pytest.mark.parametrize(("was", "state"), [("open", "done"), ("open", "dropped"), ("done", "open")])
def test_a_decision_is_settled_and_opened_again(client, head, was, state):
    decision = written.meeting(head, written.decision(state=was)).decisions.get()
    post(client, f"{GROUP}decisions/{decision.pk}/", was=was, state=state)
    decision.refresh_from_db()
    assert decision.state == state and (decision.done_on is not None) == (state == "done")


@pytest.mark.parametrize("given", [{"was": "done", "state": "dropped"}, {"was": "open", "state": "lost"}, {}])
def test_a_decision_is_not_settled_by_a_page_that_is_not_true(client, head, given):
    decision = written.meeting(head, written.decision()).decisions.get()
    post(client, f"{GROUP}decisions/{decision.pk}/", **given)
    decision.refresh_from_db()
    assert decision.state == "open"


def test_a_decision_is_found_under_its_own_district_alone(client, head, other_head):
    theirs = written.meeting(other_head, written.decision()).decisions.get()
    post(client, f"{GROUP}decisions/{theirs.pk}/", 404, was="open", state="done")


def test_who_only_reads_sees_no_button(officer, head):
    written.meeting(head, written.decision())
    page = client_of(officer).get(GROUP).content.decode()
    assert "<form" not in page.split('id="main"')[1] and "meetings/new" not in page
