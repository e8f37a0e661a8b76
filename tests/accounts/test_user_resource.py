"""People in and out of the admin as a file."""

import pytest
import tablib
from django.core.exceptions import PermissionDenied

from accounts.models import User
from accounts.resources import UserResource
from tests import factories

pytestmark = pytest.mark.django_db
HEADERS = ("username", "first_name", "last_name", "email", "role", "district", "is_active")


def row(username: str = "new.1026", **given) -> tuple:
    told = {"username": username, "first_name": "ใหม่", "last_name": "มา", "email": "", "role": "officer"}
    told |= {"district": "1026", "is_active": "1", **given}
    return tuple(told[header] for header in HEADERS)


def load(*rows, by):
    return UserResource(user=by).import_data(tablib.Dataset(*rows, headers=HEADERS))


def wrong(result) -> list[int]:
    return [one.number for one in result.invalid_rows] + [number for number, _errors in result.row_errors()]


def test_a_file_of_people_says_nothing_of_passwords_and_masks_who_they_are(administrator, officer):
    out = UserResource(user=administrator).export()
    assert tuple(out.headers) == HEADERS
    (told,) = [one for one in out.dict if one["username"] == officer.username]
    assert told["first_name"] != officer.first_name and "…" in told["first_name"]
    assert officer.password not in out.csv


def test_somebody_new_cannot_sign_in_before_they_are_given_a_password(administrator):
    assert not wrong(load(row(), by=administrator))
    made = User.objects.get(username="new.1026")
    assert (made.role, made.district_id, made.has_usable_password()) == ("officer", "1026", False)
    assert not (made.is_staff or made.is_superuser)


def test_what_went_out_comes_back_unchanged(administrator, officer, head):
    before = list(User.objects.order_by("pk").values())
    out = UserResource(user=administrator).export()
    back = UserResource(user=administrator).import_data(out)
    assert back.totals["skip"] == len(out) and not wrong(back)
    assert list(User.objects.order_by("pk").values()) == before


def test_a_password_survives_a_change_of_role(administrator, officer):
    load(row(officer.username, role="head"), by=administrator)
    changed = User.objects.get(pk=officer.pk)
    assert (changed.role, changed.password, changed.first_name) == ("head", officer.password, "ใหม่")


def test_a_mask_that_is_not_that_of_the_stored_name_is_refused(administrator, officer):
    assert wrong(load(row(officer.username, first_name="พล…"), by=administrator)) == [1]


def test_nobody_changes_their_own_rights(administrator):
    for given in ({"role": "analyst"}, {"is_active": "0"}):
        same = {"role": "admin", "district": "", **given}
        assert wrong(load(row(administrator.username, **same), by=administrator)) == [1]
    assert User.objects.get(pk=administrator.pk).role == "admin"


@pytest.mark.parametrize("role", ["department", "head", "analyst"])
def test_rights_are_an_administrators_to_give(role, administrator):
    by = factories.person(role, "1026" if role == "head" else None)
    result = load(row(), by=by)
    assert any(isinstance(error.error, PermissionDenied) for error in result.base_errors)
    assert not User.objects.filter(username="new.1026").exists()


@pytest.mark.parametrize(
    "given",
    [
        {"district": ""},
        {"role": "department"},
        {"role": "king"},
        {"district": "9999"},
        {"username": ""},
        {"username": "มี เว้นวรรค"},
        {"email": "ไม่ใช่อีเมล"},
    ],
)
def test_a_wrong_row_is_named_and_the_others_are_judged(given, administrator):
    told = {"username": "wrong", **given}
    result = load(row("good"), row(told.pop("username"), **told), by=administrator)
    assert wrong(result) == [2]


def test_a_file_without_the_names_that_people_sign_in_with_is_refused(administrator):
    result = UserResource(user=administrator).import_data(tablib.Dataset(("head",), headers=("role",)))
    assert "username" in str(result.base_errors[0].error)


def test_two_names_that_differ_in_case_alone_are_not_taken(administrator, officer):
    assert wrong(load(row(officer.username.upper()), by=administrator)) == [1]
    assert wrong(load(row("Same"), row("Same"), by=administrator)) == [2]


def test_questions_to_the_database_do_not_grow_with_rows(administrator, django_assert_max_num_queries):
    rows = [
        row(
            f"person{number}",
            role="analyst" if number % 2 else "officer",
            district="" if number % 2 else "1026",
        )
        for number in range(120)
    ]
    with django_assert_max_num_queries(25):
        assert not wrong(load(*rows, by=administrator))
    assert User.objects.filter(username__startswith="person").count() == 120
