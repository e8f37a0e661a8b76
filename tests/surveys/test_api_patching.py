"""Changing answers of a form through the API: who may, in which state and round, and what comes back."""

import gzip
import hashlib
import json
import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from communities.models import Household
from surveys import actions, figures
from surveys.models import Change, RoundExtension, Survey
from tests.factories import approved_survey, client_of, household_of_four, open_round, saved_survey

pytestmark = pytest.mark.django_db
BRIEF = {"Prefer": "return=minimal"}
NOTHING_YET = ("district", "community_name", "answers", "members", "debts", "comments", "photos")


def patch(user, key, body: dict, **headers):
    return client_of(user).patch(
        f"/api/v1/surveys/{key}/", json.dumps(body), content_type="application/json", headers=headers
    )


def answering(revision: int = 1, **answers) -> dict:
    return {"revision": revision, "answers": answers}


@pytest.fixture
def survey(officer, slum, round_2570) -> Survey:
    return saved_survey(by=officer, place=slum)


# --- who may ----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("officer", 200), ("head", 200), ("other_officer", 404), ("other_head", 404),
        ("department", 403), ("analyst", 403), ("administrator", 403), ("partner", 403),
    ],
)  # fmt: skip
def test_the_people_of_the_district_change_a_form_and_nobody_else(who, status, survey, request):
    reply = patch(request.getfixturevalue(who), survey.pk, answering(soi="7"), **BRIEF)
    assert reply.status_code == status
    assert Survey.objects.get().revision == (2 if status == 200 else 1)


def test_nobody_changes_a_form_before_signing_in(survey, client):
    reply = client.patch(f"/api/v1/surveys/{survey.pk}/", "{}", content_type="application/json")
    assert (reply.status_code, Survey.objects.get().revision) == (401, 1)


@pytest.mark.parametrize(
    ("header", "code"), [("X-Written-By", "other_person"), ("X-Written-In", "other_district")]
)
def test_changes_are_sent_by_their_writer_from_their_district(header, code, survey, officer):
    reply = patch(officer, survey.pk, answering(soi="7"), **{header: "1006"})
    assert (reply.status_code, reply.json()["code"], Survey.objects.get().revision) == (409, code, 1)


def test_a_head_who_changes_a_form_is_named_as_the_last_one(survey, head, officer):
    assert patch(head, survey.pk, answering(soi="7")).json()["updated_by"] == head.display_name
    found = Survey.objects.get()
    assert (found.created_by, found.updated_by, Change.objects.get(revision=2).by) == (officer, head, head)


# --- states and rounds ------------------------------------------------------------------------
def test_a_form_that_was_sent_back_is_changed_and_stays_sent_back(survey, officer, head):
    actions.submit(survey=survey, by=officer, at=timezone.now())
    actions.send_back(survey=survey, by=head, at=timezone.now(), comments=[("soi", "ผิด")])
    found = patch(officer, survey.pk, answering(soi="7"), **BRIEF).json()
    assert (found["state"], found["revision"]) == ("returned", 2) and figures.differences() == []


def test_an_approved_form_is_locked_whatever_is_sent(officer, head, slum, round_2570):
    survey = approved_survey(by=officer, head=head, place=slum)
    for body in (answering(), answering(soi="7"), answering(0), answering(99)):
        assert patch(officer, survey.pk, body, **BRIEF).json()["code"] == "locked"


@pytest.mark.parametrize(("district", "status"), [("1026", 200), ("1006", 409)])
def test_a_round_that_has_closed_takes_changes_where_it_was_extended(district, status, survey, officer):
    yesterday = timezone.localdate() - timedelta(1)
    type(survey.round).objects.update(closes_on=yesterday)
    RoundExtension.objects.create(
        round_id="2570", district_id=district, closes_on=yesterday + timedelta(2), reason="น้ำท่วม"
    )
    reply = patch(officer, survey.pk, answering(soi="7"), **BRIEF)
    assert (reply.status_code, reply.json().get("code")) == (
        status,
        "round_closed" if status == 409 else None,
    )


def test_a_form_stays_in_its_round(survey, officer):
    open_round("2571", fiscal_year=2571)
    found = patch(officer, survey.pk, answering(round="2571", soi="7")).json()
    assert (found["round"], found["answers"]["round"], Survey.objects.get().round_id) == ("2570",) * 3


def test_a_form_stays_in_its_household_and_district(survey, officer, other_slum):
    stranger = Household.objects.create(district_id="1026", created_at=timezone.now())
    body = {**answering(soi="7"), "household": str(stranger.pk), "district": "1006", "state": "approved"}
    found = patch(officer, survey.pk, body).json()
    assert (found["household"], found["district"], found["state"]) == (
        str(survey.household_id),
        "1026",
        "draft",
    )


def test_a_community_of_another_district_is_put_back_as_a_problem(survey, officer, other_slum):
    reply = patch(officer, survey.pk, answering(community=other_slum.pk), **BRIEF)
    assert reply.status_code == 422
    assert "community" in {one["field"] for one in reply.json()["problems"]}
    assert Survey.objects.get().community is None and figures.differences() == []


@pytest.mark.parametrize("revision", [0, 2, 99])
def test_any_other_revision_is_a_conflict_with_both_sides(revision, survey, officer):
    reply = patch(officer, survey.pk, answering(revision, soi="7"), **BRIEF)
    said = reply.json()
    assert (reply.status_code, said["stored"]["revision"]) == (409, 1)
    assert said["yours"] == answering(revision, soi="7")


# --- what is stored ---------------------------------------------------------------------------
def test_an_empty_house_keeps_its_answers_aside_until_somebody_is_met(survey, officer):
    before = client_of(officer).get(f"/api/v1/surveys/{survey.pk}/").json()
    patch(officer, survey.pk, answering(1, visit_result="vacant"))
    assert Survey.objects.get().rent_house is None
    again = patch(officer, survey.pk, answering(2, visit_result="complete", sensitive_consent="yes")).json()
    assert again["answers"] == before["answers"] and again["completeness"] == before["completeness"]


def test_a_debt_is_changed_at_its_place_and_a_new_one_begun(survey, officer):
    rows = {"0": {"rate": None, "balance": "๑๕,๐๐๐"}, "1": {"source": "bank", "pay_month": 500}}
    found = patch(officer, survey.pk, {"revision": 1, "debts": rows}).json()
    assert found["debts"] == [
        {"source": "informal", "balance": 15000, "pay_month": 2000},
        {"source": "bank", "pay_month": 500},
    ]
    assert found["computed"]["debt_payment"] == 2500


@pytest.mark.parametrize(
    "body", [{}, answering(), {"members": {}}, {"answers": {"soi": None}}, {"members": None}]
)
def test_changes_that_change_nothing_make_no_revision(body, survey, officer):
    found = patch(officer, survey.pk, {**body, "revision": 1}, **BRIEF).json()
    assert (found["revision"], Change.objects.count()) == (1, 1)
    assert found["received"] != found["sent_hash"] == Survey.objects.get().sent_hash


def test_a_question_nobody_asks_is_kept_and_blocks(survey, officer):
    reply = patch(officer, survey.pk, answering(shoe_size=42), **BRIEF)
    assert [one["code"] for one in reply.json()["problems"] if one["severity"] == "hard"] == [
        "unknown_question"
    ]
    assert Survey.objects.get().raw_answers == {"shoe_size": 42}


def test_a_mended_answer_lifts_its_problem(survey, officer):
    assert patch(officer, survey.pk, answering(1, rent_house="ถูก"), **BRIEF).status_code == 422
    reply = patch(officer, survey.pk, answering(2, rent_house="๓,๐๐๐"), **BRIEF)
    found = Survey.objects.get()
    assert (reply.status_code, found.raw_answers, found.rent_house) == (200, {}, 3000)


# --- the short answer -------------------------------------------------------------------------
def test_a_receipt_names_the_body_that_came_and_the_one_that_is_stored(survey, officer):
    body = answering(soi="7")
    found = patch(officer, survey.pk, body, **BRIEF).json()
    sent = hashlib.sha256(json.dumps(body).encode()).hexdigest()
    assert found["received"] == found["sent_hash"] == sent == Survey.objects.get().sent_hash
    assert not found.keys() & set(NOTHING_YET)


def test_a_new_form_may_be_answered_with_a_receipt(officer, slum, round_2570):
    key = uuid.uuid4()
    reply = client_of(officer).put(
        f"/api/v1/surveys/{key}/", household_of_four(slum), content_type="application/json", headers=BRIEF
    )
    found = reply.json()
    assert (found["id"], found["revision"], found["state"]) == (str(key), 1, "draft")
    assert "answers" not in found and found["computed"]["household_income"] == 21_000


def test_a_receipt_of_a_form_with_problems_is_packed_too(survey, officer):
    reply = patch(officer, survey.pk, answering(members_living=9), **BRIEF, **{"Accept-Encoding": "gzip"})
    found = json.loads(gzip.decompress(reply.content))
    assert (reply.status_code, [one["code"] for one in found["problems"] if one["severity"] == "hard"]) == (
        422,
        ["members_living_differs"],
    )


@pytest.mark.parametrize("body", [answering(9, soi="7"), {"revision": "x"}])
def test_a_refusal_is_told_whole_and_unpacked_even_to_the_brief(body, survey, officer):
    reply = patch(officer, survey.pk, body, **BRIEF, **{"Accept-Encoding": "gzip"})
    assert not reply.has_header("Content-Encoding") and reply.json()["sentence"]


def test_a_receipt_after_handing_in_says_so(survey, officer):
    """The same body once more: the device had not heard that it arrived."""
    body = answering(soi="7")
    patch(officer, survey.pk, body, **BRIEF)
    survey.refresh_from_db()
    actions.submit(survey=survey, by=officer, at=timezone.now())
    found = patch(officer, survey.pk, body, **BRIEF).json()
    assert (found["state"], found["revision"]) == ("submitted", 2)


def test_changes_of_a_form_that_was_moved_meanwhile_are_a_conflict(survey, officer, slum):
    body, twin = (
        answering(soi="7"),
        type(slum).objects.create(district=slum.district, name="อีก", type_id="slum"),
    )
    patch(officer, survey.pk, body)
    survey.refresh_from_db()
    actions.move_community(survey=survey, to=twin, by=officer, at=timezone.now())
    reply = patch(officer, survey.pk, body)
    assert (reply.status_code, Survey.objects.get().community) == (409, twin)
