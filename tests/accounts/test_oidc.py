"""The city's own provider lets existing accounts in; whatever it says wrongly lets nobody in."""

import time
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.accounts.provider import CLIENT, SECRET, Provider, served
from tests.accounts.signing import app_of, code, is_in, show
from tests.factories import person

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def running():
    provider = Provider()
    server = served(provider)
    yield provider
    server.shutdown()
    server.server_close()


@pytest.fixture
def provider(running, settings, officer):
    """The provider as every test finds it: it vouches for the officer's e-mail."""
    running.claims = {"email": "Officer@bangkok.example", "email_verified": True}
    running.said, running.asked, running.signing_key, running.algorithm = {}, {}, None, "RS256"
    User.objects.filter(pk=officer.pk).update(email="officer@bangkok.example")
    settings.OIDC = {
        "name": "กทม.",
        "server": running.address,
        "client": CLIENT,
        "secret": SECRET,
        "claim": "email",
    }
    return running


def leave(client: Client, provider: Provider, to: str = "/surveys/") -> dict:
    """Off to the provider; what it was asked."""
    address = urlsplit(client.get(reverse("oidc_start"), {"next": to})["Location"])
    assert address.path == "/authorize"
    provider.asked = {name: values[0] for name, values in parse_qs(address.query).items()}
    return provider.asked


def come_back(client: Client, provider: Provider, **given):
    return client.get(reverse("oidc_back"), {"code": "a-code", "state": provider.asked.get("state"), **given})


def walk(client: Client, provider: Provider, to: str = "/surveys/"):
    leave(client, provider, to)
    return come_back(client, provider)


def test_an_existing_account_comes_in_and_to_the_page_it_wanted(client, provider, officer):
    assert walk(client, provider)["Location"] == "/surveys/"
    assert client.session["_auth_user_id"] == str(officer.pk)


def test_the_sign_in_page_offers_the_provider_where_there_is_one(client, provider, settings):
    assert "เข้าด้วย กทม." in client.get(reverse("login")).content.decode()
    settings.OIDC = {**settings.OIDC, "server": ""}
    assert "เข้าด้วย กทม." not in client.get(reverse("login")).content.decode()
    assert (
        client.get(reverse("oidc_start")).status_code == client.get(reverse("oidc_back")).status_code == 404
    )


def test_the_second_factor_is_asked_for_as_after_a_password(client, provider, officer):
    app_of(officer)
    assert walk(client, provider)["Location"] == reverse("second_factor")
    assert not is_in(client)
    assert show(client, code())["Location"] == "/surveys/" and is_in(client)


def test_nobody_is_sent_elsewhere_afterwards(client, provider):
    assert walk(client, provider, "https://evil.example/")["Location"] == "/"


@pytest.mark.parametrize(
    "claims",
    [
        {"email_verified": False},
        {"email_verified": "true"},
        {"email_verified": None},
        {"email": "stranger@bangkok.example"},
        {"email": ""},
        {"email": None},
        {"email": "%"},
        {"nonce": "another"},
        {"nonce": None},
        {"aud": "another-client"},
        {"iss": "https://evil.example"},
        {"exp": int(time.time()) - 3600},
        {"iat": int(time.time()) + 3600},
    ],
)
def test_what_does_not_vouch_for_an_account_lets_nobody_in(claims, client, provider):
    provider.claims |= claims
    people = User.objects.count()
    assert walk(client, provider)["Location"] == reverse("login")
    assert not is_in(client) and User.objects.count() == people


def test_a_token_signed_by_somebody_else_lets_nobody_in(client, provider):
    provider.signing_key = rsa.generate_private_key(65537, 2048)
    walk(client, provider)
    assert not is_in(client)


def test_a_token_signed_with_the_public_secret_or_not_at_all_lets_nobody_in(client, provider):
    provider.signing_key, provider.algorithm = SECRET * 2, "HS256"
    walk(client, provider)
    assert not is_in(client)
    provider.token = lambda: jwt.encode(provider.claims, None, "none")
    try:
        walk(client, provider)
    finally:
        del provider.token
    assert not is_in(client)


@pytest.mark.parametrize("given", [{"state": "another"}, {"state": ""}, {"code": "another"}])
def test_an_answer_that_was_not_asked_for_lets_nobody_in(given, client, provider):
    leave(client, provider)
    come_back(client, provider, **given)
    assert not is_in(client)


def test_an_answer_is_good_once_and_in_the_browser_that_asked(client, provider):
    leave(client, provider)
    come_back(Client(), provider)
    stranger = Client()
    come_back(stranger, provider)
    assert not is_in(stranger)
    come_back(client, provider)
    assert is_in(client)
    client.post(reverse("logout"))
    come_back(client, provider)
    assert not is_in(client)


def test_two_accounts_with_one_e_mail_let_nobody_in(client, provider):
    person("officer", "1006")
    User.objects.filter(username="officer.1006").update(email="officer@bangkok.example")
    walk(client, provider)
    assert not is_in(client)


def test_a_disabled_account_does_not_come_in(client, provider, officer):
    User.objects.filter(pk=officer.pk).update(is_active=False)
    walk(client, provider)
    assert not is_in(client)


def test_an_account_is_found_by_its_name_where_the_operator_says_so(client, provider, settings, officer):
    settings.OIDC = {**settings.OIDC, "claim": "preferred_username"}
    provider.claims = {"preferred_username": officer.username, "role": "admin", "is_superuser": True}
    walk(client, provider)
    officer.refresh_from_db()
    assert is_in(client) and officer.role == "officer" and not officer.is_superuser


def test_a_provider_that_calls_itself_something_else_is_not_believed(client, provider):
    provider.said = {"issuer": "https://evil.example"}
    assert client.get(reverse("oidc_start"))["Location"] == reverse("login")


@pytest.mark.parametrize(
    "server", ["http://127.0.0.1:9", "http://evil.example", "file:///etc", "ftp://127.0.0.1"]
)
def test_a_provider_that_cannot_be_reached_or_trusted_is_said_to_be_so(server, client, provider, settings):
    settings.OIDC = {**settings.OIDC, "server": server}
    client.get(reverse("oidc_start"))
    assert "ติดต่อระบบยืนยันตัวตนไม่ได้" in client.get(reverse("login")).content.decode()


def test_who_declined_begins_anew(client, provider):
    state = leave(client, provider)["state"]
    assert client.get(reverse("oidc_back"), {"error": "access_denied", "state": state})[
        "Location"
    ] == reverse("login")
