"""The second factor: asked for after the password, needed by heads and above, good once (T19)."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts import proving
from accounts.models import RecoveryCode, SecondFactor
from tests.accounts.signing import app_of, code, enter, is_in, show, sign_in
from tests.factories import client_of, person

pytestmark = pytest.mark.django_db
GUARDED = ["head", "department", "analyst", "admin"]
CLOSED = [
    "/",
    "/surveys/",
    "/admin/",
    "/accounts/me/",
    "/accounts/tokens/",
    "/accounts/password/",
    "/dashboard/",
]


@pytest.fixture
def required(settings):
    settings.SECOND_FACTOR_REQUIRED = True


def of_role(role: str):
    user = person(role, "1026" if role in ("officer", "head") else None)
    type(user).objects.filter(pk=user.pk).update(is_staff=role == "admin", is_superuser=role == "admin")
    return user


def test_the_password_alone_signs_nobody_in_who_has_an_app(client, head):
    app_of(head)
    assert sign_in(client, head, next="/review/")["Location"] == reverse("second_factor")
    assert not is_in(client)
    assert client.get(reverse("home"))["Location"].startswith(reverse("login"))


def test_the_code_of_the_app_opens_the_page_that_was_wanted(client, head):
    app_of(head)
    sign_in(client, head, next="/review/")
    assert show(client, code())["Location"] == "/review/"
    assert is_in(client)


def test_a_code_that_was_used_is_refused(head):
    app_of(head)
    enter(head)
    second = Client()
    sign_in(second, head)
    assert show(second, code()).status_code == 200 and not is_in(second)


def test_an_older_code_than_the_last_one_is_refused(client, head):
    app_of(head)
    enter(head)
    sign_in(client, head)
    show(client, code(steps=-1))
    assert not is_in(client)


@pytest.mark.parametrize(("steps", "enters"), [(-2, False), (-1, True), (1, True), (2, False)])
def test_a_clock_may_be_one_half_minute_apart(steps, enters, client, head):
    app_of(head)
    sign_in(client, head)
    show(client, code(steps=steps))
    assert is_in(client) is enters


def test_after_five_wrong_codes_a_right_one_is_refused_as_well(client, head):
    app_of(head)
    sign_in(client, head)
    for _time in range(5):
        show(client, "000000")
    reply = show(client, code())
    assert not is_in(client) and "พักการเข้าสู่ระบบ" in reply.content.decode()


def test_five_wrong_codes_count_over_all_browsers(head):
    app_of(head)
    for _time in range(5):
        client = Client()
        sign_in(client, head)
        show(client, "000000")
    last = Client()
    sign_in(last, head)
    show(last, code())
    assert not is_in(last)


def test_nobody_shows_a_code_without_a_password(client, head):
    app_of(head)
    assert show(client, code())["Location"] == reverse("login")


def test_the_password_of_ten_minutes_ago_needs_to_be_given_again(client, head):
    app_of(head)
    sign_in(client, head)
    session = client.session
    session["waiting"] = {**session["waiting"], "at": "2026-01-01T00:00:00+00:00"}
    session.save()
    assert show(client, code())["Location"] == reverse("login")


@pytest.mark.parametrize("change", [{"is_active": False}, {"password": "!"}])
def test_who_was_disabled_or_got_another_password_meanwhile_stays_out(change, client, head):
    app_of(head)
    sign_in(client, head)
    type(head).objects.filter(pk=head.pk).update(**change)
    assert show(client, code())["Location"] == reverse("login")


def test_each_of_ten_recovery_codes_opens_once(client, head):
    app_of(head)
    codes = proving.new_recovery_codes(head, at=timezone.now())
    assert len(set(codes)) == 10
    sign_in(client, head)
    show(client, codes[0].upper())
    assert is_in(client)
    again = Client()
    sign_in(again, head)
    show(again, codes[0])
    assert not is_in(again)


def test_recovery_codes_cannot_be_read_from_the_database_and_open_for_their_owner_alone(
    client, head, officer
):
    app_of(head)
    app_of(officer)
    codes = proving.new_recovery_codes(officer, at=timezone.now())
    kept = " ".join(RecoveryCode.objects.values_list("digest", flat=True))
    assert not any(one.replace("-", "") in kept for one in codes)
    sign_in(client, head)
    show(client, codes[0])
    assert not is_in(client)


@pytest.mark.parametrize("role", GUARDED)
@pytest.mark.parametrize("path", CLOSED)
def test_heads_and_above_without_one_are_led_to_add_it_and_nowhere_else(path, role, required, client):
    sign_in(client, of_role(role))
    assert client.get(path)["Location"] == reverse("factors")


@pytest.mark.parametrize("role", GUARDED)
def test_the_api_says_that_a_second_factor_is_missing(role, required, client):
    sign_in(client, of_role(role))
    for path in ("/api/v1/surveys/", "/api/v1/people/me/", "/api/v1/districts/", "/api/v1/schema/"):
        reply = client.get(path)
        assert (reply.status_code, reply.json()["code"]) == (403, "second_factor"), path


def test_those_who_are_led_there_can_add_an_app_choose_a_language_and_leave(required, client, head):
    sign_in(client, head)
    assert client.get(reverse("factors")).status_code == 200
    assert client.get(reverse("factor_app")).status_code == 200
    assert client.post(reverse("set_language"), {"language": "en"}).status_code in (204, 302)
    client.post(reverse("logout"))
    assert not is_in(client)


def test_officers_go_on_with_a_password_alone(required, client, officer):
    assert sign_in(client, officer)["Location"] == reverse("home")
    assert client.get(reverse("home")).status_code == 200


def test_an_officer_who_becomes_a_head_needs_one_from_the_next_request(required, client, officer):
    sign_in(client, officer)
    type(officer).objects.filter(pk=officer.pk).update(role="head")
    assert client.get(reverse("home"))["Location"] == reverse("factors")


def test_a_session_without_one_cannot_change_the_factors_of_somebody_who_has_some(required, client, head):
    sign_in(client, head)
    app_of(head)
    reply = client.post(reverse("factors"), {"factor": SecondFactor.objects.get().pk})
    assert reply["Location"] == reverse("login") and not is_in(client)
    assert SecondFactor.objects.count() == 1


def test_where_none_is_required_a_password_is_enough(client, head):
    sign_in(client, head)
    assert client.get(reverse("home")).status_code == 200


def statements(client: Client) -> int:
    client.get("/api/v1/people/me/")
    with CaptureQueriesContext(connection) as asked:
        assert client.get("/api/v1/people/me/").status_code == 200
    return len(asked)


def test_asking_for_it_costs_a_request_no_statement(required, head, settings):
    app_of(head)
    guarded = statements(enter(head))
    settings.SECOND_FACTOR_REQUIRED = False
    assert statements(client_of(head)) == guarded


def test_a_new_password_from_an_administrator_keeps_the_second_factor(client, head):
    app_of(head)
    head.set_password("ประโยคใหม่ที่ยาวพอสมควร")
    head.save()
    sign_in(client, head, "ประโยคใหม่ที่ยาวพอสมควร")
    assert not is_in(client)
    show(client, code())
    assert is_in(client)
