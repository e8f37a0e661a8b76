"""What stands at the head of every kind of answer behind TLS, word for word: `headers.json`."""

import json
from pathlib import Path

import pytest
from django.core.exceptions import SuspiciousOperation
from django.db import OperationalError
from django.test import Client
from django.urls import path

from accounts.choices import Role
from bkkhousing import urls

EXPECTED = json.loads(Path(__file__).with_name("headers.json").read_text(encoding="utf-8"))
OF_THE_MOMENT = {"Content-Length", "Date", "Last-Modified", "ETag", "Expires", "Shell-Version"}
DRAWN_FOR_NOBODY = {"service worker", "entry page"}  # the device keeps these, and a person is put in there
CSV = "/dashboard/explorer/table/?file=csv"


def odd(request):
    raise SuspiciousOperation


def broken(request):
    raise RuntimeError


def away(request):
    raise OperationalError


urlpatterns = [path("odd/", odd), path("broken/", broken), path("away/", away), *urls.urlpatterns]
handler400, handler403, handler404, handler500 = (
    urls.handler400,
    urls.handler403,
    urls.handler404,
    urls.handler500,
)

# Who asks for what: each a kind of answer.
KINDS = {
    "sign-in": ("stranger", "/accounts/login/"),
    "page": ("officer", "/surveys/"),
    "entry page": ("officer", "/surveys/new/"),
    "admin": ("administrator", "/admin/"),
    "admin to a stranger": ("stranger", "/admin/"),
    "documents of the API": ("officer", "/api/v1/docs/"),
    "API": ("officer", "/api/v1/rounds/"),
    "API to a stranger": ("stranger", "/api/v1/rounds/"),
    "file": ("analyst", CSV),
    "open data": ("stranger", "/open-data/"),
    "static": ("stranger", "/static/css/base.css"),
    "service worker": ("officer", "/sw.js"),
    "health": ("stranger", "/healthz/"),
    "redirect to sign-in": ("stranger", "/surveys/"),
    "400": ("stranger", "/odd/"),
    "403": ("analyst", "/review/"),
    "404": ("officer", "/nowhere/"),
    "404 of the API": ("officer", "/api/v1/nowhere/"),
    "405": ("officer", "/reminders/seen/"),
    "500": ("officer", "/broken/"),
    "503": ("officer", "/away/"),
}


@pytest.fixture
def ask(request, settings, round_2570):
    """The answer to one of the kinds, as a browser behind TLS gets it."""
    for name, value in settings.ON_TLS.items():
        setattr(settings, name, value)
    settings.ROOT_URLCONF = __name__
    settings.WHITENOISE_USE_FINDERS = settings.WHITENOISE_AUTOREFRESH = True

    def asked(who: str, address: str):
        client = Client(raise_request_exception=False)
        if who != "stranger":
            person = request.getfixturevalue(who)
            type(person).objects.filter(pk=person.pk, role=Role.ADMIN).update(
                is_staff=True, is_superuser=True
            )
            client.force_login(person)
        return client.get(address, secure=True, headers={"X-Forwarded-Proto": "https"})

    return asked


def heads(reply) -> dict:
    found = {name: value for name, value in reply.headers.items() if name not in OF_THE_MOMENT}
    if "X-Request-ID" in found:
        found["X-Request-ID"] = f"{len(found['X-Request-ID'])} letters"
    return {
        "status": reply.status_code,
        "headers": found,
        "cookies": {one.key: cookie(one) for one in reply.cookies.values()},
    }


def cookie(morsel) -> dict:
    return {name: value for name, value in sorted(morsel.items()) if value and name != "expires"}


@pytest.mark.django_db
@pytest.mark.either_database
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_answer_says_at_its_head_what_is_written_down(kind, ask):
    """T18: ASVS 3.3, 3.4"""
    assert heads(ask(*KINDS[kind])) == EXPECTED[kind]


def test_the_file_names_no_other_kind():
    assert set(EXPECTED) == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_no_kind_lets_a_script_run_that_is_not_ours(kind):
    policy = EXPECTED[kind]["headers"]["Content-Security-Policy"]
    assert "unsafe" not in policy and "http" not in policy and "*" not in policy
    assert "script-src 'self';" in policy or policy.startswith("default-src 'none'")
    assert "frame-ancestors 'none'" in policy or kind == "static"


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_forbids_guessing_types_asks_for_tls_and_is_for_us_alone(kind):
    heads = EXPECTED[kind]["headers"]
    assert heads["X-Content-Type-Options"] == "nosniff"
    assert heads["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"
    assert heads["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "Server" not in heads and "X-Powered-By" not in heads


@pytest.mark.parametrize("kind", [kind for kind, (who, _address) in KINDS.items() if who != "stranger"])
def test_nothing_that_a_person_was_shown_is_kept(kind):
    kept = EXPECTED[kind]["headers"]["Cache-Control"]
    assert "no-store" in kept or kind in DRAWN_FOR_NOBODY, kept


@pytest.mark.parametrize("kind", KINDS)
def test_every_cookie_is_ours_alone_and_travels_over_tls_only(kind):
    for name, facts in EXPECTED[kind]["cookies"].items():
        assert name.startswith("__Host-") and facts["secure"] and facts["path"] == "/"
        assert facts["samesite"] == "Lax" and "domain" not in facts
        assert facts.get("httponly") or name == "__Host-csrftoken"


@pytest.mark.django_db
def test_the_cookie_of_a_session_is_out_of_reach_of_scripts(ask, officer, settings):
    officer.set_password("a-long-word-for-tests")
    officer.save()
    client = Client()
    given = {"username": officer.username, "password": "a-long-word-for-tests"}
    reply = client.post("/accounts/login/", given, secure=True, headers={"X-Forwarded-Proto": "https"})
    facts = reply.cookies["__Host-sessionid"]
    assert facts["httponly"] and facts["secure"] and facts["samesite"] == "Lax" and facts["path"] == "/"


@pytest.mark.django_db
def test_plain_http_is_sent_to_tls_before_anything_else(ask, client):
    reply = client.get("/surveys/?q=x")
    assert (reply.status_code, reply["Location"]) == (301, "https://testserver/surveys/?q=x")
    assert client.get("/healthz/").status_code == 200
