"""Signing in and out: the password, the second factor, and passkeys in place of both."""

import json

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from accounts import entering, passkeys
from accounts.access import anyone, signed_in
from accounts.events import tell
from accounts.forms import CodeForm, SignInForm

LONGEST_ANSWER = 20_000


class SignIn(LoginView):
    """Name and password; then to the page that was wanted, or to the second factor."""

    form_class = SignInForm
    template_name = "accounts/sign_in.html"
    redirect_authenticated_user = True

    def get_context_data(self, **given) -> dict:
        return super().get_context_data(**given) | {
            "oidc_name": settings.OIDC["name"] if settings.OIDC["server"] else ""
        }

    def form_valid(self, form: SignInForm) -> HttpResponse:
        return entering.after_password(self.request, form.get_user(), to=self.get_success_url())


class SignOut(LogoutView):
    """Ends this session, and says so in the trail."""

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.user.is_authenticated:
            tell("signed_out", at=timezone.now(), by=request.user, request=request)
        return super().post(request, *args, **kwargs)


sign_in = anyone(SignIn.as_view())
sign_out = anyone(SignOut.as_view())


@anyone
@never_cache
@sensitive_post_parameters("code")
def second_factor(request: HttpRequest) -> HttpResponse:
    """The code of the app, a recovery code or a passkey, of somebody whose password was right."""
    now = timezone.now()
    held = entering.waiting(request, at=now)
    if held is None:
        return redirect("login")
    form = CodeForm(request.POST or None, request=request, user=held.user, at=now)
    if request.method == "POST" and form.is_valid():
        return entering.enter(request, held.user, to=held.to, passed=form.shown)
    kinds = set(held.user.factors.values_list("kind", flat=True))
    return render(request, "accounts/second_factor.html", {"form": form, "kinds": kinds})


@anyone
@require_POST
def passkey_sign_in(request: HttpRequest) -> JsonResponse:
    """What the browser needs to show a passkey, or the way in once it has shown one."""
    held = entering.waiting(request, at=timezone.now())
    answer = answer_in(request)
    if answer is None:
        own = held.user.factors.passkeys() if held else None
        return JsonResponse(passkeys.asked_to_show(request, own))
    try:
        factor = passkeys.shown(request, answer, at=timezone.now())
    except passkeys.Untrue:
        tell("sign_in_failed", at=timezone.now(), request=request, second="passkey")
        return refused(_("ใช้พาสคีย์นี้ไม่ได้ — ลองอีกครั้ง หรือใช้รหัสผ่านกับรหัสจากแอป"))
    if held and held.user != factor.user:
        return refused(_("พาสคีย์นี้เป็นของบัญชีอื่น"))
    to = held.to if held else wanted(request)
    entered = entering.enter(request, factor.user, to=to, passed="passkey")
    return _told(entered)


def _told(entered: HttpResponse) -> JsonResponse:
    """The way in, for a script: where to go, with the cookies of the session."""
    response = JsonResponse({"to": entered["Location"]})
    response.cookies = entered.cookies
    return response


def answer_in(request: HttpRequest) -> dict | None:
    """What a browser answered about a passkey; nothing when it asks first.  What cannot be read proves nothing."""
    if not request.body:
        return None
    try:
        return dict(json.loads(request.body[:LONGEST_ANSWER]))
    except (ValueError, TypeError):
        return {}


def refused(sentence: str) -> JsonResponse:
    return JsonResponse({"sentence": sentence}, status=400)


def wanted(request: HttpRequest) -> str:
    """Where a person wants to go, if it is a page of ours."""
    asked = request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        asked, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return asked if is_ours else resolve_url(settings.LOGIN_REDIRECT_URL)


@anyone
def admin_sign_in(request: HttpRequest) -> HttpResponse:
    """The administration has no door of its own."""
    to = wanted(request)
    if not request.user.is_authenticated:
        return HttpResponseRedirect(f"{reverse('login')}?{urlencode({'next': to})}")
    messages.error(request, _("บัญชีนี้เข้าหน้าผู้ดูแลระบบไม่ได้"))
    return redirect("home")


@signed_in
def admin_password(request: HttpRequest) -> HttpResponse:
    """One's own password is changed on one page."""
    return redirect("password")
