"""One's own account: the name, the password, and the places where one is signed in."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from accounts import actions, entering
from accounts import devices as device_words
from accounts.access import before_second_factor, signed_in
from accounts.events import tell
from accounts.forms import AgainForm, NewPasswordForm, OwnNameForm
from accounts.models import Session
from accounts.views.signing import wanted


@signed_in
def account(request: HttpRequest) -> HttpResponse:
    """Who one is here, and the ways to what one may change; rights are an administrator's to give."""
    form = OwnNameForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        if sent := form.rights_sent():
            tell(
                "refused",
                at=timezone.now(),
                by=request.user,
                about=request.user,
                request=request,
                fields=",".join(sent),
            )
        form.save()
        tell("account_changed", at=timezone.now(), by=request.user, about=request.user, request=request)
        messages.success(request, _("บันทึกชื่อแล้ว"))
        return redirect("account")
    now = timezone.now()
    context = {
        "form": form,
        "factors": request.user.factors.count(),
        "devices": Session.objects.visible_to(request.user).open_at(now).count(),
        "tokens": request.user.api_tokens.in_use(now).count(),
    }
    return render(request, "accounts/account.html", context)


@sensitive_post_parameters()
@signed_in
def password(request: HttpRequest) -> HttpResponse:
    """A new password; every other place where the person is signed in is left."""
    form = NewPasswordForm(request.POST or None, request=request)
    if request.method == "POST" and form.is_valid():
        form.save()
        update_session_auth_hash(request, form.user)
        now = timezone.now()
        tell(
            "account_changed",
            at=now,
            by=request.user,
            about=request.user,
            request=request,
            changed="password",
        )
        _end(
            request, Session.objects.visible_to(request.user).other_than(request.session.session_key), at=now
        )
        messages.success(request, _("เปลี่ยนรหัสผ่านแล้ว อุปกรณ์อื่นต้องเข้าสู่ระบบใหม่"))
        return redirect("account")
    return render(request, "accounts/password.html", {"form": form})


@dataclass(frozen=True)
class Device:
    """A place where the person is signed in, as the page shows it."""

    handle: str
    words: str
    address: str
    begun_at: datetime
    seen_at: datetime
    is_this: bool


@signed_in
def devices(request: HttpRequest) -> HttpResponse:
    """Where one is signed in; ends one of them, or all others."""
    now = timezone.now()
    own = Session.objects.visible_to(request.user).open_at(now)
    if request.method == "POST":
        count = _end(request, _chosen(own, request), at=now)
        messages.success(request, _("ออกจากระบบให้แล้ว %(n)s เครื่อง") % {"n": count})
        return redirect("devices")
    return render(request, "accounts/devices.html", {"devices": [_device(one, request) for one in own]})


def _chosen(own, request: HttpRequest):
    """The session with this handle, never the one that asks; without a handle all others."""
    others = own.other_than(request.session.session_key)
    handle = request.POST.get("device", "")
    return others.filter(pk__in=[one.pk for one in others if one.handle == handle]) if handle else others


def _end(request: HttpRequest, sessions, *, at: datetime) -> int:
    return actions.end_sessions(sessions, of=request.user, by=request.user, at=at, request=request)


def _device(one: Session, request: HttpRequest) -> Device:
    is_this = one.session_key == request.session.session_key
    return Device(
        one.handle, device_words.in_words(one.agent), one.address, one.begun_at, one.seen_at, is_this
    )


@before_second_factor
@sensitive_post_parameters()
@signed_in
def prove_again(request: HttpRequest) -> HttpResponse:
    """The password once more before one changes how one signs in."""
    form = AgainForm(request.POST or None, request=request)
    if request.method == "POST" and form.is_valid():
        entering.prove(request, at=timezone.now())
        return HttpResponseRedirect(wanted(request))
    return render(request, "accounts/prove_again.html", {"form": form})
