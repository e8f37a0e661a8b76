"""Passkeys: made, shown beside the password and in place of it, and false ones refused."""

import pytest
from django.test import Client

from accounts.models import SecondFactor
from tests.accounts.signing import Passkey, add_passkey, ask, is_in, long_ago, show_passkey, sign_in
from tests.factories import person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def served_as_a_site(settings):
    settings.ALLOWED_HOSTS = ["localhost", "testserver"]


@pytest.fixture
def passkey(head) -> Passkey:
    """A passkey of the head's."""
    made, client = Passkey(), Client()
    sign_in(client, head)
    assert add_passkey(client, made).status_code == 200
    return made


def test_a_passkey_signs_in_without_name_and_password(client, head, passkey):
    reply = show_passkey(client, passkey, "?next=/review/")
    assert reply.json() == {"to": "/review/"} and is_in(client)


def test_a_passkey_counts_as_password_and_second_factor(settings, client, head, passkey):
    settings.SECOND_FACTOR_REQUIRED = True
    show_passkey(client, passkey)
    assert client.get("/").status_code == 200


def test_a_passkey_is_the_second_factor_after_the_password(client, head, passkey):
    sign_in(client, head, next="/review/")
    assert not is_in(client)
    assert show_passkey(client, passkey).json() == {"to": "/review/"} and is_in(client)


def test_the_passkey_of_somebody_else_is_no_second_factor(client, head, passkey):
    other = person("head", "1006")
    mine, own = Passkey(name=b"another"), Client()
    sign_in(own, other)
    add_passkey(own, mine)
    sign_in(client, head)
    asked = ask(client, "passkey_sign_in").json()
    assert [one["id"] for one in asked["allowCredentials"]] == [passkey.shown(asked)["id"]]
    assert ask(client, "passkey_sign_in", mine.shown(asked)).status_code == 400 and not is_in(client)


@pytest.mark.parametrize(
    "false",
    [
        Passkey(),  # the name of the right one with another key
        Passkey(origin="https://evil.example"),
        Passkey(origin="http://localhost.evil.example"),
        Passkey(flags=0x01),  # somebody was there, nobody knows who
        Passkey(flags=0x00),
        Passkey(name=b"unknown"),
    ],
)
def test_a_false_passkey_is_refused(false, client, passkey):
    if false.origin != Passkey.origin or false.flags != Passkey.flags:
        false.key = passkey.key
    assert show_passkey(client, false).status_code == 400 and not is_in(client)


def test_an_answer_is_good_once_and_for_its_own_browser(client, passkey):
    asked = ask(client, "passkey_sign_in").json()
    answer = passkey.shown(asked)
    stranger = Client()
    assert ask(stranger, "passkey_sign_in", answer).status_code == 400
    assert ask(client, "passkey_sign_in", answer).status_code == 200
    client.post("/accounts/logout/")
    assert ask(client, "passkey_sign_in", answer).status_code == 400


@pytest.mark.parametrize(
    "answer", [{}, {"rawId": 5}, {"rawId": "x" * 5000}, {"rawId": "\x00"}, {"response": []}]
)
def test_what_is_no_answer_is_refused(answer, client, passkey):
    ask(client, "passkey_sign_in")
    assert ask(client, "passkey_sign_in", answer).status_code == 400


@pytest.mark.parametrize("body", ["[", "[]", "null", "5", '"x"', "\x00"])
def test_what_cannot_be_read_is_refused(body, client, passkey):
    reply = client.post(
        "/accounts/passkey/", body, content_type="application/json", headers={"Host": "localhost"}
    )
    assert reply.status_code == 400


def test_who_was_disabled_does_not_come_in_with_a_passkey(client, head, passkey):
    type(head).objects.filter(pk=head.pk).update(is_active=False)
    assert show_passkey(client, passkey).status_code == 400 and not is_in(client)


def test_a_false_new_passkey_is_not_added(client, head):
    sign_in(client, head)
    assert add_passkey(client, Passkey(origin="https://evil.example")).status_code == 400
    assert not SecondFactor.objects.exists()


def test_a_passkey_is_added_by_who_has_just_proved_who_they_are(client, head):
    sign_in(client, head)
    long_ago(client)
    assert ask(client, "factor_passkey").status_code == 400
