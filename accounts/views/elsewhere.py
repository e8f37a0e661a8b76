"""Signing in at the city's own provider, and coming back from it."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from accounts import entering, oidc
from accounts.access import anyone
from accounts.events import tell
from accounts.views.signing import wanted

SENTENCES = {
    "unreachable": _("ติดต่อระบบยืนยันตัวตนไม่ได้ — ลองใหม่ หรือเข้าด้วยรหัสผ่าน"),
    "state": _("การเข้าสู่ระบบนี้ค้างนานเกินไปหรือไม่ได้เริ่มจากหน้านี้ — เริ่มใหม่"),
    "declined": _("ยังไม่ได้เข้าสู่ระบบ — เริ่มใหม่เมื่อพร้อม"),
    "token": _("คำยืนยันตัวตนไม่ถูกต้อง — ลองใหม่ ถ้ายังไม่ได้ให้แจ้งผู้ดูแลระบบ"),
    "unverified": _("ระบบยืนยันตัวตนยังไม่ได้ตรวจอีเมลของคุณ — แจ้งผู้ดูแลระบบ"),
    "unknown": _("ยังไม่มีบัญชีของคุณในระบบนี้ — แจ้งหัวหน้าฝ่ายเพื่อขอบัญชีกับผู้ดูแลระบบ"),
}


@anyone
@never_cache
def oidc_start(request: HttpRequest) -> HttpResponse:
    """Off to the provider."""
    if not settings.OIDC["server"]:
        raise Http404
    try:
        return HttpResponseRedirect(oidc.address_to_ask(request, to=wanted(request)))
    except oidc.Refused as refusal:
        return _turned_back(request, refusal)


@anyone
@never_cache
def oidc_back(request: HttpRequest) -> HttpResponse:
    """Back from the provider: in, when the person has an account here; the second factor is asked for as ever."""
    if not settings.OIDC["server"]:
        raise Http404
    try:
        user, to = oidc.person_back(request)
    except oidc.Refused as refusal:
        return _turned_back(request, refusal)
    return entering.after_password(request, user, to=to)


def _turned_back(request: HttpRequest, refusal: oidc.Refused) -> HttpResponse:
    tell("sign_in_failed", at=timezone.now(), request=request, oidc=refusal.why)
    messages.error(request, SENTENCES[refusal.why])
    return redirect("login")
