"""Tokens of programs: shown once, listed without their secret, ended, and no cookie ever (F11, F12)."""

from datetime import timedelta
from hashlib import sha256

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import actions
from accounts.models import ApiToken
from tests.accounts.signing import app_of, sign_in
from tests.factories import PASSWORD, person

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/surveys/"


def made(user, name: str = "ระบบรายงาน") -> str:
    return actions.make_token(by=user, name=name, at=timezone.now())


def ask(secret: str, path: str = ADDRESS, word: str = "Token"):
    return Client().get(path, headers={"Authorization": f"{word} {secret}"})


def shown_on(client) -> str:
    return client.post(reverse("tokens"), {"name": "รายงานประจำเดือน"}).context["secret"]


def test_the_secret_is_shown_once_and_opens_the_api(client, officer):
    sign_in(client, officer)
    secret = shown_on(client)
    assert ask(secret).status_code == 200
    page = client.get(reverse("tokens"))
    assert secret not in page.content.decode() and "รายงานประจำเดือน" in page.content.decode()
    assert "no-store" in page["Cache-Control"]


def test_the_database_holds_no_secret(officer):
    secret = made(officer)
    kept = str(ApiToken.objects.values().get())
    assert secret not in kept and sha256(secret.encode()).hexdigest() in kept


def test_no_answer_of_the_api_to_a_token_sets_a_cookie_or_opens_a_page(officer):
    client, secret = Client(), made(officer)
    for path in (
        ADDRESS,
        "/api/v1/districts/",
        "/api/v1/districts/9999/",
        "/api/v1/schema/",
        "/api/v1/nothing/",
    ):
        assert not client.get(path, headers={"Authorization": f"Token {secret}"}).cookies, path
    assert client.get("/", headers={"Authorization": f"Token {secret}"}).status_code == 302


def test_a_token_that_was_ended_opens_nothing(client, officer):
    sign_in(client, officer)
    secret = shown_on(client)
    client.post(reverse("token_end", args=[ApiToken.objects.get().pk]))
    assert ask(secret).status_code == 401


def test_a_token_is_ended_by_its_owner_alone(client, officer, administrator):
    secret = made(officer)
    sign_in(client, administrator)
    assert client.post(reverse("token_end", args=[ApiToken.objects.get().pk])).status_code == 404
    assert ask(secret).status_code == 200
    assert "ระบบรายงาน" not in client.get(reverse("tokens")).content.decode()


def test_a_token_ends_after_a_year(officer):
    secret = made(officer)
    ApiToken.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert ask(secret).status_code == 401


@pytest.mark.parametrize(
    ("change", "status"), [({"is_active": False}, 401), ({"role": "partner", "district": None}, 403)]
)
def test_what_becomes_of_the_person_holds_for_the_token_at_the_next_request(change, status, officer):
    secret = made(officer)
    assert ask(secret).status_code == 200
    type(officer).objects.filter(pk=officer.pk).update(**change)
    assert ask(secret).status_code == status


def test_a_token_reads_the_district_its_owner_has_now(officer, slum, other_slum):
    secret = made(officer)
    type(officer).objects.filter(pk=officer.pk).update(district_id="1006")
    assert ask(secret, f"/api/v1/communities/{slum.pk}/").status_code == 404
    assert ask(secret, f"/api/v1/communities/{other_slum.pk}/").status_code == 200


@pytest.mark.parametrize("secret", ["", "x", "ก", "a b", "\x00", "x" * 5000, "' OR 1=1"])
def test_what_is_no_token_opens_nothing(secret, officer):
    made(officer)
    assert ask(secret.encode().decode("latin-1")).status_code == 401


def test_a_password_alone_gives_no_token_to_who_has_a_second_factor(client, officer):
    app_of(officer)
    body = {"username": officer.username, "password": PASSWORD}
    reply = client.post("/api/v1/token/", body, content_type="application/json")
    assert (reply.status_code, reply.json()["code"]) == (403, "second_factor")
    assert not ApiToken.objects.exists() and not reply.cookies


def test_a_head_without_a_second_factor_gets_and_uses_no_token(client, head, settings):
    secret = made(head)
    settings.SECOND_FACTOR_REQUIRED = True
    body = {"username": head.username, "password": PASSWORD}
    assert client.post("/api/v1/token/", body, content_type="application/json").status_code == 403
    assert ask(secret).status_code == 403
    app_of(head)
    assert ask(secret).status_code == 200


def test_each_asking_gives_a_new_token_and_none_that_there_was(client, officer):
    first = made(officer)
    body = {"username": officer.username, "password": PASSWORD}
    second = client.post("/api/v1/token/", body, content_type="application/json").json()["token"]
    assert second != first and ApiToken.objects.count() == 2


def test_using_a_token_is_noted_once_an_hour(officer):
    secret = made(officer)
    ask(secret)
    used = ApiToken.objects.get().used_at
    ask(secret)
    assert ApiToken.objects.get().used_at == used is not None


def test_a_token_for_somebody_else_is_not_made(client, officer):
    other = person("officer", "1006")
    sign_in(client, officer)
    client.post(reverse("tokens"), {"name": "x", "user": other.pk, "user_id": other.pk})
    assert ApiToken.objects.get().user == officer
