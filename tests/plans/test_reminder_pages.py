"""The pages of reminders: one's own box, what districts were told, and telling them by hand."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from audit.models import AccessRecord
from jobs.models import Job
from plans.choices import MailState, ReminderKind
from plans.models import ReminderRecipient
from tests import factories
from tests.plans.reminded import told_to

pytestmark = pytest.mark.django_db
NOW = timezone.now()
DAY = timedelta(days=1)


def get(user, address="/reminders/", **filters):
    return factories.client_of(user).get(address, filters)


def told(*people, round, **given):
    """A reminder of today, or of the moment that is given."""
    at = given.pop("at", NOW)
    return told_to(*people, round=round, at=at, day=timezone.localdate(at), **given)


def shown(reply) -> list[tuple[str, str]]:
    return [(line.reminder.district_id, line.reminder.kind) for line in reply.context["lines"]]


def box(user):
    return get(user, "/").context["box"].told


def acknowledge(user, **given):
    seen = get(user, "/").context["box"]
    form = {"until": seen.until, "since": seen.since.isoformat() if seen.since else "", **given}
    return factories.client_of(user).post("/reminders/seen/", form)


# --- the box


@pytest.mark.parametrize("role", ["officer", "head"])
def test_the_first_page_shows_what_one_was_told(role, round_2570):
    user = factories.person(role, "1026")
    told(user, round=round_2570)
    body = get(user, "/").content.decode()
    assert "มี 1 เรื่องที่ควรดู" in body and "ยังขาด 300 (25%)" in body and 'href="/plans/2570/1026/"' in body


def test_nothing_told_shows_no_box(officer, round_2570):
    assert 'id="reminders"' not in get(officer, "/").content.decode()


def test_a_colleagues_reminder_is_not_in_my_box(officer, head, round_2570):
    told(head, round=round_2570)
    assert box(officer) == ()


def test_an_old_reminder_has_left_the_box(officer, round_2570):
    told(officer, round=round_2570, at=NOW - 7 * DAY)
    told(officer, round=round_2570, at=NOW - 6 * DAY, kind=ReminderKind.RETURNED)
    assert [one.kind for one in box(officer)] == ["returned"]


def test_who_moved_to_another_district_is_not_shown_the_former_ones(officer, round_2570):
    told(officer, round=round_2570)
    officer.district_id = "1006"
    officer.save()
    assert box(officer) == ()


def test_saying_that_one_knows_empties_ones_own_box_alone(officer, head, round_2570):
    told(officer, head, round=round_2570)
    reply = acknowledge(officer)
    assert reply.url == "/" and (box(officer), len(box(head))) == ((), 1)
    assert ReminderRecipient.objects.get(user=officer).seen_at >= NOW


def test_the_button_of_the_list_leads_back_to_the_list(officer, round_2570):
    told(officer, round=round_2570)
    assert acknowledge(officer, back="list").url == "/reminders/"


@pytest.mark.parametrize(
    "given",
    [
        {"until": ""},
        {"until": "-1"},
        {"until": "๑"},
        {"until": "9" * 40},
        {"until": str(2**63)},
        {"since": ""},
        {"since": "21 พ.ย."},
    ],
)
def test_a_form_that_names_nothing_changes_nothing(given, officer, round_2570):
    told(officer, round=round_2570)
    assert acknowledge(officer, **given).status_code == 302
    assert len(box(officer)) == 1


def test_another_persons_row_is_not_mine_to_know_of(officer, head, round_2570):
    told(head, round=round_2570)
    row = ReminderRecipient.objects.get()
    acknowledge(officer, until=row.pk, since=(timezone.localdate() - DAY).isoformat())
    row.refresh_from_db()
    assert row.seen_at is None


# --- the list


def test_the_department_sees_who_was_told_what(officer, head, department, round_2570):
    told(officer, head, round=round_2570, by=department)
    told(factories.person("head", "1006"), round=round_2570, kind=ReminderKind.RETURNED)
    reply = get(department)
    assert sorted(shown(reply)) == [("1006", "returned"), ("1026", "behind")]
    assert reply.context["said"] == "2 เรื่อง ใน 2 เขต · รับทราบแล้ว 0 จาก 3"
    assert "ทดสอบ officer" in reply.content.decode()


def test_the_head_sees_the_own_district_with_its_people(officer, head, other_officer, round_2570):
    told(officer, head, round=round_2570)
    told(other_officer, round=round_2570)
    reply = get(head)
    assert shown(reply) == [("1026", "behind")] and len(reply.context["lines"][0].recipients) == 2


def test_an_officer_sees_only_what_they_were_told(officer, head, round_2570):
    told(officer, head, round=round_2570)
    told(head, round=round_2570, kind=ReminderKind.DECISIONS)
    reply = get(officer)
    [line] = reply.context["lines"]
    assert (line.reminder.kind, [one.user for one in line.recipients]) == ("behind", [officer])
    assert "ทดสอบ head" not in reply.content.decode()


@pytest.mark.parametrize("role", ["analyst", "partner"])
def test_others_have_no_business_here(role, reference):
    assert get(factories.person(role)).status_code == 403


def test_the_newest_comes_first(officer, department, round_2570):
    told(officer, round=round_2570, at=NOW - DAY)
    told(officer, round=round_2570, kind=ReminderKind.CLOSING)
    assert [kind for _code, kind in shown(get(department))] == ["closing", "behind"]


@pytest.fixture
def several(officer, head, other_officer, round_2570):
    """Of two districts: seen by all, seen by one of two, a failed e-mail, and nobody to be told."""
    told(officer, round=round_2570, seen_at=NOW)
    half = told(officer, head, round=round_2570, kind=ReminderKind.RETURNED)
    half.recipients.filter(user=head).update(seen_at=NOW)
    failed = {"mail": MailState.FAILED, "problem": "refused", "tried_at": NOW}
    told(other_officer, round=round_2570, kind=ReminderKind.CLOSING, **failed)
    told(district="1010", round=round_2570)


@pytest.mark.parametrize(
    ("filters", "kinds"),
    [
        ({}, {"1026 behind", "1026 returned", "1006 closing", "1010 behind"}),
        ({"district": "1026"}, {"1026 behind", "1026 returned"}),
        ({"kind": "behind"}, {"1026 behind", "1010 behind"}),
        ({"kind": "behind", "district": "1010"}, {"1010 behind"}),
        ({"known": "seen"}, {"1026 behind"}),
        ({"known": "unseen"}, {"1026 returned", "1006 closing"}),
        ({"known": "failed"}, {"1006 closing"}),
        ({"known": "nobody"}, {"1010 behind"}),
        ({"round": "2568"}, set()),
        ({"known": "nonsense", "kind": "x"}, {"1026 behind", "1026 returned", "1006 closing", "1010 behind"}),
    ],
)
def test_the_list_is_filtered(filters, kinds, several, department):
    assert {" ".join(one) for one in shown(get(department, **filters))} == kinds


def test_an_officer_filters_by_what_they_know_themselves(several, officer, head):
    assert [kind for _code, kind in shown(get(officer, known="unseen"))] == ["returned"]
    assert [kind for _code, kind in shown(get(officer, known="seen"))] == ["behind"]


def test_a_filter_does_not_open_another_district(several, head):
    assert {code for code, _kind in shown(get(head, district="1006"))} == {"1026"}


def test_the_page_says_why_an_e_mail_failed_and_that_it_is_tried_again(several, department):
    body = get(department).content.decode()
    assert "เซิร์ฟเวอร์ไม่รับอีเมลถึงผู้รับนี้" in body and "จะลองใหม่คืนถัดไป" in body


def test_a_district_without_people_stands_out(several, department):
    assert "เขตนี้ยังไม่มีผู้ใช้ที่รับเรื่องนี้" in get(department).content.decode()


@pytest.mark.parametrize(
    ("filters", "said"), [({}, "ยังไม่มีการเตือน"), ({"kind": "behind"}, "ไม่มีการเตือนตามตัวกรองนี้")]
)
def test_an_empty_list_says_why(filters, said, department, round_2570):
    assert said in get(department, **filters).content.decode()


def test_without_a_server_the_department_is_told_that_no_e_mail_leaves(department, round_2570, settings):
    assert "ยังไม่ได้ตั้งค่าเซิร์ฟเวอร์อีเมล" in get(department).content.decode()
    settings.SENDS_MAIL = True
    assert "ยังไม่ได้ตั้งค่าเซิร์ฟเวอร์อีเมล" not in get(department).content.decode()


def queries_of(user, address: str) -> int:
    client = factories.client_of(user)
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.mark.parametrize(("role", "number"), [("officer", 8), ("head", 10), ("department", 9)])
def test_two_reminders_take_as_many_queries_as_sixty(role, number, officer, head, department, round_2570):
    user = {"officer": officer, "head": head, "department": department}[role]
    for kind in (ReminderKind.BEHIND, ReminderKind.CLOSING):
        told(officer, head, round=round_2570, kind=kind)
    few = queries_of(user, "/reminders/")
    for days in range(1, 30):
        for kind in (ReminderKind.BEHIND, ReminderKind.CLOSING):
            told(officer, head, round=round_2570, kind=kind, at=NOW - days * DAY)
    assert queries_of(user, "/reminders/") == few == number


def test_a_long_list_is_read_page_by_page(officer, department, round_2570):
    for days in range(51):
        told(officer, round=round_2570, at=NOW - days * DAY)
    first = get(department)
    rest = get(department, after=first.context["page"].next)
    assert (len(first.context["lines"]), len(rest.context["lines"])) == (50, 1)


# --- telling them now


@pytest.fixture
def late(slum, other_slum, officer, head, round_2570):
    """Two districts that are behind the days of the round; one has nobody to be told."""


def post(user, *districts, **given):
    return factories.client_of(user).post("/reminders/send/", {"district": districts, **given})


def test_the_department_sees_who_would_be_told_what(late, department):
    reply = get(department, "/reminders/send/")
    assert [row.district.pk for row in reply.context["rows"]] == ["1026", "1006"]
    assert "ยังไม่มีผู้รับ" in reply.content.decode()


def test_nothing_is_sent_before_it_was_looked_at(late, department):
    body = post(department, "1026").content.decode()
    assert "เตือน 1 เขตนี้" in body and "1 เรื่อง ถึง 2 คน" in body
    assert "ทดสอบ head" in body and "เขตดินแดง: มี 1 เรื่องที่รอดำเนินการ" in body
    assert not Job.objects.exists() and not AccessRecord.objects.exists()


def test_confirmed_it_is_done_in_the_background_and_written_down(late, department):
    reply = post(department, "1026", sure="yes")
    job = Job.objects.get()
    assert reply.url == f"/jobs/{job.pk}/" and job.owner == department
    assert job.parameters == {"round": "2570", "districts": ["1026"]}
    assert AccessRecord.objects.get().scope == job.parameters


@pytest.mark.parametrize("districts", [(), ("1010",), ("9999",), ("x",)])
def test_no_district_with_anything_to_be_told_is_no_choice(districts, late, department):
    reply = post(department, *districts, sure="yes")
    assert reply.status_code == 422 and "ยังไม่ได้เลือกเขต" in reply.content.decode()
    assert not Job.objects.exists()


def test_a_district_that_was_told_lately_cannot_be_told_again(late, officer, department, round_2570):
    told(officer, round=round_2570, at=NOW - DAY)
    body = get(department, "/reminders/send/").content.decode()
    assert 'value="1026"' not in body and "เตือนแล้ว" in body
    assert post(department, "1026", sure="yes").status_code == 422


def test_a_district_without_people_is_warned_of(late, department):
    assert "1 เขตยังไม่มีผู้รับ" in post(department, "1006", "1026").content.decode()


@pytest.mark.parametrize("role", ["officer", "head"])
def test_districts_do_not_remind_each_other(role, late):
    user = factories.person(role, "1026")
    assert (get(user, "/reminders/send/").status_code, post(user, "1006", sure="yes").status_code) == (
        403,
        403,
    )


def test_when_all_are_in_step_the_page_says_so(department, round_2570):
    assert "ไม่มีเขตที่ต้องเตือน" in get(department, "/reminders/send/").content.decode()


def test_before_any_round_the_page_says_so(department, reference):
    factories.Round.objects.all().delete()
    assert "ยังไม่มีรอบสำรวจ" in get(department, "/reminders/send/").content.decode()


def test_the_page_of_the_city_takes_a_fixed_number_of_queries(late, department):
    few = queries_of(department, "/reminders/send/")
    for number in range(1011, 1030):
        factories.community(str(number), "ชุมชนหนึ่ง")
    assert queries_of(department, "/reminders/send/") == few == 16
