"""A request that arrives many times, at once or late: one row, one answer, and never for anybody else."""

import json
import uuid

import pytest
from django.test import Client

from surveys import figures
from surveys.models import Change, Move, Survey
from tests import factories
from tests.factories import client_of, household_of_four
from tests.surveys.at_once import at_once, shared_by_threads, times

pytestmark = pytest.mark.django_db(transaction=True)
PARALLEL = LATE = 50


@pytest.fixture
def stage(reference, round_2570, officer, head, other_officer, slum, other_slum, tmp_path):
    """The usual people and places in a database that threads share."""
    with shared_by_threads(tmp_path):
        yield


def address(key, verb: str = "") -> str:
    return f"/api/v1/surveys/{key}/{verb}"


def sender(user, method: str, path: str, body: dict):
    """A request with everything in it that may be sent again and again, as a proxy or a device would."""
    client, text = client_of(user), json.dumps(body)
    cookies = {name: cookie.value for name, cookie in client.cookies.items()}

    def send():
        again = Client()
        again.cookies.load(cookies)
        return again.generic(method, path, text, content_type="application/json")

    return send


def answers(replies) -> set[tuple[int, bytes]]:
    return {(reply.status_code, reply.content) for reply in replies}


def test_a_form_sent_fifty_times_at_once_is_one_form(stage, officer, slum):
    key = uuid.uuid4()
    send = sender(officer, "PUT", address(key), household_of_four(slum))
    found = answers(at_once(*times(PARALLEL, send)))
    assert [status for status, _document in found] == [200]
    assert (Survey.objects.get().revision, Change.objects.count()) == (1, 1)
    assert Survey.objects.get().members.count() == 4
    assert figures.differences() == []


def test_a_form_sent_fifty_times_late_gets_the_first_answer_each_time(stage, officer, slum):
    key = uuid.uuid4()
    send = sender(officer, "PUT", address(key), household_of_four(slum))
    assert len(answers(send() for _ in range(LATE + 1))) == 1
    assert (Survey.objects.get().revision, Change.objects.count()) == (1, 1)


def test_a_form_with_problems_is_answered_alike_too(stage, officer, slum):
    key = uuid.uuid4()
    send = sender(officer, "PUT", address(key), household_of_four(slum, members_living=9, rent_house="ถูก"))
    ((status, document),) = answers(at_once(*times(PARALLEL // 5, send)))
    assert status == 422 and json.loads(document)["answers"]["rent_house"] == "ถูก"
    assert Survey.objects.count() == 1


def test_a_change_sent_fifty_times_at_once_is_one_change(stage, officer, slum):
    survey = factories.saved_survey(by=officer, place=slum)
    body = {**household_of_four(slum, rent_house=3500), "revision": 1}
    found = answers(at_once(*times(PARALLEL, sender(officer, "PUT", address(survey.pk), body))))
    assert [status for status, _document in found] == [200]
    assert (Survey.objects.get().revision, Change.objects.count()) == (2, 2)
    assert figures.differences() == []


def test_answers_changed_ten_times_at_once_are_one_change(stage, officer, slum):
    survey = factories.saved_survey(by=officer, place=slum)
    body = {"revision": 1, "answers": {"rent_house": 3500}, "members": {"4": {"first_name": "น้อย"}}}
    found = answers(at_once(*times(PARALLEL // 5, sender(officer, "PATCH", address(survey.pk), body))))
    assert [status for status, _document in found] == [422]
    assert (Survey.objects.get().revision, Change.objects.count()) == (2, 2)
    assert survey.members.count() == 5 and figures.differences() == []


def test_another_body_under_the_same_key_is_a_conflict_with_both_versions(stage, officer, slum):
    key = uuid.uuid4()
    sender(officer, "PUT", address(key), household_of_four(slum))()
    reply = sender(officer, "PUT", address(key), household_of_four(slum, house_no="99"))()
    said = reply.json()
    assert (reply.status_code, said["code"]) == (409, "conflict")
    assert (said["stored"]["answers"]["house_no"], said["yours"]["answers"]["house_no"]) == ("1/3", "99")


def test_of_fifty_bodies_under_one_new_key_one_wins_and_all_others_hear_of_it(stage, officer, slum):
    key = uuid.uuid4()
    bodies = [household_of_four(slum, house_no=f"{number}") for number in range(PARALLEL)]
    replies = at_once(*(sender(officer, "PUT", address(key), body) for body in bodies))
    (won,) = [reply.json() for reply in replies if reply.status_code == 200]
    lost = [reply.json() for reply in replies if reply.status_code == 409]
    assert len(lost) == PARALLEL - 1
    assert {said["stored"]["answers"]["house_no"] for said in lost} == {won["answers"]["house_no"]}
    assert Survey.objects.get().house_no == won["answers"]["house_no"]


def test_the_key_of_another_district_is_not_there(stage, officer, other_officer, slum, other_slum):
    survey = factories.saved_survey(by=officer, place=slum)
    before = list(Survey.objects.values())
    replies = at_once(
        *times(8, sender(other_officer, "PUT", address(survey.pk), household_of_four(other_slum)))
    )
    assert {reply.status_code for reply in replies} == {404}
    assert list(Survey.objects.values()) == before


def test_two_districts_that_draw_the_same_key_do_not_meet(stage, officer, other_officer, slum, other_slum):
    key = uuid.uuid4()
    mine = sender(officer, "PUT", address(key), household_of_four(slum))
    theirs = sender(other_officer, "PUT", address(key), household_of_four(other_slum))
    replies = at_once(*times(5, mine), *times(5, theirs))
    assert {reply.status_code for reply in replies} == {200, 404}
    owners = {reply.json()["district"] for reply in replies if reply.status_code == 200}
    assert owners == {Survey.objects.get().district_id}


@pytest.mark.parametrize("verb", ["", "submit/"])
def test_a_captured_request_is_worth_nothing_after_signing_out(verb, stage, officer, slum):
    survey = factories.saved_survey(by=officer, place=slum)
    client, method = client_of(officer), "POST" if verb else "PUT"
    session = client.cookies["sessionid"].value
    client.post("/accounts/logout/")
    replay = Client()
    replay.cookies["sessionid"] = session
    body = json.dumps({**household_of_four(slum, house_no="666"), "revision": 1})
    reply = replay.generic(method, address(survey.pk, verb), body, content_type="application/json")
    assert (reply.status_code, reply.json()["code"]) == (401, "not_authenticated")
    assert (Survey.objects.get().revision, Survey.objects.get().state) == (1, "draft")


def test_submitting_fifty_times_at_once_is_one_move(stage, officer, slum):
    survey = factories.saved_survey(by=officer, place=slum)
    send = sender(officer, "POST", address(survey.pk, "submit/"), {"revision": 1})
    found = answers(at_once(*times(PARALLEL, send)))
    assert [status for status, _document in found] == [200]
    assert Move.objects.count() == 1 and Survey.objects.get().state == "submitted"
    assert figures.differences() == []


def test_submitting_fifty_times_late_gets_the_first_answer_each_time(stage, officer, slum):
    survey = factories.saved_survey(by=officer, place=slum)
    send = sender(officer, "POST", address(survey.pk, "submit/"), {"revision": 1})
    assert len(answers(send() for _ in range(LATE + 1))) == 1
    assert Move.objects.count() == 1


def test_submitting_what_another_district_keeps_is_not_there(stage, officer, other_officer, slum):
    survey = factories.saved_survey(by=officer, place=slum)
    reply = sender(other_officer, "POST", address(survey.pk, "submit/"), {"revision": 1})()
    assert (reply.status_code, Move.objects.count()) == (404, 0)


def test_saving_and_submitting_at_once_never_submits_what_was_not_read(stage, officer, slum):
    """Either the save came first and the submit hears of it, or the submit came first and the form is locked."""
    survey = factories.saved_survey(by=officer, place=slum)
    body = {**household_of_four(slum, rent_house=3500), "revision": 1}
    saves = times(5, sender(officer, "PUT", address(survey.pk), body))
    submits = times(5, sender(officer, "POST", address(survey.pk, "submit/"), {"revision": 1}))
    replies = at_once(*saves, *submits)
    saved, sent = ({reply.status_code for reply in half} for half in (replies[:5], replies[5:]))
    found = Survey.objects.get()
    assert (saved, sent, found.revision, found.state) in [
        ({200}, {409}, 2, "draft"),
        ({409}, {200}, 1, "submitted"),
    ]


def test_approving_and_returning_at_once_is_one_decision(stage, officer, head, slum):
    survey = factories.submitted_survey(by=officer, place=slum)
    said = {"revision": 1, "comments": [{"field": "rent_house", "text": "ตรวจค่าเช่า"}]}
    approve = sender(head, "POST", address(survey.pk, "approve/"), {"revision": 1})
    back = sender(head, "POST", address(survey.pk, "return/"), said)
    replies = at_once(*times(5, approve), *times(5, back))
    assert sorted(reply.status_code for reply in replies) == [200] + [409] * 9
    assert Move.objects.count() == 2 and Survey.objects.get().state in ("approved", "returned")
    assert figures.differences() == []


def test_a_deleted_form_stays_deleted_however_often_it_is_sent_again(stage, officer, slum):
    survey = factories.saved_survey(by=officer, place=slum)
    send = sender(officer, "PUT", address(survey.pk), household_of_four(slum))
    remove = sender(officer, "DELETE", address(survey.pk), {"reason": "กรอกซ้ำ"})
    statuses = [reply.status_code for reply in at_once(*times(5, remove))]
    assert statuses.count(204) == 1 and set(statuses) <= {204, 404, 410}
    assert {reply.status_code for reply in at_once(*times(10, send))} == {410}
    assert not Survey.objects.exists()
