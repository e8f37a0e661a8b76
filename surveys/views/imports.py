"""/imports/: what may be brought in, the upload itself, and the files on their way."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from accounts.access import data_importer
from bkkhousing.lib.paging import Order, page_of
from bkkhousing.lib.sheet_files import SheetProblem
from bkkhousing.lib.upload_archives import MIB
from bkkhousing.lib.upload_refusals import beyond, limit
from surveys.actions import file_imports
from surveys.models import FileImport
from surveys.readers.import_road import list_lines

NEWEST = Order("created_at", descending=True, by_moment=True)
AROUND_THE_FILE = 64 * 1024
SHOWN = 20
UNREAD = ("sketch", "names", "mapping", "decisions")


@csrf_exempt
@data_importer
def import_list(request: HttpRequest) -> HttpResponse:
    """The page; an upload that is too large is refused before a byte of it is read, the token included."""
    if request.method == "POST" and announced(request) > limit("file_mib") * MIB + AROUND_THE_FILE:
        return page(request, beyond("too_large", "file_mib"), status=413)
    return guarded(request)


@csrf_protect
def guarded(request: HttpRequest) -> HttpResponse:
    """The page, or an upload with its token; a file that is taken leads to its own page."""
    if request.method != "POST":
        return page(request)
    if "file" not in request.FILES:
        return page(
            request, SheetProblem(_("ยังไม่ได้เลือกไฟล์ — เลือกไฟล์ .xlsx .xls หรือ .csv แล้วส่งอีกครั้ง")), status=422
        )
    upload = request.FILES["file"]
    try:
        file_import = file_imports.receive(
            upload=upload, name=upload.name, by=request.user, at=timezone.now()
        )
    except SheetProblem as problem:
        return page(request, problem, name=upload.name, status=422)
    tell_of_earlier(request, file_import)
    return redirect(file_import)


def announced(request: HttpRequest) -> int:
    """How long the request says it is."""
    told = request.META.get("CONTENT_LENGTH") or "0"
    return int(told) if told.isascii() and told.isdigit() else 0


def page(
    request: HttpRequest, problem: SheetProblem | None = None, *, name: str = "", status: int = 200
) -> HttpResponse:
    rows = FileImport.objects.visible_to(request.user).select_related("by", "round", "job").defer(*UNREAD)
    found = page_of(rows, NEWEST, request.GET, size=SHOWN)
    context = {
        "page": found,
        "lines": list_lines(found.rows, request.user),
        "problem": problem,
        "refused_name": name,
        "limit": limit("file_mib"),
        "most_bytes": limit("file_mib") * MIB,
        "rows_limit": limit("rows"),
    }
    return render(request, "surveys/import_list.html", context, status=status)


def tell_of_earlier(request: HttpRequest, file_import: FileImport) -> None:
    """Say so when the very same file came before."""
    same = FileImport.objects.visible_to(request.user).filter(sha256=file_import.sha256)
    if same.exclude(pk=file_import.pk).exists():
        messages.info(request, _("ไฟล์เดียวกันนี้เคยส่งมาแล้ว — ถ้าบันทึกไปแล้ว ส่งซ้ำจะไม่เปลี่ยนอะไร"))
