"""Saving, reading and deleting a survey through the API."""

import uuid

import pytest

from tests.factories import client_of, household_of_four

pytestmark = pytest.mark.django_db


def address(key, verb: str = "") -> str:
    return f"/api/v1/surveys/{key}/{verb}"


def put(user, key, payload):
    return client_of(user).put(address(key), payload, content_type="application/json")


def test_a_new_form_is_saved_and_answered_whole(officer, slum, round_2570):
    key = uuid.uuid4()
    reply = put(officer, key, household_of_four(slum))
    assert reply.status_code == 200
    assert reply.json()["id"] == str(key) and reply.json()["revision"] == 1
    assert [row["first_name"] for row in reply.json()["members"]] == ["สมชาย", "สมหญิง", "ฟ้าใส", "ยายมี"]
