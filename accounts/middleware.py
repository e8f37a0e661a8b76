"""What is asked of every request of somebody who is signed in: a second factor, and that the session is in use."""

from contextlib import suppress

from django.contrib.auth import logout
from django.db import DatabaseError
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import entering

OPEN_NAMES = {"set_language"}


class SecondFactorFirst:
    """Who must have a second factor goes nowhere before it was shown or added, neither on pages nor in the API.

    It reads the session alone, so that a request costs no statement more.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs) -> HttpResponse | None:
        user = request.user
        if (
            not user.is_authenticated
            or not entering.lacks_factor(request, user)
            or is_for_anyone(request, view)
        ):
            return None
        has_one = user.factors.exists()
        return None if _adds_first(view) and not has_one else _led(request, has_one=has_one)


def is_for_anyone(request, view) -> bool:
    return getattr(view, "access", "") == "anyone" or request.resolver_match.url_name in OPEN_NAMES


def _adds_first(view) -> bool:
    """The pages on which the first factor is added; once there is one, it has to be shown."""
    return getattr(view, "before_second_factor", False)


def _led(request, *, has_one: bool) -> HttpResponse:
    """A program is told; a person is led to add a factor, or to sign in with the one they have added meanwhile."""
    if request.path.startswith("/api/"):
        sentence = _("ต้องยืนยันตัวตนสองขั้นก่อน — เข้าสู่ระบบที่หน้าเว็บแล้วทำตามขั้นตอน")
        return JsonResponse({"code": "second_factor", "sentence": sentence}, status=403)
    if has_one:
        logout(request)
        return HttpResponseRedirect(reverse("login"))
    return HttpResponseRedirect(reverse("factors"))


class SessionsInUse:
    """Notes every five minutes that a session is in use; one that is not ends by itself."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.user.is_authenticated:
            with suppress(DatabaseError):  # what was read is shown although a full disk takes no note of it
                request.session.see(at=timezone.now())
        return response
