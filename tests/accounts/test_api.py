"""Tokens: signing in to the API."""

import pytest

from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db


def ask(client, username, password):
    body = {"username": username, "password": password}
    return client.post("/api/v1/token/", body, content_type="application/json")


def test_name_and_password_give_a_token_and_no_cookie(client, officer):
    reply = ask(client, officer.username, PASSWORD)
    assert reply.status_code == 200 and not reply.cookies
    key = reply.json()["token"]
    signed_in = client.get("/api/v1/districts/1026/", headers={"Authorization": f"Token {key}"})
    assert signed_in.status_code == 200 and not signed_in.cookies


def test_a_wrong_password_is_refused_without_saying_which_was_wrong(client, officer):
    wrong, unknown = ask(client, officer.username, "ผิด"), ask(client, "nobody", PASSWORD)
    assert wrong.status_code == unknown.status_code == 400
    assert wrong.json() == unknown.json()


def test_a_token_nobody_has_is_refused(client, officer):
    reply = client.get("/api/v1/districts/", headers={"Authorization": "Token 123"})
    assert (reply.status_code, reply.json()["code"]) == (401, "authentication_failed")


def test_who_left_gets_in_no_more(client, officer):
    key = ask(client, officer.username, PASSWORD).json()["token"]
    officer.is_active = False
    officer.save()
    assert client.get("/api/v1/districts/", headers={"Authorization": f"Token {key}"}).status_code == 401
