"""The pages of the trail: who may read them, what they list, and that taking them out is a line itself."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.choices import Deed, Kind
from audit.events import note
from audit.models import Entry, record
from tests import factories
from tests.factories import client_of

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
NOW = timezone.now()


@pytest.fixture
def form(round_2570, officer, slum):
    return factories.saved_survey(by=officer, place=slum, payload=factories.household_of_four(slum))


@pytest.fixture
def lines(form, officer, head) -> None:
    record(by=officer, at=NOW - timedelta(days=3), deed=Deed.VIEW, subject="survey", subject_id=form.pk)
    record(by=head, at=NOW, deed=Deed.VIEW, subject="survey", keys=[form.pk], reason="ตรวจรายชื่อ")
    note(Kind.SIGNED_IN, at=NOW, by=head, address="10.9.8.7")


def text_of(reply) -> str:
    return reply.content.decode()


def listed(client, **asked) -> list[tuple[str, str]]:
    reply = client.get(reverse("entry_list"), asked)
    return [(line.username, line.deed) for line in reply.context["lines"]]


def test_the_newest_come_first_with_person_deed_and_address(lines, department):
    client = client_of(department)
    assert [deed for _person, deed in listed(client)] == ["เข้าสู่ระบบ", "เปิดดู", "เปิดดู"]
    page = text_of(client.get(reverse("entry_list")))
    assert "10.9.8.7" in page and "ตรวจรายชื่อ" in page and "head.1026" in page


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        ({"person": "officer.1026"}, 1),
        ({"person": "nobody"}, 0),
        ({"deed": "signed_in"}, 1),
        ({"subject": "survey"}, 2),
        ({"until": "1/1/2569"}, 0),
        ({"deed": "nonsense"}, 3),
        ({"since": "31/2/2569"}, 3),
    ],
)
def test_filters_leave_what_they_say_and_nonsense_filters_nothing(asked, number, lines, department):
    assert len(listed(client_of(department), **asked)) == number


def test_the_list_goes_on_page_by_page_with_a_fixed_number_of_statements(
    lines, department, officer, django_assert_num_queries
):
    for number in range(70):
        record(
            by=officer, at=NOW + timedelta(seconds=number), deed=Deed.VIEW, subject="survey", subject_id="x"
        )
    client = client_of(department)
    client.get(reverse("entry_list"))
    with django_assert_num_queries(4):
        reply = client.get(reverse("entry_list"))
    following = client.get(reverse("entry_list"), {"after": reply.context["page"].next})
    assert (len(reply.context["lines"]), len(following.context["lines"])) == (50, 23)


def test_a_download_holds_what_is_listed_and_is_a_line_itself(lines, administrator):
    reply = client_of(administrator).post(reverse("entry_file") + "?person=head.1026")
    assert text_of(reply).count("head.1026") == 2 and reply["Cache-Control"] == "no-store, private"
    found = Entry.objects.get(subject="trail")
    assert (found.by, found.deed, found.rows, found.scope) == (
        administrator,
        "export",
        2,
        {"person": "head.1026"},
    )


def test_whose_records_an_account_saw_is_answered_without_a_name(lines, form, department):
    reply = client_of(department).get(reverse("seen_list"), {"person": "head.1026"})
    assert reply.context["number"] == 1
    assert str(form.household_id)[:8] in text_of(reply) and form.household.head_name not in text_of(reply)


def test_all_of_them_come_as_a_file(lines, form, department):
    reply = client_of(department).post(reverse("seen_file") + "?person=officer.1026")
    assert str(form.household_id) in text_of(reply) and Entry.objects.get(subject="seen").rows == 1


@pytest.mark.parametrize(
    ("person", "words"),
    [("", "เลือกผู้ใช้และช่วงวัน"), ("nobody", "ไม่มีบัญชีชื่อนี้"), ("department", "ไม่ได้เห็นข้อมูลของครัวเรือนใด")],
)
def test_a_question_without_an_answer_says_why(person, words, department):
    assert words in text_of(client_of(department).get(reverse("seen_list"), {"person": person}))


def test_a_head_sees_who_saw_a_household_of_the_own_district(lines, form, head, other_head, officer):
    address = reverse("household_seen", args=[form.household_id])
    page = client_of(head).get(address)
    assert {row.times for row in page.context["rows"]} == {1} and len(page.context["rows"]) == 2
    assert officer.display_name in text_of(page) and form.household.head_name not in text_of(page)
    assert client_of(other_head).get(address).status_code == 404
    assert client_of(officer).get(address).status_code == 403


def test_days_before_any_view_say_so(lines, form, head):
    page = client_of(head).get(reverse("household_seen", args=[form.household_id]), {"until": "1/1/2560"})
    assert "ยังไม่มีใครดูข้อมูลนี้" in text_of(page)


def test_the_way_from_the_household_is_for_heads_and_above(form, head, officer):
    address = reverse("household_detail", args=[form.household_id])
    way = reverse("household_seen", args=[form.household_id])
    assert way in text_of(client_of(head).get(address))
    assert way not in text_of(client_of(officer).get(address))
