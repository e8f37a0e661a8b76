"""The register of people through the admin's pages: who brings it, what a row may not do, and what stays hidden."""

import pytest
from django.urls import reverse

from accounts.models import User
from accounts.resources import UserResource, mask_email
from audit.models import AccessRecord
from tests import factories
from tests.registers import brought, browser_of, confirmed, fetched, rows_of, sent, wrongs

HEADERS = ("username", "first_name", "role", "district", "is_active")
REGISTER = "accounts_user"


@pytest.fixture
def client(administrator, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return browser_of(administrator)


def row(username: str = "new.1026", **given) -> tuple:
    told = {
        "username": username,
        "first_name": "ใหม่",
        "role": "officer",
        "district": "1026",
        "is_active": "1",
    }
    told |= given
    return tuple(told[header] for header in HEADERS)


def load(*rows: tuple, by):
    return brought(UserResource(user=by), HEADERS, *rows)


@pytest.mark.parametrize(
    ("text", "told"),
    [("somchai@bangkok.go.th", "s…@bangkok.go.th"), ("ก@ข", "ก…@ข"), ("nobody", "n…"), ("@x", "…@x")],
)
def test_of_an_address_the_first_letter_and_the_place_are_told(text, told):
    assert mask_email(text) == told


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "district", "wrong"),
    [
        ("officer", "1026", False),
        ("head", "1006", False),
        ("head", "", True),
        ("department", "", False),
        ("analyst", "1026", True),
        ("admin", "", False),
        ("partner", "1026", True),
    ],
)
def test_a_role_has_a_district_or_has_none(role, district, wrong, administrator):
    told = wrongs(load(row(role=role, district=district), by=administrator))
    assert [("ต้องมีเขต" in said) for _row, _column, said in told] == [True] * wrong
    assert User.objects.filter(username="new.1026").exists() is not wrong


@pytest.mark.django_db
def test_a_role_from_a_file_opens_no_door_to_the_admin(administrator):
    load(row("boss", role="admin", district=""), by=administrator)
    made = User.objects.get(username="boss")
    assert (made.is_staff, made.is_superuser, made.has_usable_password()) == (False, False, False)


@pytest.mark.django_db
def test_a_person_without_a_role_in_the_file_may_do_the_least(administrator):
    load(row("guest", role="", district=""), by=administrator)
    assert User.objects.get(username="guest").role == "partner"


@pytest.mark.django_db
def test_columns_that_are_none_of_the_register_change_nobody(administrator, officer):
    headers = (*HEADERS, "is_superuser", "is_staff", "password", "user_permissions")
    given = (*row(officer.username, role="officer"), "1", "1", "x", "1")
    assert wrongs(brought(UserResource(user=administrator), headers, given)) == []
    found = User.objects.get(pk=officer.pk)
    assert (found.first_name, found.is_superuser, found.is_staff) == ("ใหม่", False, False)
    assert found.password == officer.password


@pytest.mark.django_db
def test_a_person_who_left_is_shut_out_by_the_next_file(administrator, officer):
    load(row(officer.username, is_active="0"), by=administrator)
    browser = factories.client_of(officer)
    assert not User.objects.get(pk=officer.pk).is_active and browser.get("/").status_code == 302


@pytest.mark.django_db
def test_the_own_row_may_be_in_the_file_when_its_rights_stay(administrator):
    same = row(administrator.username, role="admin", district="", first_name="ชื่อใหม่")
    assert wrongs(load(same, by=administrator)) == []
    administrator.refresh_from_db()
    assert administrator.first_name == "ชื่อใหม่"


@pytest.mark.django_db
def test_the_own_district_is_no_way_around_the_rule(administrator):
    told = wrongs(load(row(administrator.username, role="officer", district="1026"), by=administrator))
    assert "ของตนเองไม่ได้" in told[0][2]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given", "column"),
    [
        ({"first_name": "ก" * 151}, "first_name"),
        ({"username": "u" * 151}, "username"),
        ({"username": "a/b"}, "username"),
        ({"district": "๙๙๙๙"}, "district"),
    ],
)
def test_a_wrong_cell_is_told_by_its_column(given, column, administrator):
    username = given.get("username", "new.1026")
    told = wrongs(load(row(**{"username": username, **given}), by=administrator))
    assert [(number, name) for number, name, _said in told] == [(1, column)]


@pytest.mark.django_db
def test_one_wrong_row_keeps_the_whole_file_out(client):
    content = b"username,role,district\ngood,analyst,\nbad,head,\n"
    page = sent(client, REGISTER, content)
    assert "confirm_form" not in page.context and not User.objects.filter(username="good").exists()
    assert [line.row for line in page.context["result"].told] == [2]


@pytest.mark.django_db
def test_a_file_of_people_is_written_when_it_is_confirmed(client):
    page = sent(client, REGISTER, b"username,role,district\ngood,analyst,\n")
    assert not User.objects.filter(username="good").exists()
    confirmed(client, REGISTER, page)
    assert User.objects.get(username="good").role == "analyst"


@pytest.mark.django_db
def test_rights_that_were_taken_between_looking_and_confirming_write_nothing(client, administrator):
    page = sent(client, REGISTER, b"username,role,district\ngood,analyst,\n")
    User.objects.filter(pk=administrator.pk).update(role="department")
    assert confirmed(client, REGISTER, page).status_code == 403
    assert not User.objects.filter(username="good").exists()


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["department", "analyst", "partner"])
def test_the_keys_of_the_admin_without_the_role_bring_no_people_in(role, reference):
    client = browser_of(factories.person(role))
    assert client.get(reverse(f"admin:{REGISTER}_import")).status_code == 403
    assert sent(client, REGISTER, b"username,role\nx,admin\n").status_code == 403


@pytest.mark.django_db
def test_people_who_go_out_are_masked_and_written_down(client, administrator, officer):
    User.objects.filter(pk=officer.pk).update(first_name="สมปอง", email="sompong@bangkok.go.th")
    text = fetched(client, REGISTER).content.decode("utf-8-sig")
    assert "สมปอง" not in text and "sompong" not in text and "s…@bangkok.go.th" in text
    record = AccessRecord.objects.get()
    assert (record.subject, record.rows, record.by) == ("user", User.objects.count(), administrator)


@pytest.mark.django_db
@pytest.mark.parametrize(("by", "seen"), [("head", {"officer.1026", "head.1026"}), ("partner", {"partner"})])
def test_each_takes_out_the_people_that_they_see(by, seen, officer, head, other_officer, partner, request):
    user = request.getfixturevalue(by)
    assert {told["username"] for told in rows_of(UserResource(user=user))} == seen
