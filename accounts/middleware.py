"""What is asked of every request of somebody who is signed in: a second factor, and that the session is in use."""

from django.contrib.auth import logout
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
        if not user.is_authenticated or not entering.lacks_factor(request, user):
            return None
        return None if is_open(request, view) else self._led(request)

    def _led(self, request) -> HttpResponse:
        """A program is told; a person is led to add a factor, or to show the one they have added meanwhile."""
        if request.path.startswith("/api/"):
            sentence = _("ต้องยืนยันตัวตนสองขั้นก่อน — เข้าสู่ระบบที่หน้าเว็บแล้วทำตามขั้นตอน")
            return JsonResponse({"code": "second_factor", "sentence": sentence}, status=403)
        if request.user.factors.exists():
            logout(request)
            return HttpResponseRedirect(reverse("login"))
        return HttpResponseRedirect(reverse("factors"))


def is_open(request, view) -> bool:
    """What anyone may see, and the pages on which a factor is added."""
    if getattr(view, "access", "") == "anyone" or getattr(view, "before_second_factor", False):
        return True
    return request.resolver_match.url_name in OPEN_NAMES


class SessionsInUse:
    """Notes every five minutes that a session is in use; one that is not ends by itself."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.user.is_authenticated:
            request.session.see(at=timezone.now())
        return response
