"""One's second factors: the app that makes codes, passkeys, and the recovery codes for the day both are lost."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts import actions, devices, entering, passkeys, proving, totp
from accounts.access import before_second_factor, signed_in
from accounts.choices import FactorKind
from accounts.forms import NewAppForm
from accounts.models import RecoveryCode, SecondFactor
from accounts.views.proved import proved
from accounts.views.signing import answer_in, refused

NEW_APP = "new_app"


@before_second_factor
@signed_in
@proved
def factors(request: HttpRequest) -> HttpResponse:
    """What one has; removes one of them, but not the last one of somebody who needs it."""
    own = SecondFactor.objects.visible_to(request.user)
    if request.method == "POST":
        return _remove(request, get_object_or_404(own, pk=_number(request.POST.get("factor"))))
    context = {
        "factors": own,
        "codes_left": RecoveryCode.objects.visible_to(request.user).unused().count(),
        "must_add": entering.lacks_factor(request, request.user),
    }
    return render(request, "accounts/factors.html", context)


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 16 else 0


def _remove(request: HttpRequest, factor: SecondFactor) -> HttpResponse:
    is_last = SecondFactor.objects.visible_to(request.user).count() == 1
    if is_last and settings.SECOND_FACTOR_REQUIRED and request.user.is_guarded:
        messages.error(request, _("ลบวิธีสุดท้ายไม่ได้ — เพิ่มวิธีใหม่ก่อน แล้วจึงลบวิธีนี้"))
        return redirect("factors")
    actions.remove_factor(factor=factor, by=request.user, at=timezone.now(), request=request)
    messages.success(request, _("ลบวิธียืนยันตัวตนแล้ว"))
    return redirect("factors")


@before_second_factor
@signed_in
@never_cache
@proved
def factor_app(request: HttpRequest) -> HttpResponse:
    """The square code for the app; its first code proves that the app holds the secret."""
    now, secret = timezone.now(), request.session.setdefault(NEW_APP, totp.new_secret())
    form = NewAppForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        step = totp.matching_step(secret, form.cleaned_data["code"].replace(" ", ""), seconds=now.timestamp())
        if step is not None:
            del request.session[NEW_APP]
            _add(request, FactorKind.APP, name=_("แอปรหัส 6 หลัก"), secret=secret, last_step=step)
            return _after_adding(request)
        form.add_error("code", _("รหัสไม่ตรง — ตรวจเวลาของโทรศัพท์ แล้วใช้รหัสที่แสดงอยู่ตอนนี้"))
    context = {
        "form": form,
        "secret": totp.shown(secret),
        "square": totp.square(secret, username=request.user.username),
    }
    return render(request, "accounts/factor_app.html", context)


def _add(request: HttpRequest, kind: FactorKind, **columns) -> None:
    """The factor is there, and this session has passed it."""
    actions.add_factor(by=request.user, kind=kind, at=timezone.now(), request=request, **columns)
    request.session[entering.PASSED] = kind.value


def _after_adding(request: HttpRequest) -> HttpResponse:
    """The first factor comes with recovery codes."""
    if RecoveryCode.objects.visible_to(request.user).unused().exists():
        messages.success(request, _("เพิ่มวิธียืนยันตัวตนแล้ว"))
        return redirect("factors")
    return _codes(request)


def _codes(request: HttpRequest) -> HttpResponse:
    codes = proving.new_recovery_codes(request.user, at=timezone.now())
    return render(request, "accounts/recovery_codes.html", {"codes": codes})


@before_second_factor
@signed_in
@require_POST
def factor_passkey(request: HttpRequest) -> JsonResponse:
    """What the browser needs to make a passkey, or the passkey it has made."""
    if not entering.is_fresh(request, at=timezone.now()):
        return refused(_("เปิดหน้านี้ไว้นานแล้ว — โหลดหน้าใหม่และใส่รหัสผ่านอีกครั้ง"))
    answer, own = answer_in(request), SecondFactor.objects.visible_to(request.user).passkeys()
    if answer is None:
        return JsonResponse(passkeys.asked_to_add(request, request.user, own))
    try:
        columns = passkeys.added(request, answer)
    except passkeys.Untrue:
        return refused(_("เพิ่มพาสคีย์ไม่ได้ — ลองอีกครั้ง"))
    name = devices.in_words(request.headers.get("User-Agent", ""))
    _add(request, FactorKind.PASSKEY, name=name, **columns)
    return JsonResponse({"to": reverse("factors")})


@before_second_factor
@signed_in
@require_POST
@never_cache
@proved
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """Ten new recovery codes, shown this once; all former ones end."""
    if not request.user.factors.exists():
        return redirect("factors")
    return _codes(request)
