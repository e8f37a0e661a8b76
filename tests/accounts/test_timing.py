"""How long a wrong sign-in takes says nothing of whether the name is known (F22)."""

import statistics
import time
from datetime import datetime

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts import entering, guarding
from accounts.models import SignInTry, User

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]
SAMPLES = 40


@pytest.fixture(autouse=True)
def slow_hasher(settings, monkeypatch):
    """The hasher of production, with a thirtieth of its rounds: what differs beside it shows the more."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    monkeypatch.setattr(PBKDF2PasswordHasher, "iterations", 30_000)


def cost(username: str, number: int) -> float:
    """Thread seconds of one wrong try; what other processes do meanwhile does not count."""
    request = RequestFactory().post("/accounts/login/")
    before = time.thread_time()
    entering.checked(request, username, f"wrong {number}", at=with_no_tries())
    return time.thread_time() - before


def with_no_tries() -> datetime:
    """Now, and nothing is counted of what went before."""
    SignInTry.objects.all().delete()
    return timezone.now()


def test_a_known_and_an_unknown_name_cost_the_same(officer):
    officer.set_password("what is right")
    officer.save()
    for name in (officer.username, "nobody"):
        cost(name, 0)
    costs = [(cost(officer.username, number), cost("nobody", number)) for number in range(SAMPLES)]
    known, unknown = (statistics.median(column) for column in zip(*costs, strict=True))
    assert abs(known - unknown) / max(known, unknown) <= 0.05, (known, unknown)


@pytest.mark.parametrize("state", [{"is_active": False}, {"password": "!"}])
def test_a_disabled_account_and_one_without_a_password_are_hashed_too(state, officer, monkeypatch):
    hashed = []
    encode = PBKDF2PasswordHasher.encode
    monkeypatch.setattr(
        PBKDF2PasswordHasher, "encode", lambda *given, **named: hashed.append(1) or encode(*given, **named)
    )
    officer.set_password("what is right")
    User.objects.filter(pk=officer.pk).update(**{"password": officer.password, **state})
    hashed.clear()
    cost(officer.username, 1)
    assert len(hashed) == 1


def test_known_and_unknown_names_cost_the_same_statements(officer):
    counts = []
    for name in (officer.username, "nobody"):
        with CaptureQueriesContext(connection) as asked:
            entering.checked(RequestFactory().post("/"), name, "wrong", at=with_no_tries())
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_an_account_that_rests_is_answered_without_hashing(officer):
    for number in range(guarding.WRONG_TRIES):
        request = RequestFactory().post("/")
        entering.checked(request, officer.username, f"wrong {number}", at=timezone.now())
    with pytest.raises(guarding.Resting):
        entering.checked(RequestFactory().post("/"), officer.username, "what is right", at=timezone.now())
