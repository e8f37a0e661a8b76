"""Whatever goes wrong, the interface answers with a code and one sentence, and with nothing that was typed."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from rest_framework import exceptions

from surveys import refusals
from surveys.api.author import HEADER, InOwnName
from surveys.api.errors import SENTENCES, explain

SECRET = "1234567890121"
REFUSALS = sorted(
    (one for one in vars(refusals).values() if isinstance(one, type) and one.__module__ == refusals.__name__),
    key=lambda one: one.__name__,
)
PLAIN = [one for one in REFUSALS if one.__init__ is refusals.Refused.__init__]


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (Http404(SECRET), 404, "not_found"),
        (exceptions.NotFound(SECRET), 404, "not_found"),
        (PermissionDenied(SECRET), 403, "permission_denied"),
        (exceptions.PermissionDenied(SECRET), 403, "permission_denied"),
        (exceptions.NotAuthenticated(SECRET), 401, "not_authenticated"),
        (exceptions.AuthenticationFailed(SECRET), 401, "authentication_failed"),
        (exceptions.MethodNotAllowed(SECRET), 405, "method_not_allowed"),
        (exceptions.UnsupportedMediaType(SECRET), 415, "unsupported_media_type"),
        (exceptions.NotAcceptable(SECRET), 406, "not_acceptable"),
        (exceptions.ParseError(SECRET), 400, "parse_error"),
        (exceptions.ValidationError(SECRET), 400, "invalid"),
        (exceptions.ValidationError({"q": [SECRET]}), 400, "invalid"),
    ],
)
def test_an_error_is_a_code_and_our_own_sentence(error, status, code):
    answer = explain(error, {})
    assert (answer.status_code, answer.data["code"]) == (status, code)
    assert answer.data == {"code": code, "sentence": str(SENTENCES[code])} and SECRET not in str(answer.data)


@pytest.mark.parametrize("refusal", PLAIN, ids=lambda one: one.__name__)
def test_a_refusal_is_answered_with_its_code_sentence_and_status(refusal):
    answer = explain(refusal(), {})
    assert answer.status_code == refusal.status and 400 <= refusal.status < 500
    assert answer.data == {"code": refusal.code, "sentence": str(refusal.sentence)}


@pytest.mark.parametrize("refusal", PLAIN, ids=lambda one: one.__name__)
def test_a_refusal_may_say_more_exactly_what_is_wrong(refusal):
    assert explain(refusal("เหตุผลที่ตรงกว่า"), {}).data["sentence"] == "เหตุผลที่ตรงกว่า"
    assert str(refusal().sentence) != "เหตุผลที่ตรงกว่า"


def test_no_two_refusals_share_a_code():
    codes = [refusal.code for refusal in REFUSALS if "code" in vars(refusal)]
    assert len(codes) == len(set(codes)) > 10


@pytest.mark.parametrize("error", [ValueError(SECRET), KeyError(SECRET), RuntimeError()])
def test_a_fault_of_ours_is_left_to_be_reported(error):
    assert explain(error, {}) is None


class Door:
    """What lies below the mixin: it lets everybody in."""

    def initial(self, request):
        self.let_in = True


class Written(InOwnName, Door):
    pass


@pytest.mark.parametrize(
    ("method", "author", "refused"),
    [
        ("put", None, False),
        ("put", "7", False),
        ("put", "8", True),
        ("put", "", True),
        ("put", "07", True),
        ("post", "8", True),
        ("delete", "8", True),
        ("patch", "8", True),
        ("get", "8", False),
        ("head", "8", False),
        ("options", "8", False),
    ],
)
def test_only_the_author_sends_a_form(method, author, refused, rf, django_user_model):
    request = rf.generic(method.upper(), "/", headers={HEADER: author} if author is not None else {})
    request.user, door = django_user_model(pk=7), Written()
    if not refused:
        assert door.initial(request) is None and door.let_in
        return
    with pytest.raises(refusals.OtherPerson):
        door.initial(request)
