"""Saving, reading and deleting a survey through the API."""

import copy
import uuid

import pytest

from surveys.actions import saving
from surveys.models import Survey
from tests.factories import approved_survey, client_of, household_of_four, saved_survey, submitted_survey

pytestmark = pytest.mark.django_db


def address(key, verb: str = "") -> str:
    return f"/api/v1/surveys/{key}/{verb}"


def put(user, key, payload):
    return client_of(user).put(address(key), payload, content_type="application/json")


def test_a_new_form_is_saved_and_answered_whole(officer, slum, round_2570):
    key = uuid.uuid4()
    reply = put(officer, key, household_of_four(slum))
    found = reply.json()
    assert (reply.status_code, found["id"], found["revision"]) == (200, str(key), 1)
    assert (found["state"], found["community_name"]) == ("draft", "ร่วมใจพัฒนา")
    assert [row["first_name"] for row in found["members"]] == ["สมชาย", "สมหญิง", "ฟ้าใส", "ยายมี"]
    assert found["computed"]["target_groups"] and found["comments"] == []


def test_what_is_answered_can_be_sent_again_as_it_is(officer, slum, round_2570):
    key = uuid.uuid4()
    first = put(officer, key, household_of_four(slum)).json()
    first.pop("received")
    again = put(officer, key, first)
    assert (again.status_code, again.json()) == (200, {**first, "received": again.json()["received"]})


def test_the_same_form_twice_gives_one_row_and_one_answer(officer, slum, round_2570):
    key, payload = uuid.uuid4(), household_of_four(slum)
    first, second = put(officer, key, payload), put(officer, key, payload)
    assert first.json() == second.json()
    assert Survey.objects.get().revision == 1


def test_reading_gives_what_saving_answered(officer, slum, round_2570):
    key = uuid.uuid4()
    saved = put(officer, key, household_of_four(slum)).json()
    saved.pop("received")
    assert client_of(officer).get(address(key)).json() == saved


def test_a_form_with_problems_is_kept_and_answered_with_422(officer, slum, round_2570):
    key = uuid.uuid4()
    reply = put(officer, key, household_of_four(slum, members_living=9, rent_house="สามพัน"))
    codes = {problem["code"]: problem for problem in reply.json()["problems"]}
    assert reply.status_code == 422 and codes["members_living_differs"]["severity"] == "hard"
    assert Survey.objects.get(pk=key).raw_answers == {"rent_house": "สามพัน"}
    assert client_of(officer).get(address(key)).json()["answers"]["rent_house"] == "สามพัน"


def test_dates_in_the_buddhist_era_and_thai_digits_are_understood(officer, slum, round_2570):
    answers = put(officer, uuid.uuid4(), household_of_four(slum, rent_house="๓,๒๐๐")).json()["answers"]
    assert answers["rent_house"] == 3200 and answers["survey_date"].startswith("20")


def test_an_older_revision_gets_both_versions(officer, slum, round_2570):
    key = uuid.uuid4()
    put(officer, key, household_of_four(slum))
    reply = put(officer, key, household_of_four(slum, house_no="99"))
    found = reply.json()
    assert (reply.status_code, found["code"], found["stored"]["revision"]) == (409, "conflict", 1)
    assert (found["stored"]["answers"]["house_no"], found["yours"]["answers"]["house_no"]) == ("1/3", "99")


def test_a_change_is_kept_under_the_next_revision(officer, slum, round_2570):
    key = uuid.uuid4()
    put(officer, key, household_of_four(slum))
    reply = put(officer, key, {**household_of_four(slum, rent_house=3500), "revision": 1})
    assert (reply.json()["revision"], reply.json()["answers"]["rent_house"]) == (2, 3500)


def test_a_change_of_the_roster_is_kept(officer, slum, round_2570):
    key, payload = uuid.uuid4(), household_of_four(slum)
    put(officer, key, payload)
    payload["members"][2]["first_name"], payload["debts"] = "ฟ้าใหม่", []
    found = put(officer, key, {**payload, "revision": 1}).json()
    found.pop("received")
    assert found["members"][2]["first_name"] == "ฟ้าใหม่" and found["debts"] == []
    assert client_of(officer).get(address(key)).json() == found


def test_another_day_of_survey_changes_the_stored_ages(officer, slum, round_2570):
    survey = saved_survey(by=officer, place=slum)
    shown = client_of(officer).get(address(survey.pk)).json()
    shown["members"][2]["birth_date"] = shown["answers"]["survey_date"]
    put(officer, survey.pk, shown)
    shown["answers"]["survey_date"] = "2026-09-01"
    put(officer, survey.pk, {**shown, "revision": 2})
    assert survey.members.get(position=2).age is None


def test_two_requests_that_create_the_same_form_get_the_same_answer(officer, slum, round_2570, monkeypatch):
    key, payload = uuid.uuid4(), household_of_four(slum)
    first = put(officer, key, payload)
    looks, look = [], saving._locked

    def too_early(survey_id, by, **known):
        """The first look happens before the other request has committed."""
        looks.append(survey_id)
        return None if len(looks) == 1 else look(survey_id, by, **known)

    monkeypatch.setattr(saving, "_locked", too_early)
    assert put(officer, key, payload).json() == first.json()
    assert (len(looks), Survey.objects.count()) == (2, 1)


def test_a_household_has_one_form_in_a_round(officer, slum, round_2570):
    household = str(saved_survey(by=officer, place=slum).household_id)
    reply = put(officer, uuid.uuid4(), {**household_of_four(slum), "household": household})
    assert (reply.status_code, reply.json()["code"]) == (409, "household_surveyed")


@pytest.mark.parametrize("household", ["x", "00000000-0000-4000-8000-000000000001", ["1"], {"a": 1}, 7])
def test_a_household_nobody_knows_is_refused(household, officer, slum, round_2570):
    reply = put(officer, uuid.uuid4(), {**household_of_four(slum), "household": household})
    assert (reply.status_code, reply.json()["code"]) == (422, "household_unknown")


def test_a_submitted_form_is_locked(officer, slum, round_2570):
    survey = submitted_survey(by=officer, place=slum)
    reply = put(officer, survey.pk, household_of_four(slum))
    assert (reply.status_code, reply.json()["code"]) == (409, "locked")


def test_a_closed_round_takes_nothing(officer, slum, reference):
    reply = put(officer, uuid.uuid4(), household_of_four(slum, round_code="2568"))
    assert (reply.status_code, reply.json()["code"]) == (409, "round_closed")


@pytest.mark.parametrize("code", ["none", "2570\0", 2571, ["2570"], {"code": "2570"}])
def test_a_round_nobody_knows_is_refused(code, officer, slum, round_2570):
    reply = put(officer, uuid.uuid4(), household_of_four(slum, round=code))
    assert reply.status_code in (200, 422)
    assert not Survey.objects.exclude(round=round_2570).exists()


def test_a_deleted_form_is_gone_for_good(officer, slum, round_2570):
    survey = saved_survey(by=officer, place=slum)
    reply = client_of(officer).delete(
        address(survey.pk), {"reason": "กรอกซ้ำ"}, content_type="application/json"
    )
    assert (reply.status_code, reply.content) == (204, b"")
    again = put(officer, survey.pk, household_of_four(slum))
    assert (again.status_code, again.json()["code"]) == (410, "deleted")
    assert client_of(officer).get(address(survey.pk)).status_code == 404


def test_deleting_wants_a_reason(officer, slum, round_2570):
    survey = saved_survey(by=officer, place=slum)
    reply = client_of(officer).delete(address(survey.pk), {}, content_type="application/json")
    assert (reply.status_code, reply.json()["sentence"]) == (409, "บอกเหตุผลก่อนลบ")


def test_an_approved_form_is_not_deleted(officer, head, slum, round_2570):
    survey = approved_survey(by=officer, head=head, place=slum)
    reply = client_of(head).delete(address(survey.pk), {"reason": "ซ้ำ"}, content_type="application/json")
    assert (reply.status_code, reply.json()["code"]) == (409, "locked")


@pytest.mark.parametrize(
    ("change", "exact"), [({}, 15), ({"rent_house": 3500}, 14), ({"house_no": "9/9"}, 14), (None, 9)]
)
def test_saving_asks_the_database_little(change, exact, officer, slum, round_2570, django_assert_num_queries):
    """A new form, one answer changed, the house number changed, nothing changed."""
    client, key = client_of(officer), uuid.uuid4()
    saved_survey(by=officer, place=slum)
    payload = household_of_four(slum)
    if change != {}:
        client.put(address(key), payload, content_type="application/json")
        payload = {**household_of_four(slum, **(change or {})), "revision": 1}
    with django_assert_num_queries(exact):
        assert client.put(address(key), payload, content_type="application/json").status_code == 200


@pytest.mark.parametrize(("rows", "exact"), [("members", 15), ("debts", 14)])
def test_a_changed_row_asks_the_database_little(
    rows, exact, officer, slum, round_2570, django_assert_num_queries
):
    client, key = client_of(officer), uuid.uuid4()
    payload = {**household_of_four(slum), "debts": [{"source": "bank", "balance": 1000}]}
    client.put(address(key), payload, content_type="application/json")
    changed = copy.deepcopy(payload)
    changed[rows][0].update({"members": {"first_name": "สมหมาย"}, "debts": {"balance": 2000}}[rows])
    with django_assert_num_queries(exact):
        client.put(address(key), {**changed, "revision": 1}, content_type="application/json")


def test_rows_that_go_are_gone_and_those_that_stay_keep_their_place(officer, slum, round_2570):
    survey = saved_survey(by=officer, place=slum)
    payload = household_of_four(slum)
    fewer = {**payload, "members": [payload["members"][0], payload["members"][3]]}
    document = put(officer, survey.pk, {**fewer, "revision": 1}).json()
    assert [row["first_name"] for row in document["members"]] == [
        row["first_name"] for row in fewer["members"]
    ]
    assert survey.members.count() == 2


def test_opening_asks_the_database_little(officer, slum, round_2570, django_assert_num_queries):
    survey, client = saved_survey(by=officer, place=slum), client_of(officer)
    with django_assert_num_queries(4):
        client.get(address(survey.pk))
