"""One's own account: the name is one's own, the rights are not (F17), and what is done stands in the trail."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.http import urlencode

from accounts.checks import breached_passwords, second_factor
from accounts.devices import in_words
from accounts.models import RecoveryCode, SecondFactor, Session, User
from audit.models import Entry
from tests.accounts.signing import app_of, code, enter, is_in, show, sign_in
from tests.factories import PASSWORD, person

pytestmark = pytest.mark.django_db
NAME = {"first_name": "สมหญิง", "last_name": "ใจดี"}
GRAB = {
    "role": "admin",
    "district": "1006",
    "is_staff": "on",
    "is_superuser": "on",
    "groups": "1",
    "user_permissions": "1",
    "is_active": "",
    "username": "admin",
    "email": "admin@bangkok.example",
}


@pytest.fixture
def admin_browser(administrator) -> Client:
    User.objects.filter(pk=administrator.pk).update(is_staff=True, is_superuser=True)
    client = Client()
    sign_in(client, administrator)
    return client


def deeds(*fields: str) -> list:
    return list(Entry.objects.order_by("pk").values_list("deed", *fields, flat=not fields))


def test_people_say_what_they_are_called(client, officer):
    sign_in(client, officer)
    client.post(reverse("account"), NAME)
    officer.refresh_from_db()
    assert officer.get_full_name() == "สมหญิง ใจดี"


@pytest.mark.parametrize("field", GRAB)
def test_a_right_that_somebody_gives_themselves_is_ignored_and_written_down(field, client, officer):
    sign_in(client, officer)
    before = User.objects.values().get(pk=officer.pk)
    client.post(reverse("account"), {**NAME, field: GRAB[field]})
    after = User.objects.values().get(pk=officer.pk)
    changed = {name for name in after if after[name] != before[name]}
    assert changed <= {"first_name", "last_name"}
    refused = Entry.objects.get(deed="refused")
    assert (refused.by, refused.scope) == (officer, {"fields": field})


@pytest.mark.parametrize(
    "field", ["role", "district", "is_staff", "is_superuser", "groups", "user_permissions"]
)
def test_an_administrator_does_not_change_their_own_rights_either(field, admin_browser, administrator):
    address = reverse("admin:accounts_user_change", args=[administrator.pk])
    seen = admin_browser.get(address).context["adminform"].form.initial.get("seen_as", "")
    before = User.objects.values().get(pk=administrator.pk)
    joined = administrator.date_joined
    sent = {"username": "admin", "date_joined_0": f"{joined:%Y-%m-%d}", "date_joined_1": f"{joined:%H:%M:%S}"}
    admin_browser.post(address, {**sent, **NAME, "seen_as": seen, field: GRAB[field]})
    after = User.objects.values().get(pk=administrator.pk)
    rights = ("role", "district_id", "is_staff", "is_superuser", "is_active")
    assert [after[name] for name in rights] == [before[name] for name in rights]
    assert not administrator.groups.exists() and not administrator.user_permissions.exists()


def test_an_administrator_replaces_a_lost_factor_for_a_reason(admin_browser, head):
    app_of(head)
    theirs = enter(head)
    address = reverse("admin:accounts_user_lost_factor", args=[head.pk])
    assert admin_browser.post(address, {"reason": ""}).status_code == 200 and SecondFactor.objects.exists()
    admin_browser.post(address, {"reason": "โทรศัพท์หาย แจ้งด้วยตนเอง"})
    assert not SecondFactor.objects.filter(user=head).exists() and not RecoveryCode.objects.exists()
    assert theirs.get(reverse("home"))["Location"].startswith(reverse("login"))
    line = Entry.objects.get(deed="factor_removed")
    assert line.subject_id == str(head.pk) and "โทรศัพท์หาย" in str([line.reason, line.scope])


def test_the_person_still_needs_their_password_and_adds_a_new_factor(admin_browser, head, settings):
    app_of(head)
    admin_browser.post(reverse("admin:accounts_user_lost_factor", args=[head.pk]), {"reason": "หาย"})
    settings.SECOND_FACTOR_REQUIRED = True
    client = Client()
    sign_in(client, head, "ผิด")
    assert not is_in(client)
    sign_in(client, head)
    assert client.get(reverse("home"))["Location"] == reverse("factors")


def test_an_administrator_ends_all_sessions_of_a_person(admin_browser, officer):
    theirs = Client()
    sign_in(theirs, officer)
    admin_browser.post(
        reverse("admin:accounts_user_end_sessions", args=[officer.pk]), {"reason": "เครื่องถูกขโมย"}
    )
    assert theirs.get(reverse("home"))["Location"].startswith(reverse("login"))
    assert admin_browser.get(reverse("admin:index")).status_code == 200


@pytest.mark.parametrize("page", ["lost_factor", "end_sessions"])
def test_nobody_else_does(page, admin_browser, administrator, head, department):
    app_of(officer := person("officer", "1026"))
    address = reverse(f"admin:accounts_user_{page}", args=[officer.pk])
    for user in (head, department):
        client = Client()
        sign_in(client, user)
        assert client.post(address, {"reason": "x"}).status_code in (302, 403)
    own = reverse(f"admin:accounts_user_{page}", args=[administrator.pk])
    assert admin_browser.post(own, {"reason": "x"}).status_code == 404
    assert SecondFactor.objects.exists()


def test_a_password_from_an_administrator_ends_the_sessions_of_the_person(admin_browser, head):
    theirs, new = Client(), "ประโยคใหม่ที่ยาวพอ 99"
    sign_in(theirs, head)
    address = reverse("admin:auth_user_password_change", args=[head.pk])
    admin_browser.post(address, {"password1": new, "password2": new, "usable_password": "true"})
    assert not Session.objects.filter(user=head).exists()
    head.refresh_from_db()
    assert head.check_password(new) and admin_browser.get(reverse("admin:index")).status_code == 200


def test_the_administration_has_no_door_of_its_own(client, administrator):
    body = {"username": administrator.username, "password": PASSWORD}
    assert (
        client.post("/admin/login/?next=/admin/", body)["Location"]
        == f"/accounts/login/?{urlencode({'next': '/admin/'})}"
    )
    assert not is_in(client)
    assert (
        client.get("/admin/login/?next=https://evil.example")["Location"]
        == f"/accounts/login/?{urlencode({'next': '/'})}"
    )


def test_the_trail_tells_of_coming_in_and_going_and_of_factors_and_tokens(officer):
    client = Client()
    sign_in(client, officer)
    client.get(reverse("factor_app"))
    client.post(reverse("factor_app"), {"code": code(of=client.session["new_app"])})
    client.post(reverse("tokens"), {"name": "รายงาน"})
    client.post(reverse("token_end", args=[officer.api_tokens.get().pk]))
    client.post(reverse("factors"), {"factor": officer.factors.get().pk})
    client.post(reverse("logout"))
    assert deeds() == [
        "signed_in",
        "factor_added",
        "token_made",
        "token_ended",
        "factor_removed",
        "signed_out",
    ]
    assert set(Entry.objects.values_list("by", "address")) == {(officer.pk, "127.0.0.1")}


def test_no_line_of_the_trail_holds_a_secret(officer):
    client = Client()
    sign_in(client, officer)
    secret = client.post(reverse("tokens"), {"name": "รายงาน"}).context["secret"]
    app_of(officer)
    other = Client()
    sign_in(other, officer)
    show(other, typed := code())
    said = str(list(Entry.objects.values()))
    assert secret not in said and typed not in said and PASSWORD not in said


@pytest.mark.parametrize(
    ("agent", "said"),
    [
        ("", "อุปกรณ์ที่ไม่รู้จัก"),
        ("curl/8", "อุปกรณ์ที่ไม่รู้จัก"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/604.1",
            "Safari บน iPhone",
        ),
        ("Mozilla/5.0 (iPad; CPU OS 19_0) CriOS/140.0 Safari/604.1", "Chrome บน iPad"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko Firefox/140.0", "Firefox บน Linux"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge บน Windows"),
    ],
)
def test_a_device_is_said_in_words(agent, said):
    assert in_words(agent) == said


@pytest.mark.parametrize(
    ("required", "demo", "warnings"), [(True, False, 0), (False, True, 0), (False, False, 1)]
)
def test_production_does_not_go_without_a_second_factor_by_chance(required, demo, warnings, settings):
    settings.SECOND_FACTOR_REQUIRED, settings.DEMO = required, demo
    assert len(second_factor()) == warnings


def test_a_list_of_breached_passwords_that_is_not_there_is_told(settings, tmp_path):
    settings.BREACHED_PASSWORDS = str(tmp_path / "none")
    assert len(breached_passwords()) == 1
    (tmp_path / "none").touch()
    assert breached_passwords() == []
