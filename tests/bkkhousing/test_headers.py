"""Headers that every answer carries."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from bkkhousing.middleware import ContentSecurityPolicy, PrivatePages, ShortHeads, ThaiFirstLocale


class Person:
    is_authenticated = True


def answered(middleware, respond, **headers):
    request = RequestFactory().get("/", **headers)
    request.user = Person()
    return request, middleware(respond)(request)


@pytest.mark.parametrize("path", ["/nowhere/", "/accounts/login/", "/admin/login/"])
def test_every_answer_allows_scripts_and_styles_from_here_alone(client, db, path):
    policy = client.get(path)["Content-Security-Policy"]
    assert "script-src 'self';" in policy
    assert "style-src 'self';" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


def test_an_answer_in_json_may_neither_load_nor_be_framed_and_says_no_more_than_that(client, db):
    headers = client.get("/api/v1/rounds/").headers
    assert headers["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert not {*ShortHeads.of_pages, "Allow"} & set(headers)


def test_who_asks_which_methods_an_address_takes_is_told(client, db):
    assert "GET" in client.options("/api/v1/rounds/")["Allow"]


@pytest.mark.parametrize(("kept", "varies"), [("no-store, private", False), ("private, no-cache", True)])
def test_only_what_may_be_stored_says_with_what_it_varies(kept, varies):
    heads = {"Content-Type": "application/json", "Cache-Control": kept, "Vary": "Cookie"}
    answer = ShortHeads(lambda request: HttpResponse(headers=heads))(RequestFactory().get("/"))
    assert answer.has_header("Vary") is varies


def test_a_static_file_may_load_nothing_itself():
    request = RequestFactory().get("/static/img/mark.svg")
    assert (
        ContentSecurityPolicy(lambda request: HttpResponse())(request)["Content-Security-Policy"]
        == "default-src 'none'"
    )


def test_every_answer_forbids_guessing_types_and_framing(client, db):
    answer = client.get("/accounts/login/")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "same-origin"


def test_a_page_of_a_signed_in_person_is_not_kept():
    _, answer = answered(PrivatePages, lambda request: HttpResponse())
    assert "no-store" in answer["Cache-Control"]


def test_a_view_may_say_what_may_be_kept():
    _, answer = answered(PrivatePages, lambda request: HttpResponse(headers={"Cache-Control": "max-age=60"}))
    assert answer["Cache-Control"] == "max-age=60"


def test_the_language_of_the_browser_does_not_take_thai_away():
    request, _ = answered(ThaiFirstLocale, lambda request: HttpResponse(), HTTP_ACCEPT_LANGUAGE="en")
    assert request.LANGUAGE_CODE == "th"


def test_the_language_a_person_chose_stays(client, db):
    client.post("/language/setlang/", {"language": "en"})
    assert client.get("/accounts/login/")["Content-Language"] == "en"
