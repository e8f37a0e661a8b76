"""Who may do what with a survey through the API, and what they see of it."""

import json
import uuid

import pytest
from django.utils import timezone

from accounts.actions import make_token
from audit.models import AccessRecord
from tests.factories import client_of, household_of_four, saved_survey, submitted_survey

pytestmark = pytest.mark.django_db

PERSONAL = ("สมชาย", "ใจดี", "081-234-5678", "0812345678", "13.7", "88/8", "หลังวัด")


def send(user, method: str, path: str, body=None):
    return getattr(client_of(user), method)(path, body or {}, content_type="application/json")


DOORS = [
    ("get", ""),
    ("delete", ""),
    ("post", "submit/"),
    ("post", "return/"),
    ("post", "approve/"),
]


@pytest.mark.parametrize(("method", "verb"), DOORS)
def test_another_district_gets_the_answer_of_a_row_that_is_not_there(
    method, verb, officer, other_head, slum, round_2570
):
    survey = submitted_survey(by=officer, place=slum)
    theirs = send(other_head, method, f"/api/v1/surveys/{survey.pk}/{verb}")
    nobodys = send(other_head, method, f"/api/v1/surveys/{uuid.uuid4()}/{verb}")
    assert theirs.status_code == nobodys.status_code == 404
    for reply in (theirs, nobodys):
        reply.headers.pop("X-Request-ID", None)  # each answer has one of its own
    assert (theirs.content, dict(theirs.headers)) == (nobodys.content, dict(nobodys.headers))


def test_another_district_does_not_write_over_a_form(officer, other_officer, slum, other_slum, round_2570):
    survey = saved_survey(by=officer, place=slum)
    reply = send(other_officer, "put", f"/api/v1/surveys/{survey.pk}/", household_of_four(other_slum))
    assert reply.status_code == 404
    survey.refresh_from_db()
    assert (survey.district_id, survey.revision) == ("1026", 1)


def test_a_deleted_form_of_another_district_is_not_there(
    officer, other_officer, slum, other_slum, round_2570
):
    survey = saved_survey(by=officer, place=slum)
    send(officer, "delete", f"/api/v1/surveys/{survey.pk}/", {"reason": "ซ้ำ"})
    reply = send(other_officer, "put", f"/api/v1/surveys/{survey.pk}/", household_of_four(other_slum))
    assert reply.status_code == 404


MATRIX = {
    ("put", ""): {"officer", "head"},
    ("delete", ""): {"officer", "head"},
    ("post", "submit/"): {"officer", "head"},
    ("post", "return/"): {"head"},
    ("post", "approve/"): {"head"},
    ("get", ""): {"officer", "head", "department", "analyst", "administrator"},
}
ROLES = ("officer", "head", "department", "analyst", "administrator", "partner")


@pytest.mark.parametrize(("method", "verb"), MATRIX)
def test_every_role_does_its_own(method, verb, request, officer, slum, round_2570):
    survey = saved_survey(by=officer, place=slum)
    for role in ROLES:
        reply = send(request.getfixturevalue(role), method, f"/api/v1/surveys/{survey.pk}/{verb}")
        assert (reply.status_code != 403) == (role in MATRIX[method, verb]), role


def test_a_stranger_is_asked_to_sign_in(client, officer, slum, round_2570):
    reply = client.get(f"/api/v1/surveys/{saved_survey(by=officer, place=slum).pk}/")
    assert (reply.status_code, reply.json()["code"]) == (401, "not_authenticated")


def personal_survey(officer, slum):
    payload = household_of_four(
        slum,
        house_no="88/8",
        phone="081-234-5678",
        lat=13.7712,
        lng=100.5571,
        comment="บ้านอยู่หลังวัด",
        rent_house="โทร 0812345678",
        income_total=654321,
    )
    return saved_survey(by=officer, place=slum, payload=payload)


@pytest.mark.parametrize("role", ["department", "analyst"])
def test_citywide_readers_see_no_personal_data(role, request, officer, slum, round_2570):
    survey = personal_survey(officer, slum)
    reply = send(request.getfixturevalue(role), "get", f"/api/v1/surveys/{survey.pk}/")
    found, text = reply.json(), json.dumps(reply.json(), ensure_ascii=False)
    assert [word for word in (*PERSONAL, "654321") if word in text] == []
    assert found["answers"]["phone"] == "xxx-xxx-x678" and found["members"][0]["first_name"] == "สม…"
    assert found["members"][0]["citizen_id"].startswith("x-xxxx-xxxxx-")
    assert found["answers"]["dwelling"] == "rented_room" and found["members"][0]["work"] == "daily"


def test_the_administrator_sees_the_person(administrator, officer, slum, round_2570):
    found = send(administrator, "get", f"/api/v1/surveys/{personal_survey(officer, slum).pk}/").json()
    assert found["members"][0]["first_name"] == "สมชาย"


def test_comments_are_not_for_citywide_readers(officer, head, department, slum, round_2570):
    survey = submitted_survey(by=officer, place=slum)
    send(
        head,
        "post",
        f"/api/v1/surveys/{survey.pk}/return/",
        {"comments": [{"field": "phone", "text": "โทรผิด"}]},
    )
    assert send(department, "get", f"/api/v1/surveys/{survey.pk}/").json()["comments"] == []


def test_opening_a_form_with_personal_data_is_recorded(officer, department, slum, round_2570):
    survey = saved_survey(by=officer, place=slum)
    for person in (officer, department):
        send(person, "get", f"/api/v1/surveys/{survey.pk}/")
    send(officer, "put", f"/api/v1/surveys/{survey.pk}/", {**household_of_four(slum), "revision": 1})
    assert [(one.by, one.deed, one.subject_id) for one in AccessRecord.objects.all()] == [
        (officer, "view", str(survey.pk))
    ]


def test_a_conflict_shows_what_another_wrote_and_is_recorded_as_a_view(officer, slum, round_2570):
    survey = saved_survey(by=officer, place=slum)
    reply = send(officer, "put", f"/api/v1/surveys/{survey.pk}/", household_of_four(slum))
    assert (reply.status_code, AccessRecord.objects.get().subject_id) == (409, str(survey.pk))


def test_a_token_opens_the_same_door_and_sets_no_cookie(client, officer, slum, round_2570):
    survey = saved_survey(by=officer, place=slum)
    key = make_token(by=officer, name="API", at=timezone.now())
    reply = client.get(f"/api/v1/surveys/{survey.pk}/", headers={"Authorization": f"Token {key}"})
    assert reply.status_code == 200 and not reply.cookies


def test_a_session_without_the_form_token_writes_nothing(officer, slum, round_2570):
    client = client_of(officer)
    client.handler.enforce_csrf_checks = True
    reply = client.put(
        f"/api/v1/surveys/{uuid.uuid4()}/", household_of_four(slum), content_type="application/json"
    )
    assert (reply.status_code, reply.json()["code"]) == (403, "permission_denied")
