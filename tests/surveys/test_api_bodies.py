"""Bodies that are not what the API wants: a clear answer, and nothing of them in it."""

import json
import uuid

import pytest

from surveys.models import Survey
from tests.factories import client_of, household_of_four, member

pytestmark = pytest.mark.django_db


def put(user, body):
    text = body if isinstance(body, str | bytes) else json.dumps(body)
    return client_of(user).put(f"/api/v1/surveys/{uuid.uuid4()}/", text, content_type="application/json")


@pytest.mark.parametrize(
    "body",
    [
        "{",
        "\x00",
        "nul",
        '{"answers": {"rent_house": NaN}}',
        '{"answers": {"rent_house": Infinity}}',
        '{"answers": {"rent_house": -Infinity}}',
        '{"answers": {"lat": 1e999}}',
        '{"a": ' + "9" * 5000 + "}",
        '{"answers": ' + "[" * 100_000,
        "[" * 100_000 + "]" * 100_000,
        b"\xff\xfe{",
        '{"answers": {"comment": "สมชาย"}'.encode("cp874"),
    ],
)
def test_what_is_no_json_is_refused(body, officer, slum, round_2570):
    reply = put(officer, body)
    assert reply.status_code == 400
    assert set(reply.json()) == {"code", "sentence"} and "สมชาย" not in reply.content.decode()


@pytest.mark.parametrize(
    "body",
    [
        [],
        1,
        None,
        "text",
        {"answers": []},
        {"answers": "x"},
        {"answers": 3},
        {"members": {}},
        {"members": [1]},
        {"members": "ab"},
        {"debts": [[]]},
        {"confirmed": ["a"]},
        {"revision": "1"},
        {"revision": True},
        {"revision": 1.5},
    ],
)
def test_another_shape_is_refused(body, officer, slum, round_2570):
    reply = put(officer, json.dumps(body))
    assert (reply.status_code, reply.json()["code"]) == (400, "bad_body")
    assert not Survey.objects.exists()


ODD = [None, True, -1, 10**30, 1.5, "x", "\u0000", "\ud800", "๙" * 50, [], [1], ["x", None], {}, {"a": []}]


@pytest.mark.parametrize("value", ODD, ids=range(len(ODD)))
def test_an_odd_value_anywhere_is_never_a_fault(value, officer, slum, round_2570):
    payload = household_of_four(slum)
    keys = {
        *payload["answers"],
        "lat",
        "lng",
        "subdistrict",
        "phone",
        "comment",
        "house_code",
        "lease_end",
        "new",
    }
    payload["answers"] = dict.fromkeys(keys - {"round"}, value)
    payload["members"] = [dict.fromkeys(payload["members"][0], value)]
    payload["debts"] = [dict.fromkeys(payload["debts"][0], value)]
    payload["confirmed"] = {"a": value, "\u0000": "\ud800"}
    reply = put(officer, payload)
    assert reply.status_code == 422
    shown = client_of(officer).get(f"/api/v1/surveys/{reply.json()['id']}/").json()
    assert {**shown, "received": reply.json()["received"]} == reply.json()


def test_a_body_that_is_too_large_is_refused(officer, slum, round_2570, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10_000
    reply = put(officer, household_of_four(slum, comment="ก" * 10_000))
    assert (reply.status_code, reply.json()["code"]) == (413, "body_too_large")


def test_another_kind_of_body_is_refused(officer, slum, round_2570):
    reply = client_of(officer).put(f"/api/v1/surveys/{uuid.uuid4()}/", "a=1", content_type="text/plain")
    assert (reply.status_code, reply.json()["code"]) == (415, "unsupported_media_type")


def test_five_hundred_members_are_kept(officer, slum, round_2570):
    people = [member(number, relation="relative", first_name=f"คนที่ {number}") for number in range(500)]
    reply = put(officer, {**household_of_four(slum, members_living=500), "members": people})
    assert reply.status_code == 422 and len(reply.json()["members"]) == 500


def test_more_than_five_hundred_members_are_refused(officer, slum, round_2570):
    reply = put(officer, {**household_of_four(slum), "members": [{}] * 501})
    assert (reply.status_code, reply.json()["code"]) == (422, "too_many_rows")


def test_long_names_fit(officer, slum, round_2570):
    payload = household_of_four(slum, house_no="๙" * 40)
    payload["members"][0].update(first_name="ฌ" * 120, last_name="ฌ" * 120)
    assert put(officer, payload).status_code == 200


def test_the_sentence_of_a_refusal_holds_nothing_typed(officer, slum, round_2570):
    payload = household_of_four(slum)
    payload["answers"]["phone"] = payload["members"][0]["citizen_id"] = "สมชาย-1234567890"
    problems = put(officer, payload).json()["problems"]
    assert problems and "1234567890" not in " ".join(problem["sentence"] for problem in problems)
