"""/privacy/: who may take requests, how a person is found, what an answer does, what the copy holds."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.models import AccessRecord, Entry
from bkkhousing.lib import thai
from privacy.models import SubjectRequest
from surveys import figures
from surveys.models import Survey
from tests import factories
from tests.privacy.health import stored_health
from tests.privacy.people import FIRST, MARKS, NUMBER, OF_WOMAN, PHONE, household_with_a_past, stored_with

pytestmark = pytest.mark.django_db
NOW = timezone.now


@pytest.fixture
def past(round_2570, slum, officer, head):
    return household_with_a_past(slum, officer, head)


def client(user):
    return factories.client_of(user)


def asked(past, by, right: str, whom: str = "household", **given) -> SubjectRequest:
    """The request as the page writes it down."""
    told = {"applicant": "ผู้ยื่น", "proof": "เห็นบัตร", "received_on": factories.today_in_thai()}
    address = reverse("privacy_household", args=[past.household_id])
    reply = client(by).post(address, {"whom": whom, "right": right, **told, **given})
    assert reply.status_code == 302, reply.content.decode()
    return SubjectRequest.objects.get()


def answer(row, by, **given):
    return client(by).post(
        reverse("privacy_answer", args=[row.pk]), {"what": "do", "result": "ทำแล้ว", **given}
    )


@pytest.mark.parametrize("number", [NUMBER, PHONE, "081-234-9876"])
def test_a_person_is_found_by_number_and_the_number_stays_out_of_the_address(past, head, number):
    page = client(head).post(reverse("privacy_find"), {"q": number})
    assert reverse("privacy_household", args=[past.household_id]) in page.content.decode()
    assert number not in page.request["QUERY_STRING"] + page.request["PATH_INFO"]
    assert AccessRecord.objects.get(subject="privacy search").rows == 1


def test_a_head_finds_nobody_of_another_district(past, other_head):
    page = client(other_head).post(reverse("privacy_find"), {"q": NUMBER}).content.decode()
    assert "ไม่พบในแบบที่คุณเห็นได้" in page and FIRST not in page


def test_the_department_finds_the_household_with_the_name_masked(past, department):
    page = client(department).post(reverse("privacy_find"), {"q": NUMBER}).content.decode()
    assert str(past.household_id) in page and FIRST not in page


@pytest.mark.parametrize(
    ("right", "days"), [("copy", 30), ("correction", 30), ("withdrawal", 30), ("erasure", 90)]
)
def test_by_when_it_is_answered_follows_from_what_is_asked(past, head, right, days):
    row = asked(past, head, right)
    assert row.due_on - row.received_on == timedelta(days=days)


@pytest.mark.parametrize(
    "wrong", [{"received_on": "32/13/2569"}, {"applicant": ""}, {"whom": "x:1"}, {"right": "x"}]
)
def test_what_is_missing_or_wrong_is_said_beside_the_field(past, head, wrong):
    given = {
        "whom": "household",
        "right": "copy",
        "applicant": "ก",
        "proof": "ข",
        "received_on": "1/11/2569",
        **wrong,
    }
    page = client(head).post(reverse("privacy_household", args=[past.household_id]), given)
    assert page.status_code == 422 and "field--hard" in page.content.decode()
    assert not SubjectRequest.objects.exists()


def test_a_day_in_the_future_is_no_day_of_receipt(past, head):
    day = thai.format_date_numeric(timezone.localdate() + timedelta(days=2))
    given = {"whom": "household", "right": "copy", "applicant": "ก", "proof": "ข", "received_on": day}
    page = client(head).post(reverse("privacy_household", args=[past.household_id]), given)
    assert page.status_code == 422


def test_erasing_the_household_leaves_the_request_without_a_name(past, head):
    row = asked(past, head, "erasure")
    assert answer(row, head).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.applicant, row.answered_by) == ("done", "", head)
    assert stored_with(*MARKS) == [] and figures.differences() == []
    assert Entry.objects.filter(deed="erased", subject_id=str(row.household)).count() == 1


def test_erasing_one_person_leaves_the_others(past, head):
    row = asked(past, head, "erasure", whom=f"{past.pk}:1")
    answer(row, head)
    assert stored_with(*OF_WOMAN) == [] and Survey.objects.exists()


def test_a_withdrawal_empties_every_form(past, head):
    answer(asked(past, head, "withdrawal"), head)
    assert stored_health() == [] and Survey.objects.get().sensitive_consent == "withdrawn"


def test_a_refused_request_changes_nothing(past, head):
    row = asked(past, head, "erasure")
    answer(row, head, what="refuse", result="กฎหมายให้เก็บ")
    row.refresh_from_db()
    assert (row.state, Survey.objects.count()) == ("refused", 1)


@pytest.mark.parametrize(("result", "times", "status"), [("", 1, 422), ("ทำแล้ว", 2, 409)])
def test_an_answer_needs_words_and_is_given_once(past, head, result, times, status):
    row = asked(past, head, "correction")
    replies = [answer(row, head, result=result) for _time in range(times)]
    assert replies[-1].status_code == status


def test_the_copy_of_the_household_holds_everything_and_who_saw_it(past, head, officer):
    client(officer).get(f"/api/v1/surveys/{past.pk}/")
    row = asked(past, head, "copy")
    page = client(head).post(reverse("privacy_copy", args=[row.pk]), {"as": "page"}).content.decode()
    said = (
        "สมชาย",
        FIRST,
        thai.format_date(timezone.localdate()),
        "3,000 บาท/เดือน",
        f"ถาม {FIRST} อีกครั้ง",
        "เปิดดู ·",
    )
    assert [word for word in said if word not in page] == []
    assert AccessRecord.objects.filter(subject="subject copy", deed="reveal").count() == 1


def test_the_copy_of_one_person_names_nobody_else(past, head):
    row = asked(past, head, "copy", whom=f"{past.pk}:1")
    reply = client(head).post(reverse("privacy_copy", args=[row.pk]), {"as": "json"})
    said = reply.content.decode()
    assert FIRST in said and "สมชาย" not in said and "ยายมี" not in said
    assert FIRST not in reply["Content-Disposition"]


def test_requests_of_another_district_are_not_there(past, head, other_head, department):
    row = asked(past, head, "copy")
    address = reverse("privacy_request", args=[row.pk])
    assert [client(who).get(address).status_code for who in (other_head, department)] == [404, 200]
    assert str(row.pk) not in client(other_head).get(reverse("privacy")).content.decode()


@pytest.mark.parametrize("who", ["officer", "analyst", "partner"])
def test_others_take_no_requests(request, past, head, who):
    row = asked(past, head, "erasure")
    user = request.getfixturevalue(who)
    assert answer(row, user).status_code == 403
    assert client(user).get(reverse("privacy")).status_code == 403
    assert Survey.objects.exists()


def test_what_is_late_is_told_first(past, head):
    row = asked(past, head, "copy", received_on="1/9/2569")
    page = client(head).get(reverse("privacy")).content.decode()
    assert row.due_on < timezone.localdate() and "เกินกำหนด 1" in page
