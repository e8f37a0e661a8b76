"""What a person's own device is told about them."""

from base64 import b64decode

import pytest

from accounts.models import DeviceKey
from tests.factories import PASSWORD, client_of

pytestmark = pytest.mark.django_db

ME = "/api/v1/people/me/"


def test_the_form_learns_who_sits_before_it(officer):
    found = client_of(officer).get(ME).json()
    assert (found["id"], found["name"]) == (str(officer.pk), officer.display_name)
    assert (found["district"], found["place"], found["role"]) == ("1026", "ดินแดง", "officer")
    assert found["language"] == "th" and found["today"].count("-") == 2


def test_the_secret_of_the_devices_stays_the_same(officer):
    client = client_of(officer)
    first, second = client.get(ME).json()["device_secret"], client.get(ME).json()["device_secret"]
    assert first == second and len(b64decode(first)) == 32


def test_two_people_have_two_secrets(officer, head):
    secrets = {client_of(user).get(ME).json()["device_secret"] for user in (officer, head)}
    assert len(secrets) == 2 == DeviceKey.objects.count()


def test_the_answer_is_kept_by_no_cache(officer):
    assert "no-store" in client_of(officer).get(ME)["Cache-Control"]


def test_the_answer_brings_the_cookie_that_writing_needs(officer):
    assert client_of(officer).get(ME).cookies["csrftoken"].value


def test_a_token_is_not_told_the_secret(client, officer):
    body = {"username": officer.username, "password": PASSWORD}
    token = client.post("/api/v1/token/", body, content_type="application/json").json()["token"]
    reply = client.get(ME, headers={"Authorization": f"Token {token}"})
    assert (reply.status_code, reply.json()["code"]) == (401, "not_authenticated")


def test_who_enters_no_forms_needs_no_device_key(department):
    assert client_of(department).get(ME).status_code == 403
    assert not DeviceKey.objects.exists()
