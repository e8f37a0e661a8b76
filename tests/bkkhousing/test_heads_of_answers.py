"""What is said at the head of an answer, by its kind and by who asked; and the keys that sign and blind."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpResponse
from django.test import RequestFactory

from bkkhousing.logs import LONG_NUMBER
from bkkhousing.middleware import ContentSecurityPolicy, PrivatePages, ShortHeads, is_data
from bkkhousing.secrets import KNOWN_KEYS, SHORTEST_KEY, accepted_key, derived_key

DRAWN = "Vq3ZtR8mKx1LwP0sYb7NcHj5Ud2EoGf4"
OF_PAGES = {
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def policy(path: str = "/", content_type: str = "text/html", **facts) -> str:
    request = RequestFactory().get(path)
    vars(request).update(facts)
    answer = ContentSecurityPolicy(lambda request: HttpResponse(content_type=content_type))(request)
    return answer["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("content_type", "found"),
    [
        ("application/json", True),
        ("application/json; charset=utf-8", True),
        ("application/jsonp", False),
        ("application/problem+json", False),
        ("text/html; charset=utf-8", False),
        ("", False),
    ],
)
def test_an_answer_is_data_by_its_kind_alone(content_type, found):
    assert is_data(HttpResponse(headers={"Content-Type": content_type})) is found


@pytest.mark.parametrize(
    "path", ["/static", "/x/static/", "/api/v1/docs", "/api/v1/docs/x/", "/api/v1/docs//"]
)
def test_an_address_that_only_resembles_an_exception_is_held_to_the_strict_policy(path):
    assert "style-src 'self';" in policy(path) and "unsafe" not in policy(path)


def test_a_map_of_imports_is_admitted_by_its_hash_and_nothing_else_is():
    found = policy(inline_script="'sha256-abc='")
    assert "script-src 'self' 'sha256-abc=';" in found and "style-src 'self';" in found
    assert policy(inline_script="") == policy()


def test_a_view_that_states_its_own_policy_keeps_it():
    given = HttpResponse(headers={"Content-Security-Policy": "default-src 'none'"})
    assert (
        ContentSecurityPolicy(lambda request: given)(RequestFactory().get("/"))["Content-Security-Policy"]
        == "default-src 'none'"
    )


@pytest.mark.parametrize(
    ("method", "status", "content_type", "left"),
    [
        ("get", 200, "application/json", set()),
        ("get", 405, "application/json", {"Allow"}),
        ("options", 200, "application/json", {"Allow"}),
        ("get", 200, "text/html", {"Allow", *OF_PAGES}),
    ],
)
def test_data_says_only_what_has_a_meaning_for_data(method, status, content_type, left):
    given = HttpResponse(status=status, headers={"Content-Type": content_type, "Allow": "GET", **OF_PAGES})
    answer = ShortHeads(lambda request: given)(getattr(RequestFactory(), method)("/"))
    assert set(answer.headers) & {"Allow", *OF_PAGES} == left


def test_a_page_of_nobody_in_particular_may_be_kept():
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    assert not PrivatePages(lambda request: HttpResponse())(request).has_header("Cache-Control")


@pytest.mark.parametrize(("length", "is_accepted"), [(SHORTEST_KEY - 1, False), (SHORTEST_KEY, True)])
def test_a_key_is_long_enough_or_refused_under_its_own_name(length, is_accepted):
    if is_accepted:
        assert accepted_key(DRAWN[:length], debug=False)
    else:
        with pytest.raises(ImproperlyConfigured, match="BLIND_INDEX_KEY"):
            accepted_key(DRAWN[:length], debug=False, name="BLIND_INDEX_KEY")


@pytest.mark.parametrize("key", sorted(KNOWN_KEYS))
def test_no_well_known_key_signs_anything_in_production(key):
    with pytest.raises(ImproperlyConfigured):
        accepted_key(key, debug=False)


def test_a_derived_key_is_its_own_for_each_purpose_and_each_key():
    keys = {derived_key(key, purpose) for key in ("k" * 40, "l" * 40) for purpose in ("blind", "device")}
    assert len(keys) == 4 and all(accepted_key(key, debug=False) for key in keys)
    assert not any("k" * 8 in key for key in keys)


@pytest.mark.parametrize(
    ("text", "is_hidden"),
    [
        ("12345678", False),
        ("123456789", True),
        ("12-34-56-78-9", True),
        ("12--3456789", False),
        ("๐๘๑๒๓๔๕๖๗๘", True),
    ],
)
def test_a_number_as_long_as_a_phone_is_hidden_in_any_digits(text, is_hidden):
    assert bool(LONG_NUMBER.search(text)) is is_hidden
