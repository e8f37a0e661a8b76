"""What is answered while the database is away or a disk is full: which of the two, and when to come again.

Django calls `answer_fault` for every error that no view took, whichever layer it came from.  Nothing here asks the
database or writes a file.
"""

import sys
from collections.abc import Iterator
from contextlib import suppress

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template import loader
from django.utils.translation import gettext_lazy as _

from bkkhousing.error_pages import broken
from bkkhousing.lib.outages import Outage, outage_of

STATUS = {Outage.FULL: 507, Outage.AWAY: 503}
SECONDS_TO_WAIT = {Outage.FULL: 60, Outage.AWAY: 5}
TITLES = {
    Outage.FULL: _("พื้นที่เก็บข้อมูลเต็ม"),
    Outage.AWAY: _("ระบบไม่พร้อมใช้งานชั่วคราว"),
}
SENTENCES = {
    Outage.FULL: _("พื้นที่เก็บข้อมูลของระบบเต็ม จึงยังไม่ได้บันทึก — เก็บข้อมูลไว้แล้วส่งใหม่ในอีกสักครู่ ถ้ายังไม่ได้ ให้แจ้งผู้ดูแลระบบ"),
    Outage.AWAY: _("ระบบใช้ฐานข้อมูลหรือที่เก็บไฟล์ไม่ได้ชั่วคราว จึงยังไม่ได้บันทึก — เก็บข้อมูลไว้แล้วส่งใหม่ในอีกสักครู่"),
}
HAPPENED = {
    Outage.FULL: _("พื้นที่เก็บข้อมูลของระบบเต็ม ระบบจึงทำรายการนี้ยังไม่ได้ ข้อมูลที่บันทึกไว้ก่อนหน้านี้ยังอยู่ครบ"),
    Outage.AWAY: _("ระบบใช้ฐานข้อมูลหรือที่เก็บไฟล์ไม่ได้ชั่วคราว ข้อมูลที่บันทึกไว้ก่อนหน้านี้ยังอยู่ครบ"),
}
PIECE, MOST_PIECES = 64 * 1024, 512  # 32 MiB: more than the largest file that is taken
SIGNING_IN = "/accounts/"  # passwords and codes are never sent back


def answer_fault(request: HttpRequest) -> HttpResponse:
    """An outage is answered as one; anything else is our fault, and the page says so."""
    outage = outage_of(sys.exc_info()[1])
    if outage is None:
        return broken(request)
    response = _in_json(outage) if _wants_json(request) else _as_page(request, outage)
    _hear_out(request)
    _put_nothing_away(request)
    response["Retry-After"] = str(SECONDS_TO_WAIT[outage])
    response["Cache-Control"] = "no-store"
    return response


def _hear_out(request: HttpRequest) -> None:
    """Read what is still on its way: a browser that is cut off while it sends shows no answer at all."""
    with suppress(OSError):
        for _piece in range(MOST_PIECES):
            if not request.read(PIECE):
                return


def _put_nothing_away(request: HttpRequest) -> None:
    """Remove what was written of a file that did not come in whole."""
    for handler in request.upload_handlers:
        with suppress(OSError):
            handler.upload_interrupted()


def _wants_json(request: HttpRequest) -> bool:
    accepted = request.headers.get("Accept", "")
    return request.path.startswith("/api/") or ("json" in accepted and "html" not in accepted)


def _in_json(outage: Outage) -> JsonResponse:
    told = {"code": str(outage), "sentence": str(SENTENCES[outage])}
    return JsonResponse(told, status=STATUS[outage])


def _as_page(request: HttpRequest, outage: Outage) -> HttpResponse:
    typed = list(_typed(request))
    told = {
        "title": TITLES[outage],
        "happened": HAPPENED[outage],
        "typed": typed,
        "was_sending": request.method == "POST",
        "path": request.get_full_path(),
    }
    return HttpResponse(loader.render_to_string("outage.html", told), status=STATUS[outage])


def _typed(request: HttpRequest) -> Iterator[tuple[str, str]]:
    """What the person sent, to be sent again with one press; a file has to be chosen anew."""
    if request.method != "POST" or request.path.startswith(SIGNING_IN) or _files(request):
        return
    for name, values in request.POST.lists():
        yield from ((name, value) for value in values)


def _files(request: HttpRequest) -> bool:
    """Whether files came along, or so much that it could not even be put away."""
    try:
        return bool(request.FILES)
    except Exception:  # the body was being put away when the disk was full: what is left of it is not all
        return True
