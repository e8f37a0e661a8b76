"""Submitting, returning and approving a survey through the API."""

import pytest

from surveys.models import Survey
from tests.factories import client_of, saved_survey, submitted_survey

pytestmark = pytest.mark.django_db


def post(user, survey, verb, body=None):
    return client_of(user).post(
        f"/api/v1/surveys/{survey.pk}/{verb}/", body or {}, content_type="application/json"
    )


def test_a_form_is_submitted_returned_mended_and_approved(officer, head, slum, round_2570):
    survey = saved_survey(by=officer, place=slum)
    assert post(officer, survey, "submit", {"revision": 1}).json()["state"] == "submitted"
    comments = [{"field": "rent_house", "text": "ตรวจค่าเช่า"}]
    returned = post(head, survey, "return", {"comments": comments}).json()
    assert returned["state"] == "returned"
    assert [(one["field"], one["text"], one["settled"]) for one in returned["comments"]] == [
        ("rent_house", "ตรวจค่าเช่า", False)
    ]
    assert post(officer, survey, "submit", {"revision": 1}).json()["comments"][0]["answered"]
    assert post(head, survey, "approve").json()["state"] == "approved"


def test_a_form_with_problems_is_not_submitted(officer, slum, round_2570):
    survey = saved_survey(by=officer, place=slum, members_living=9)
    reply = post(officer, survey, "submit", {"revision": 1})
    assert (reply.status_code, reply.json()["state"]) == (422, "draft")
    assert "members_living_differs" in {problem["code"] for problem in reply.json()["problems"]}


def test_submitting_twice_gives_the_same_answer(officer, slum, round_2570):
    survey = saved_survey(by=officer, place=slum)
    first = post(officer, survey, "submit", {"revision": 1})
    assert post(officer, survey, "submit", {"revision": 1}).json() == first.json()


def test_an_older_revision_is_not_submitted(officer, slum, round_2570):
    survey = saved_survey(by=officer, place=slum)
    reply = post(officer, survey, "submit", {"revision": 7})
    assert (reply.status_code, reply.json()["stored"]["revision"]) == (409, 1)


def test_a_revision_that_is_no_number_is_refused(officer, slum, round_2570):
    reply = post(officer, saved_survey(by=officer, place=slum), "submit", {"revision": "1"})
    assert (reply.status_code, reply.json()["code"]) == (400, "bad_body")


def test_a_draft_is_neither_approved_nor_returned(officer, head, slum, round_2570):
    survey = saved_survey(by=officer, place=slum)
    replies = [post(head, survey, "approve"), post(head, survey, "return", {"reason": "ดูใหม่"})]
    assert [(reply.status_code, reply.json()["code"]) for reply in replies] == [(409, "wrong_state")] * 2


def test_returning_wants_a_word(officer, head, slum, round_2570):
    survey = submitted_survey(by=officer, place=slum)
    reply = post(head, survey, "return", {"comments": [{"field": "rent_house", "text": " "}]})
    assert reply.status_code == 409
    assert Survey.objects.get().state == "submitted"


@pytest.mark.parametrize("comments", ["x", [1], [{"text": 3}], {"field": "a"}])
def test_comments_of_another_shape_are_refused(comments, officer, head, slum, round_2570):
    reply = post(head, submitted_survey(by=officer, place=slum), "return", {"comments": comments})
    assert (reply.status_code, reply.json()["code"]) == (400, "bad_body")
