"""Adding and removing second factors: shown once, proved first, never the last one of somebody who needs it."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import totp
from accounts.models import RecoveryCode, SecondFactor
from tests.accounts.signing import app_of, enter, is_in, long_ago, show, sign_in

pytestmark = pytest.mark.django_db
SHOWN = re.compile(r"data-secret>([A-Z2-7 ]+)<")


@pytest.fixture
def required(settings):
    settings.SECOND_FACTOR_REQUIRED = True


def add_app(client: Client):
    """Scan, and type the first code."""
    client.get(reverse("factor_app"))
    secret = client.session["new_app"]
    typed = totp.code(secret, totp.step_of(timezone.now().timestamp()))
    return client.post(reverse("factor_app"), {"code": f"{typed[:3]} {typed[3:]}"})


def test_the_first_app_opens_everything_and_brings_ten_codes(required, client, head):
    sign_in(client, head)
    page = add_app(client).content.decode()
    assert len(re.findall(r"<li>[a-z2-9]{5}-[a-z2-9]{5}</li>", page)) == 10
    assert client.get(reverse("home")).status_code == 200


def test_the_codes_are_shown_once(required, client, head):
    sign_in(client, head)
    reply = add_app(client)
    shown = re.findall(r"<li>([a-z2-9]{5}-[a-z2-9]{5})</li>", reply.content.decode())
    assert "no-store" in reply["Cache-Control"]
    again = client.get(reverse("factors")).content.decode()
    assert not any(one in again for one in shown) and RecoveryCode.objects.count() == 10


def test_a_wrong_first_code_adds_nothing(client, head):
    sign_in(client, head)
    client.get(reverse("factor_app"))
    assert client.post(reverse("factor_app"), {"code": "000000"}).status_code == 200
    assert not SecondFactor.objects.exists()


def test_the_secret_on_the_page_is_the_one_that_is_asked_for_and_is_sealed_in_the_database(client, head):
    sign_in(client, head)
    shown = SHOWN.search(client.get(reverse("factor_app")).content.decode()).group(1)
    assert shown == totp.shown(client.session["new_app"])
    secret = client.session["new_app"]
    add_app(client)
    (kept,) = SecondFactor.objects.extra(select={"raw": "secret"}).values_list("raw", flat=True)
    assert SecondFactor.objects.get().secret == secret and secret not in kept


def test_the_code_that_added_the_app_does_not_sign_in(client, head):
    sign_in(client, head)
    add_app(client)
    secret = SecondFactor.objects.get().secret
    other = Client()
    sign_in(other, head)
    show(other, totp.code(secret, totp.step_of(timezone.now().timestamp())))
    assert not is_in(other)


def test_a_second_app_takes_the_place_of_the_first(client, head):
    app_of(head)
    add_app(enter(head))
    assert SecondFactor.objects.count() == 1


@pytest.mark.parametrize("route", ["factors", "factor_app", "tokens"])
def test_who_signed_in_long_ago_gives_the_password_again(route, officer, client):
    sign_in(client, officer)
    long_ago(client)
    asked = client.get(reverse(route))
    assert asked["Location"].startswith(reverse("prove_again"))
    assert client.post(asked["Location"], {"password": "ไม่ใช่รหัสนี้"}).status_code == 200
    assert client.post(asked["Location"], {"password": "บ้านมั่นคง-2570-ทดสอบ"})["Location"] == reverse(route)
    assert client.get(reverse(route)).status_code == 200


def test_the_password_is_guessed_five_times_at_most_by_who_found_an_open_browser(officer, client):
    sign_in(client, officer)
    long_ago(client)
    for _time in range(5):
        client.post(reverse("prove_again"), {"password": "ไม่ใช่รหัสนี้"})
    reply = client.post(reverse("prove_again"), {"password": "บ้านมั่นคง-2570-ทดสอบ"})
    assert "พักการเข้าสู่ระบบ" in reply.content.decode()


def test_the_last_factor_of_a_head_stays(required, head):
    factor = app_of(head)
    enter(head).post(reverse("factors"), {"factor": factor.pk})
    assert SecondFactor.objects.exists()


def test_an_officer_may_go_without_again(required, officer):
    factor = app_of(officer)
    enter(officer).post(reverse("factors"), {"factor": factor.pk})
    assert not SecondFactor.objects.exists()


@pytest.mark.parametrize("named", ["", "x", "-1", "999999", "9" * 40, "1 OR 1=1"])
def test_nobody_removes_what_is_not_theirs(named, officer, head):
    theirs = app_of(head)
    app_of(officer)
    client = enter(officer)
    assert client.post(reverse("factors"), {"factor": named}).status_code == 404
    assert client.post(reverse("factors"), {"factor": theirs.pk}).status_code == 404
    assert SecondFactor.objects.count() == 2


def test_new_codes_end_the_former_ones(officer):
    app_of(officer)
    client = enter(officer)
    first = client.post(reverse("recovery_codes")).context["codes"]
    client.post(reverse("recovery_codes"))
    other = Client()
    sign_in(other, officer)
    show(other, first[0])
    assert not is_in(other)


def test_codes_without_a_factor_are_not_made(officer, client):
    sign_in(client, officer)
    assert client.post(reverse("recovery_codes"))["Location"] == reverse("factors")
    assert not RecoveryCode.objects.exists()
