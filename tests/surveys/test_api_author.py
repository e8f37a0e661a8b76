"""What arrived is acknowledged by its fingerprint, and only from the person who wrote it."""

import hashlib
import json
import uuid

import pytest

from surveys import actions
from surveys.models import Survey
from tests import factories
from tests.factories import client_of, household_of_four, saved_survey, submitted_survey

pytestmark = pytest.mark.django_db


def address(key, verb: str = "") -> str:
    return f"/api/v1/surveys/{key}/{verb}"


def put(user, key, payload, **headers):
    body = json.dumps(payload)
    reply = client_of(user).put(address(key), body, content_type="application/json", headers=headers)
    return reply, hashlib.sha256(body.encode()).hexdigest()


@pytest.mark.parametrize("answers", [{}, {"members_living": 9}])
def test_a_save_is_acknowledged_by_the_fingerprint_of_what_arrived(answers, officer, slum, round_2570):
    reply, fingerprint = put(officer, uuid.uuid4(), household_of_four(slum, **answers))
    assert reply.status_code == (422 if answers else 200)
    assert (reply.json()["received"], reply.json()["sent_hash"]) == (fingerprint, fingerprint)


def test_the_same_content_in_another_body_keeps_the_fingerprint_of_the_save(officer, slum, round_2570):
    key, payload = uuid.uuid4(), household_of_four(slum)
    _reply, first = put(officer, key, payload)
    reply, second = put(officer, key, {**payload, "revision": 1})
    assert (reply.json()["received"], reply.json()["sent_hash"]) == (second, first)


def test_a_conflict_shows_whose_body_is_stored(officer, slum, round_2570):
    key = uuid.uuid4()
    _reply, first = put(officer, key, household_of_four(slum))
    reply, _second = put(officer, key, household_of_four(slum, house_no="9"))
    assert (reply.status_code, reply.json()["stored"]["sent_hash"]) == (409, first)


def test_a_move_by_somebody_else_takes_the_fingerprint_away(officer, head, slum, round_2570):
    key = uuid.uuid4()
    put(officer, key, household_of_four(slum))
    there = factories.community("1026", "ริมคลอง")
    actions.move_community(survey=Survey.objects.get(pk=key), to=there, by=head, at=factories.timezone.now())
    assert client_of(officer).get(address(key)).json()["sent_hash"] == ""


def test_what_another_person_wrote_is_not_saved(officer, head, slum, round_2570):
    reply, _fingerprint = put(
        head, uuid.uuid4(), household_of_four(slum), **{"X-Written-By": str(officer.pk)}
    )
    assert (reply.status_code, reply.json()["code"]) == (409, "other_person")
    assert not Survey.objects.exists()


def test_what_the_person_wrote_is_saved(officer, slum, round_2570):
    reply, _fingerprint = put(
        officer, uuid.uuid4(), household_of_four(slum), **{"X-Written-By": str(officer.pk)}
    )
    assert reply.status_code == 200


@pytest.mark.parametrize("method, verb", [("post", "submit/"), ("delete", "")])
def test_nothing_else_is_done_in_anothers_name(method, verb, officer, head, slum, round_2570):
    survey = saved_survey(by=officer, place=slum)
    send = getattr(client_of(head), method)
    given = {"content_type": "application/json", "headers": {"X-Written-By": str(officer.pk)}}
    reply = send(address(survey.pk, verb), {"reason": "ซ้ำ"}, **given)
    assert (reply.status_code, reply.json()["code"]) == (409, "other_person")
    assert Survey.objects.get().state == "draft"


@pytest.mark.parametrize("verb", ["approve/", "return/"])
def test_no_decision_is_taken_in_anothers_name(verb, officer, head, slum, round_2570):
    survey = submitted_survey(by=officer, place=slum)
    given = {"content_type": "application/json", "headers": {"X-Written-By": str(officer.pk)}}
    reply = client_of(head).post(address(survey.pk, verb), {"reason": "ตรวจ"}, **given)
    assert (reply.status_code, reply.json()["code"]) == (409, "other_person")
    assert Survey.objects.get().state == "submitted"


def test_reading_asks_for_no_author(officer, head, slum, round_2570):
    survey = saved_survey(by=officer, place=slum)
    given = {"headers": {"X-Written-By": str(officer.pk)}}
    assert client_of(head).get(address(survey.pk), **given).status_code == 200


@pytest.mark.parametrize("answers", [{}, {"community": ""}])
def test_what_was_begun_in_another_district_is_not_taken_in(answers, other_officer, other_slum, round_2570):
    payload = household_of_four(other_slum, **answers)
    reply, _fingerprint = put(other_officer, uuid.uuid4(), payload, **{"X-Written-In": "1026"})
    assert (reply.status_code, reply.json()["code"]) == (409, "other_district")
    assert "เขตเดิม" in reply.json()["sentence"] and not Survey.objects.exists()


@pytest.mark.parametrize("headers", [{}, {"X-Written-In": "1026"}])
def test_what_was_begun_in_the_own_district_or_nowhere_named_is_saved(headers, officer, slum, round_2570):
    reply, _fingerprint = put(officer, uuid.uuid4(), household_of_four(slum), **headers)
    assert reply.status_code == 200


def test_a_moved_officer_hands_nothing_in_and_still_reads(officer, slum, round_2570):
    survey = saved_survey(by=officer, place=slum)
    given = {"headers": {"X-Written-In": "1006"}}
    reply = client_of(officer).post(address(survey.pk, "submit/"), {"revision": 1}, **given)
    assert (reply.status_code, reply.json()["code"]) == (409, "other_district")
    assert client_of(officer).get(address(survey.pk), **given).status_code == 200


def test_who_may_not_write_hears_that_first(officer, analyst, slum, round_2570):
    reply, _fingerprint = put(
        analyst, uuid.uuid4(), household_of_four(slum), **{"X-Written-By": str(officer.pk)}
    )
    assert (reply.status_code, reply.json()["code"]) == (403, "permission_denied")
