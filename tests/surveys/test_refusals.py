"""Every way in which the product says no: a code of its own, a status, a sentence that says what to do."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import translation
from rest_framework import exceptions

from surveys import refusals
from surveys.api.errors import SENTENCES, explain
from surveys.refusals import Conflict, HasProblems, Refused

PLAIN = [
    kind
    for kind in vars(refusals).values()
    if isinstance(kind, type) and issubclass(kind, Refused) and kind.__init__ is Refused.__init__
]
KINDS = [kind for kind in vars(refusals).values() if isinstance(kind, type) and issubclass(kind, Refused)]


def named(kind) -> str:
    return kind.__name__


def said(error: Exception) -> tuple[int, dict]:
    answer = explain(error, {})
    return answer.status_code, answer.data


def test_every_refusal_has_a_code_of_its_own():
    codes = [kind.code for kind in KINDS]
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize("kind", KINDS, ids=named)
def test_a_refusal_is_a_fault_of_the_request_and_not_of_ours(kind):
    assert 400 <= kind.status < 500


@pytest.mark.parametrize("kind", PLAIN, ids=named)
def test_a_refusal_is_answered_by_code_and_sentence(kind):
    status, answer = said(kind())
    assert (status, answer["code"]) == (kind.status, kind.code)
    assert set(answer) == {"code", "sentence"} and answer["sentence"] == str(kind.sentence)


@pytest.mark.parametrize("kind", [kind for kind in PLAIN if kind is not Refused], ids=named)
def test_a_refusal_says_what_to_do(kind):
    assert "—" in str(kind.sentence)


@pytest.mark.parametrize("kind", PLAIN, ids=named)
def test_a_refusal_may_say_something_more_exact(kind):
    status, answer = said(kind("เขียนเหตุผลก่อน"))
    assert (status, answer["sentence"]) == (kind.status, "เขียนเหตุผลก่อน")


@pytest.mark.parametrize("kind", PLAIN, ids=named)
def test_what_a_refusal_logs_is_its_code_alone(kind):
    assert str(kind("สมชาย 1234567890121")) == kind.code


def test_a_conflict_carries_both_versions():
    error = Conflict(stored="ฉบับที่เก็บ", yours={"answers": {}})
    assert (error.stored, error.yours, error.code, error.status) == (
        "ฉบับที่เก็บ",
        {"answers": {}},
        "conflict",
        409,
    )


def test_problems_that_are_left_come_along():
    assert HasProblems([1, 2]).problems == [1, 2]


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (Http404(), 404, "not_found"),
        (Http404("สมชาย"), 404, "not_found"),
        (exceptions.NotFound(), 404, "not_found"),
        (PermissionDenied(), 403, "permission_denied"),
        (PermissionDenied("สมชาย"), 403, "permission_denied"),
        (exceptions.PermissionDenied(), 403, "permission_denied"),
        (exceptions.NotAuthenticated(), 401, "not_authenticated"),
        (exceptions.AuthenticationFailed(), 401, "authentication_failed"),
        (exceptions.MethodNotAllowed("PATCH"), 405, "method_not_allowed"),
        (exceptions.UnsupportedMediaType("text/plain"), 415, "unsupported_media_type"),
        (exceptions.NotAcceptable(), 406, "not_acceptable"),
        (exceptions.ParseError(), 400, "parse_error"),
        (exceptions.ParseError(code="bad_json"), 400, "bad_json"),
        (exceptions.ValidationError({"round": ["สมชาย"]}), 400, "invalid"),
        (exceptions.ValidationError("สมชาย"), 400, "invalid"),
    ],
)
def test_every_other_no_has_the_same_shape_and_repeats_nothing(error, status, code):
    found_status, answer = said(error)
    assert (found_status, answer["code"]) == (status, code)
    assert answer["sentence"] == str(SENTENCES[code]) and "สมชาย" not in str(answer)


@pytest.mark.parametrize("error", [ValueError("สมชาย"), KeyError("x"), RuntimeError(), ZeroDivisionError()])
def test_a_fault_of_ours_is_left_to_django(error):
    assert explain(error, {}) is None


@pytest.mark.parametrize("code", SENTENCES)
def test_what_the_api_says_is_thai_first_and_english_on_demand(code):
    thai = str(SENTENCES[code])
    assert any("ก" <= letter <= "๛" for letter in thai)
    with translation.override("en"):
        assert not any("ก" <= letter <= "๛" for letter in str(SENTENCES[code]))
