"""What is answered when something is refused or broken: a page in our look, or JSON from the API; nothing of the error."""

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template import loader
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import requires_csrf_token

from bkkhousing.lib import request_ids

API = "/api/"
SENTENCES = {
    400: ("bad_request", _("ระบบอ่านคำขอนี้ไม่ได้ — ตรวจข้อมูลแล้วส่งใหม่")),
    403: ("permission_denied", _("บทบาทของคุณทำรายการนี้ไม่ได้")),
    404: ("not_found", _("ไม่พบรายการนี้")),
    405: ("method_not_allowed", _("ที่อยู่นี้ไม่รับคำสั่งแบบนี้")),
    413: ("body_too_large", _("ข้อมูลที่ส่งมาใหญ่เกินไป — แบ่งส่งเป็นหลายครั้ง")),
    429: ("too_many", _("ส่งคำขอถี่เกินไป — รอสักครู่แล้วลองใหม่")),
    500: ("broken", _("ระบบขัดข้อง และถูกบันทึกไว้ให้ผู้ดูแลระบบแล้ว — รอสักครู่แล้วลองใหม่")),
}
ALONE = (413, 429, 500)
"""Pages that know neither the person nor the database: both may be what is in the way."""


def answer(request: HttpRequest, status: int, **facts: object) -> HttpResponse:
    """The answer of one kind of error, in the form that the asker reads."""
    if request.path.startswith(API):
        return in_json(status)
    template = loader.get_template(f"{status}.html")
    known = {"request_id": request_ids.current(), **facts}
    return HttpResponse(template.render(known, None if status in ALONE else request), status=status)


def in_json(status: int) -> JsonResponse:
    code, sentence = SENTENCES[status]
    said = {"code": code, "sentence": str(sentence)}
    if status >= 500:
        said["request"] = request_ids.current()
    return JsonResponse(said, status=status)


@requires_csrf_token
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return answer(request, 413 if isinstance(exception, RequestDataTooBig) else 400)


@requires_csrf_token
def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return answer(request, 403)


@requires_csrf_token
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return answer(request, 404)


def broken(request: HttpRequest) -> HttpResponse:
    return answer(request, 500)


class SpokenRefusals:
    """Gives words to answers that come without any: a method that an address does not take (405)."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code != 405 or response.streaming or response.content:
            return response
        spoken = answer(request, 405)
        spoken.headers["Allow"] = response.headers.get("Allow", "")
        return spoken
