"""Saving what changed: the same form, problems and figures as if the whole of it had been sent, or nothing."""

import gzip
import json
import uuid

import pytest
from django.db import transaction

from surveys import figures
from surveys.differing import merged
from surveys.models import Change, Survey
from tests.factories import client_of, household_of_four, saved_survey, submitted_survey
from tests.surveys.random_work import RandomWork

pytestmark = pytest.mark.django_db
PASSING = {"received", "sent_hash", "updated_at"}
BRIEF = {"Prefer": "return=minimal"}
RECEIPT = {
    *("id", "revision", "received", "sent_hash", "state", "completeness", "stored", "problems", "computed")
}


def address(key) -> str:
    return f"/api/v1/surveys/{key}/"


def change(user, key, body: dict, **headers):
    return client_of(user).patch(address(key), body, content_type="application/json", headers=headers)


@pytest.fixture
def survey(officer, slum, round_2570) -> Survey:
    return saved_survey(by=officer, place=slum)


def test_a_changed_answer_is_stored_with_all_others_as_they_were(survey, officer):
    before = client_of(officer).get(address(survey.pk)).json()
    reply = change(officer, survey.pk, {"revision": 1, "answers": {"rent_house": "๓,๕๐๐"}})
    found = reply.json()
    assert (reply.status_code, found["revision"]) == (200, 2)
    assert found["answers"] == {**before["answers"], "rent_house": 3500}
    assert (found["members"], found["debts"]) == (before["members"], before["debts"])
    assert figures.differences() == []


def test_an_answer_is_taken_away_by_null(survey, officer):
    found = change(officer, survey.pk, {"revision": 1, "answers": {"soi": None, "rent_house": None}}).json()
    assert not {"soi", "rent_house"} & found["answers"].keys()


def test_a_row_is_changed_at_its_place_and_a_new_one_follows_the_last(survey, officer):
    rows = {"2": {"first_name": "ฟ้าใหม่", "last_name": None}, "4": {"first_name": "น้อย"}}
    found = change(officer, survey.pk, {"revision": 1, "members": rows}).json()
    assert [row.get("first_name") for row in found["members"]] == ["สมชาย", "สมหญิง", "ฟ้าใหม่", "ยายมี", "น้อย"]
    assert "last_name" not in found["members"][2] and found["members"][3]["last_name"]


def test_a_reason_is_added_and_taken_back(survey, officer):
    given = {"revision": 1, "confirmed": {"rent_high@rent_house": "ตรวจแล้ว"}}
    assert change(officer, survey.pk, given).json()["confirmed"] == given["confirmed"]
    undone = {"revision": 2, "confirmed": {"rent_high@rent_house": None}}
    assert change(officer, survey.pk, undone).json()["confirmed"] == {}


def test_changes_to_another_revision_are_refused_with_what_is_stored(survey, officer):
    change(officer, survey.pk, {"revision": 1, "answers": {"soi": "1"}})
    reply = change(officer, survey.pk, {"revision": 1, "answers": {"house_no": "9"}})
    found = reply.json()
    assert (reply.status_code, found["code"], found["stored"]["revision"]) == (409, "conflict", 2)
    assert Survey.objects.get().house_no == survey.house_no


def test_the_same_changes_sent_again_are_answered_alike_and_stored_once(survey, officer):
    body = {"revision": 1, "answers": {"soi": "9"}, "members": {"4": {"first_name": "น้อย"}}}
    replies = [change(officer, survey.pk, body, **BRIEF) for _ in range(3)]
    assert len({(reply.status_code, reply.content) for reply in replies}) == 1
    assert (Survey.objects.get().revision, Change.objects.count()) == (2, 2)


def test_changes_that_came_before_the_form_was_handed_in_are_answered_alike(survey, officer):
    body = {"revision": 1, "answers": {"soi": "9"}}
    first = change(officer, survey.pk, body).json()
    client_of(officer).post(f"{address(survey.pk)}submit/", {"revision": 2}, content_type="application/json")
    again = change(officer, survey.pk, body).json()
    assert (again["revision"], again["state"], again["answers"]) == (2, "submitted", first["answers"])


def test_a_form_that_nobody_saved_has_nothing_to_change(officer, round_2570):
    assert change(officer, uuid.uuid4(), {"revision": 1, "answers": {"soi": "1"}}).status_code == 404


def test_a_submitted_form_is_locked(officer, slum, round_2570):
    survey = submitted_survey(by=officer, place=slum)
    reply = change(officer, survey.pk, {"revision": survey.revision, "answers": {"soi": "1"}})
    assert (reply.status_code, reply.json()["code"]) == (409, "locked")


def test_a_deleted_form_stays_deleted(survey, officer):
    client_of(officer).delete(address(survey.pk), {"reason": "ซ้ำ"}, content_type="application/json")
    assert change(officer, survey.pk, {"revision": 1, "answers": {"soi": "1"}}).status_code == 410


@pytest.mark.parametrize(
    "body",
    [
        {}, [], {"answers": {"soi": "1"}}, {"revision": "1"}, {"revision": 1, "answers": []},
        {"revision": 1, "members": [{}]}, {"revision": 1, "members": {"x": {}}}, {"revision": 1, "members": {"-1": {}}},
        {"revision": 1, "members": {"01": {}}}, {"revision": 1, "members": {"0": "ก"}}, {"revision": 1, "debts": {"7": {}}},
    ],
)  # fmt: skip
def test_what_is_not_shaped_like_changes_is_refused(body, survey, officer):
    reply = change(officer, survey.pk, body)
    assert (reply.status_code, reply.json()["code"]) == (400, "bad_body")
    assert Survey.objects.get().revision == 1


def test_nobody_grows_a_roster_beyond_what_a_household_can_have(survey, officer):
    reply = change(officer, survey.pk, {"revision": 1, "members": {"500": {}}})
    assert (reply.status_code, reply.json()["code"]) == (422, "too_many_rows")


@pytest.mark.parametrize(("answers", "exact"), [({"rent_house": 3500}, 14), ({}, 9)])
def test_saving_changes_asks_the_database_little(
    answers, exact, officer, slum, round_2570, django_assert_num_queries
):
    key, client = uuid.uuid4(), client_of(officer)
    client.put(address(key), household_of_four(slum), content_type="application/json")
    with django_assert_num_queries(exact):
        client.patch(address(key), {"revision": 1, "answers": answers}, content_type="application/json")


# --- the short answer ----------------------------------------------------------------------
def test_the_short_answer_is_a_receipt_without_the_form(officer, slum, round_2570):
    key, payload = uuid.uuid4(), household_of_four(slum, members_living=9)
    whole, brief = (
        client_of(officer).put(address(key), payload, content_type="application/json", headers=headers)
        for headers in ({}, BRIEF)
    )
    found, known = brief.json(), whole.json()
    assert (brief.status_code, set(found)) == (422, RECEIPT)
    assert {name: known[name] for name in RECEIPT - {"stored", "computed"}} == {
        name: found[name] for name in RECEIPT - {"stored", "computed"}
    }
    assert found["computed"] == {
        name: one for name, one in known["computed"].items() if one not in (None, False, [])
    }


def test_a_receipt_is_packed_for_those_who_unpack_it(survey, officer):
    body, packing = {"revision": 1, "answers": {"soi": "7"}}, {**BRIEF, "Accept-Encoding": "gzip, br"}
    packed, plain = (change(officer, survey.pk, body, **headers) for headers in (packing, BRIEF))
    assert (packed["Content-Encoding"], plain.has_header("Content-Encoding")) == ("gzip", False)
    assert gzip.decompress(packed.content) == plain.content
    assert packed["Content-Length"] == str(len(packed.content))


@pytest.mark.parametrize(
    "wish", ["return=minimal", "respond-async, Return = Minimal; x=1", "return=representation"]
)
def test_a_client_says_which_answer_it_wants(wish, survey, officer):
    found = change(officer, survey.pk, {"revision": 1, "answers": {"soi": "7"}}, Prefer=wish).json()
    assert ("answers" in found) == ("representation" in wish)


def test_a_sensitive_answer_that_is_no_longer_asked_is_not_counted(officer, slum, round_2570):
    """The page, which still has it, must not take it for stored."""
    key, client, payload = uuid.uuid4(), client_of(officer), household_of_four(slum)
    sent = client.put(address(key), payload, content_type="application/json", headers=BRIEF).json()
    assert sent["stored"] == counted(payload)
    payload["answers"]["sensitive_consent"] = "no"
    body = {"revision": 1, "answers": {"sensitive_consent": "no"}}
    found = change(officer, key, body, **BRIEF).json()
    assert found["stored"] < counted(payload)
    assert found["stored"] == counted(client.get(address(key)).json())


def counted(content: dict) -> int:
    rows = [content["answers"], *content["members"], *content["debts"], content["confirmed"]]
    return sum(value not in (None, "", []) for row in rows for value in row.values())


# --- the law -------------------------------------------------------------------------------
def difference(before: dict, after: dict) -> dict:
    """What the page sends: see static/js/entry/changes.js."""
    found = {}
    for name in ("answers", "confirmed"):
        found[name] = row_difference(before[name], after[name])
    for name in ("members", "debts"):
        were = [*before[name], *({} for _ in range(len(after[name]) - len(before[name])))]
        found[name] = {str(n): row_difference(were[n], row) for n, row in enumerate(after[name])}
    return found


def row_difference(before: dict, after: dict) -> dict:
    return {key: after.get(key) for key in {**before, **after} if before.get(key) != after.get(key)}


def test_changes_make_the_form_that_sending_it_whole_makes(officer, head, slum, round_2570):
    work = RandomWork(seed=18, officer=officer, head=head, places=[slum])
    client, compared = client_of(officer), 0
    for _ in range(12):
        key, old, new = (
            uuid.uuid4(),
            *sorted((work.payload(), work.payload()), key=lambda one: len(one["members"])),
        )
        first = client.put(address(key), old, content_type="application/json", headers=BRIEF).json()
        parts = {"revision": 1, **difference(old, new)}
        found = [
            saved(client, key, verb, body)
            for verb, body in (("put", {**new, "revision": 1}), ("patch", parts))
        ]
        if first["stored"] == counted(old):
            compared += 1
            assert found[0] == found[1]
    assert compared > 6


def saved(client, key, verb: str, body: dict) -> dict:
    """What a save comes to; it is taken back."""
    with transaction.atomic():
        reply = getattr(client, verb)(address(key), json.dumps(body), content_type="application/json")
        transaction.set_rollback(True)
    assert reply.status_code in (200, 422)
    return {name: value for name, value in reply.json().items() if name not in PASSING}


def test_rows_of_changes_stand_beside_each_other_in_any_order():
    content = {"answers": {}, "members": [{"a": 1}], "debts": [], "confirmed": {}}
    rows = {"2": {"a": 3}, "1": {"a": 2}, "0": {"a": None, "b": 1}}
    assert merged(content, {"members": rows})["members"] == [{"b": 1}, {"a": 2}, {"a": 3}]
