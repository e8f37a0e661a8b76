"""What the API says when it cannot do what was asked: a code, and one Thai sentence without personal data."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, UnreadablePostError
from django.utils.translation import gettext_lazy as _
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import exception_handler

from surveys.refusals import Refused

SENTENCES = {
    "not_found": _("ไม่พบรายการนี้"),
    "not_authenticated": _("ยังไม่ได้เข้าสู่ระบบ — เข้าสู่ระบบแล้วลองใหม่"),
    "authentication_failed": _("ใช้รหัสเข้าระบบนี้ไม่ได้ — เข้าสู่ระบบใหม่"),
    "permission_denied": _("บทบาทของคุณทำรายการนี้ไม่ได้"),
    "method_not_allowed": _("ที่อยู่นี้ไม่รับคำสั่งแบบนี้"),
    "unsupported_media_type": _("รับเฉพาะข้อมูลแบบ JSON"),
    "not_acceptable": _("ตอบในรูปแบบที่ขอไม่ได้"),
    "bad_json": _("อ่านข้อมูลที่ส่งมาไม่ได้ — ต้องเป็น JSON ที่ถูกต้อง"),
    "parse_error": _("อ่านข้อมูลที่ส่งมาไม่ได้ — ต้องเป็น JSON ที่ถูกต้อง"),
    "invalid": _("ข้อมูลที่ส่งมาไม่ถูกต้อง — ตรวจแล้วส่งใหม่"),
}


def explain(error: Exception, context: dict) -> Response | None:
    """The answer to an error; None lets Django report a fault of ours."""
    if isinstance(error, Refused):
        return Response({"code": error.code, "sentence": str(error.sentence)}, status=error.status)
    if isinstance(error, UnreadablePostError):  # the sender broke off: nobody reads this answer
        error = exceptions.ParseError()
    answer = exception_handler(error, context)
    if answer is not None:
        answer.data = _said(error)
    return answer


def _said(error: Exception) -> dict[str, str]:
    code = _code(error)
    sentence = SENTENCES.get(code) or getattr(error, "detail", SENTENCES["invalid"])
    return {"code": code, "sentence": str(sentence)}


def _code(error: Exception) -> str:
    if isinstance(error, Http404):
        return "not_found"
    if isinstance(error, PermissionDenied):
        return "permission_denied"
    if isinstance(error, exceptions.ValidationError):
        return "invalid"
    return error.get_codes()
