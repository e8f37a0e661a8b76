"""Who may enter a page or an API operation; each rule is named after the people it lets in."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from rest_framework.permissions import BasePermission

from accounts.choices import Role


def _everybody(user) -> bool:
    return True


def _with_account(user) -> bool:
    return user.role != Role.PARTNER


def _district_staff(user) -> bool:
    return user.enters_surveys


def _district_head(user) -> bool:
    return user.reviews


def _department_staff(user) -> bool:
    return user.accepts_districts


def _district_or_department(user) -> bool:
    return user.enters_surveys or user.accepts_districts


def _privacy_desk(user) -> bool:
    return user.reviews or user.accepts_districts


def _city_reader(user) -> bool:
    return user.reads_whole_city


def _data_exporter(user) -> bool:
    return user.exports


def _data_importer(user) -> bool:
    return user.imports


def _administrator(user) -> bool:
    return user.role == Role.ADMIN


def _admits(name: str, allows: Callable) -> Callable:
    """A view decorator: sign-in first, then the role; the name is kept for the access test."""

    def decorate(view):
        @wraps(view)
        def entered(request, *args, **kwargs):
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not allows(request.user):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        entered.access = name
        return entered

    return decorate


def anyone(view):
    """Open to the world: the sign-in page and the health check."""
    view.access = "anyone"
    return view


signed_in = _admits("signed_in", _with_account)
district_staff = _admits("district_staff", _district_staff)
district_head = _admits("district_head", _district_head)
department_staff = _admits("department_staff", _department_staff)
district_or_department = _admits("district_or_department", _district_or_department)
privacy_desk = _admits("privacy_desk", _privacy_desk)
city_reader = _admits("city_reader", _city_reader)
data_exporter = _admits("data_exporter", _data_exporter)
data_importer = _admits("data_importer", _data_importer)
administrator = _admits("administrator", _administrator)


def before_second_factor(view):
    """A page that somebody who still needs a second factor is led to."""
    view.before_second_factor = True
    return view


class _Admits(BasePermission):
    """Base of the API permissions below."""

    allows: Callable = staticmethod(_everybody)

    def has_permission(self, request, view) -> bool:
        return bool(request.user and request.user.is_authenticated and type(self).allows(request.user))


class SignedIn(_Admits):
    """Every signed-in member of BMA staff."""

    allows = staticmethod(_with_account)


class DistrictStaff(_Admits):
    """Officers and heads."""

    allows = staticmethod(_district_staff)


class DistrictHead(_Admits):
    """Heads."""

    allows = staticmethod(_district_head)


class DepartmentStaff(_Admits):
    """The Social Development Department and administrators."""

    allows = staticmethod(_department_staff)


class DistrictOrDepartment(_Admits):
    """Officers, heads, the Social Development Department and administrators."""

    allows = staticmethod(_district_or_department)


class CityReader(_Admits):
    """Those who read the whole city."""

    allows = staticmethod(_city_reader)


class DataExporter(_Admits):
    """Those who may take workbooks out."""

    allows = staticmethod(_data_exporter)
