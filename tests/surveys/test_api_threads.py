"""Remarks, answers and unlocking through the API."""

import pytest

from surveys.models import Comment, Survey
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def survey(officer, slum, round_2570):
    return factories.submitted_survey(by=officer, place=slum)


def post(user, survey, verb, **body):
    address = f"/api/v1/surveys/{survey.pk}/{verb}/"
    return factories.client_of(user).post(address, body, content_type="application/json")


@pytest.fixture
def thread(survey, head):
    """The key of a remark on the rent of a form that is with the officer."""
    comments = [{"field": "rent_house", "text": "รวมน้ำไฟหรือไม่"}]
    return post(head, survey, "return", comments=comments).json()["comments"][0]["id"]


def test_the_document_carries_a_remark_with_its_answers(survey, thread, officer):
    reply = post(officer, survey, "comments", parent=thread, text="รวมแล้ว")
    (comment,) = reply.json()["comments"]
    assert (comment["answered"], comment["settled"]) == (False, False)
    assert [(one["text"], one["by"]) for one in comment["replies"]] == [("รวมแล้ว", officer.display_name)]


def test_a_form_is_returned_again_in_the_same_thread(survey, thread, officer, head):
    post(officer, survey, "submit", revision=1)
    reply = post(head, survey, "return", comments=[{"parent": thread, "text": "ยังไม่แก้"}])
    (comment,) = reply.json()["comments"]
    assert (reply.status_code, comment["answered"], len(comment["replies"])) == (200, False, 1)


def test_the_head_closes_a_thread_and_opens_it_again(survey, thread, head):
    closed = post(head, survey, "comments/settle", comment=thread).json()["comments"][0]["settled"]
    opened = post(head, survey, "comments/settle", comment=thread, settled=False).json()["comments"][0][
        "settled"
    ]
    assert (closed, opened) == (True, False)


def test_a_thread_is_closed_while_the_form_is_returned(survey, thread, officer, head):
    post(officer, survey, "submit", revision=1)
    reply = post(head, survey, "return", settled=[thread], reason="ดูซอย")
    assert [one["settled"] for one in reply.json()["comments"]] == [True, False]


def test_only_the_head_begins_a_thread(survey, thread, officer, head):
    assert post(officer, survey, "comments", field="soi", text="ซอยใด").status_code == 409
    assert post(head, survey, "comments", field="soi", text="ซอยใด").json()["comments"][-1]["field"] == "soi"


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"parent": 0, "text": "ก"}, 409, "thread_settled"),
        ({"text": "ก" * 501}, 422, "too_long"),
        ({"text": ""}, 409, "refused"),
        ({"parent": "x", "text": "ก"}, 400, "bad_body"),
        ({"text": ["ก"]}, 400, "bad_body"),
    ],
)
def test_what_cannot_be_written_says_why(body, status, code, survey, thread, head):
    reply = post(head, survey, "comments", **{"parent": thread, **body})
    assert (reply.status_code, reply.json()["code"]) == (status, code)
    assert Comment.objects.count() == 1


@pytest.mark.parametrize("settled", ["no", 0, [True]])
def test_closing_takes_yes_or_no(settled, survey, thread, head):
    assert post(head, survey, "comments/settle", comment=thread, settled=settled).status_code == 400


def test_remarks_of_another_district_cannot_be_reached(survey, thread, other_officer, other_head):
    assert post(other_officer, survey, "comments", parent=thread, text="ก").status_code == 404
    assert post(other_head, survey, "comments/settle", comment=thread).status_code == 404


def test_a_head_unlocks_with_a_reason_only(survey, officer, head):
    post(head, survey, "approve", revision=1)
    refused = post(head, survey, "unlock", revision=1, reason=" ")
    opened = post(head, survey, "unlock", revision=1, reason="ค่าเช่าผิด")
    assert (refused.status_code, refused.json()["code"]) == (422, "reason_required")
    assert opened.json()["state"] == "returned" and opened.json()["comments"][0]["text"] == "ค่าเช่าผิด"


def test_the_department_reopens_an_accepted_form_and_reads_no_remarks(survey, thread, department):
    Survey.objects.filter(pk=survey.pk).update(state="accepted")
    reply = post(department, survey, "reopen", revision=1, reason="ตรวจซ้ำ")
    assert (reply.status_code, reply.json()["state"], reply.json()["comments"]) == (200, "submitted", [])
