"""Each rule of entry × each role × a stranger, on pages and in the API."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.test import RequestFactory

from accounts import access
from accounts.choices import Role
from accounts.models import User

ADMITTED = {
    "signed_in": {"officer", "head", "department", "analyst", "admin"},
    "district_staff": {"officer", "head"},
    "district_head": {"head"},
    "department_staff": {"department", "admin"},
    "city_reader": {"department", "analyst", "admin"},
    "data_exporter": {"head", "department", "analyst", "admin"},
    "data_importer": {"officer", "head", "department", "admin"},
    "administrator": {"admin"},
    "district_or_department": {"officer", "head", "department", "admin"},
    "privacy_desk": {"head", "department", "admin"},
}
PERMISSIONS = {
    "signed_in": access.SignedIn,
    "district_staff": access.DistrictStaff,
    "district_head": access.DistrictHead,
    "department_staff": access.DepartmentStaff,
    "city_reader": access.CityReader,
    "data_exporter": access.DataExporter,
    "district_or_department": access.DistrictOrDepartment,
}
OF_PAGES_ALONE = {"data_importer", "administrator", "privacy_desk"}
CELLS = [(rule, role) for rule in ADMITTED for role in Role.values]


def request_of(user, path: str = "/surveys/?page=2"):
    request = RequestFactory().get(path)
    request.user = user
    return request


def page(request) -> HttpResponse:
    return HttpResponse("เข้าได้")


@pytest.mark.parametrize(("rule", "role"), CELLS)
def test_a_page_lets_in_the_people_of_its_rule_and_nobody_else(rule, role):
    view, request = getattr(access, rule)(page), request_of(User(role=role))
    if role in ADMITTED[rule]:
        assert view(request).content.decode() == "เข้าได้"
    else:
        with pytest.raises(PermissionDenied):
            view(request)


@pytest.mark.parametrize(("rule", "role"), [cell for cell in CELLS if cell[0] in PERMISSIONS])
def test_the_api_lets_in_the_same_people(rule, role):
    permission = PERMISSIONS[rule]()
    assert permission.has_permission(request_of(User(role=role)), None) is (role in ADMITTED[rule])


@pytest.mark.parametrize("rule", ADMITTED)
def test_a_stranger_is_asked_to_sign_in_and_comes_back_to_the_page(rule):
    reply = getattr(access, rule)(page)(request_of(AnonymousUser()))
    assert reply.status_code == 302
    assert reply["Location"] == "/accounts/login/?next=/surveys/%3Fpage%3D2"


@pytest.mark.parametrize("rule", PERMISSIONS)
def test_the_api_lets_no_stranger_in(rule):
    assert not PERMISSIONS[rule]().has_permission(request_of(AnonymousUser()), None)
    assert not PERMISSIONS[rule]().has_permission(request_of(None), None)


@pytest.mark.parametrize("rule", ADMITTED)
def test_a_page_says_who_may_enter_and_keeps_its_name(rule):
    view = getattr(access, rule)(page)
    assert (view.access, view.__name__) == (rule, "page")


def test_anyone_may_enter_what_is_open_to_anyone():
    view = access.anyone(page)
    assert view.access == "anyone"
    assert view(request_of(AnonymousUser())).status_code == 200


def test_every_rule_of_the_module_is_tested_here():
    classes = {
        value
        for value in vars(access).values()
        if isinstance(value, type) and value.__module__ == access.__name__
    }
    assert {one for one in classes if not one.__name__.startswith("_")} == set(PERMISSIONS.values())
    assert set(PERMISSIONS) | OF_PAGES_ALONE == set(ADMITTED)


@pytest.mark.parametrize(
    ("role", "reads_city", "enters", "reviews", "exports", "sees_people"),
    [
        ("officer", False, True, False, False, True),
        ("head", False, True, True, True, True),
        ("department", True, False, False, True, False),
        ("analyst", True, False, False, True, False),
        ("admin", True, False, False, True, True),
        ("partner", False, False, False, False, False),
    ],
)
def test_a_role_says_what_a_person_may_do(role, reads_city, enters, reviews, exports, sees_people):
    user = User(role=role)
    found = (user.reads_whole_city, user.enters_surveys, user.reviews, user.exports, user.sees_personal_data)
    assert found == (reads_city, enters, reviews, exports, sees_people)
