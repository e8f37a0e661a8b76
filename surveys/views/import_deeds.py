"""What a person says at each step of an import; every answer leads back to the page of the import."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import data_importer
from bkkhousing.lib.sheet_files import SheetProblem
from bkkhousing.lib.upload_texts import ENCODINGS
from surveys.actions import file_imports
from surveys.choices.files import FileSource, ImportState
from surveys.importing.assigning import declared
from surveys.importing.mapping import MappingProblem
from surveys.importing.names import OUTSIDE, SKIP, Name
from surveys.importing.sketches import upload_of, with_heading
from surveys.models import FileImport, Round
from surveys.readers.import_columns import ColumnTable
from surveys.readers.import_road import COLUMNS, FILE, open_names
from surveys.refusals import Refused, WrongStep
from surveys.views.import_choices import choices_of, has_unseen_codes
from surveys.views.import_steps import import_of, step_page


def answered(view: Callable[[HttpRequest, FileImport], HttpResponse | None]) -> Callable:
    """A view of POST alone which leads back to the import, with a sentence where it was refused."""

    @data_importer
    @require_POST
    def sent(request: HttpRequest, pk: UUID) -> HttpResponse:
        file_import = import_of(request, pk)
        try:
            return view(request, file_import) or redirect(file_import)
        except Refused as refusal:
            messages.error(request, refusal.sentence)
            return redirect(file_import)

    sent.__name__, sent.__doc__ = view.__name__, view.__doc__
    return sent


def at_step(file_import: FileImport, step: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{file_import.get_absolute_url()}?step={step}")


@answered
def import_file(request: HttpRequest, file_import: FileImport) -> HttpResponse | None:
    """What kind of file it is, its round, its sheet and the row of its headings; or another encoding."""
    by_at = {"file_import": file_import, "by": request.user, "at": timezone.now()}
    given = request.POST
    encoding = given.get("encoding", "")
    if encoding in ENCODINGS and encoding != file_import.encoding:
        file_imports.choose_encoding(encoding=encoding, **by_at)
        return None
    if not file_import.sketch:
        raise WrongStep
    if file_import.source == FileSource.TEMPLATE:
        file_imports.try_out(**by_at)
        return None
    try:
        sheet, row = _sheet_and_row(file_import, given)
    except SheetProblem as problem:
        messages.error(request, problem.sentence)
        return at_step(file_import, FILE)
    found = Round.objects.in_bulk().get(given.get("round", ""))
    try:
        told = file_imports.choose(
            kind=given.get("kind", ""), round=found, sheet=sheet, header_row=row, **by_at
        )
    except WrongStep:
        raise
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return at_step(file_import, FILE)
    return at_step(told, FILE if "look" in given else COLUMNS)


def _sheet_and_row(file_import: FileImport, given) -> tuple[str, int | None]:
    """The chosen sheet and the row of its headings; another sheet begins with its own."""
    upload = upload_of(file_import)
    sketch = upload.sheet(given.get("sheet", "")) or upload.sheet(file_import.sheet) or upload.main
    text = given.get("header_row", "")
    if sketch.name != file_import.sheet or not (text.isascii() and text.isdigit() and len(text) < 6):
        return sketch.name, sketch.header_row
    return sketch.name, with_heading(sketch, int(text)).header_row


@answered
def import_columns(request: HttpRequest, file_import: FileImport) -> HttpResponse | None:
    """Which column is what, and what its values stand for; then the trial begins."""
    if not file_import.kind or not file_import.sketch:
        raise WrongStep
    table = ColumnTable(file_import, request.user, asked=request.POST.get("mapping", ""))
    said = choices_of(request.POST, table)
    if has_unseen_codes(request.POST, said, table):
        problem = _(
            "มีค่าที่ยังไม่รู้ความหมาย — บอกความหมายของค่าที่ทำเครื่องหมายไว้ด้านล่าง หรือปล่อยไว้เพื่อไม่รับแถวเหล่านั้น แล้วกดอีกครั้ง"
        )
        return step_page(request, file_import, COLUMNS, problem=problem, status=422)
    by_at = {"by": request.user, "at": timezone.now()}
    try:
        told = declared(table.base.declaration, table.base.fields, said, kind=file_import.kind)
        file_import = file_imports.choose_mapping(
            file_import=file_import,
            mapping=told,
            save_as=request.POST.get("save_as", ""),
            for_everyone=request.user.accepts_districts,
            **by_at,
        )
    except MappingProblem as problem:
        return step_page(request, file_import, COLUMNS, problem=problem.sentence, status=422)
    file_imports.try_out(file_import=file_import, **by_at)
    return None


@answered
def import_names(request: HttpRequest, file_import: FileImport) -> HttpResponse | None:
    """What is meant by each name; once all are decided, the trial begins again."""
    waiting = open_names(file_import)
    told, kept = _decided(request.POST, waiting)
    if not told:
        messages.error(request, _("ยังไม่ได้เลือกชุมชนของชื่อใด — เลือกอย่างน้อยหนึ่งชื่อ"))
        return None
    by_at = {"by": request.user, "at": timezone.now()}
    file_import = file_imports.decide_names(file_import=file_import, decisions=told, remember=kept, **by_at)
    if not open_names(file_import):
        file_imports.try_out(file_import=file_import, **by_at)
        return None
    left = len(open_names(file_import))
    messages.info(request, _("บันทึกแล้ว %(n)s ชื่อ เหลืออีก %(left)s ชื่อ") % {"n": len(told), "left": left})
    return None


def _decided(given, waiting: list[dict]) -> tuple[dict[Name, int | str], list[Name]]:
    """The decisions that were sent, and the names to remember; `rest` speaks for all that were left open."""
    rest = given.get("rest", "") if given.get("rest") in (OUTSIDE, SKIP) else ""
    told: dict[Name, int | str] = {}
    kept: list[Name] = []
    for place, one in enumerate(waiting):
        name = (one["district"], one["name"])
        if _is_same(given, place, one) and (decision := _decision(given, place)):
            told[name] = decision
            kept += [name] if f"remember-{place}" in given else []
        elif rest:
            told[name] = rest
    return told, kept


def _is_same(given, place: int, one: dict) -> bool:
    """Whether the line that was answered is still about this name."""
    return given.get(f"about-{place}", "") == f"{one['district']}|{one['name']}"


def _decision(given, place: int) -> int | str:
    chosen, other = given.get(f"name-{place}", ""), given.get(f"other-{place}", "")
    if chosen == "other":
        chosen = other
    if chosen in (OUTSIDE, SKIP):
        return chosen
    return int(chosen) if chosen.isascii() and chosen.isdigit() and len(chosen) < 12 else ""


@answered
def import_try(request: HttpRequest, file_import: FileImport) -> None:
    """Once more, as the columns and names stand."""
    file_imports.try_out(file_import=file_import, by=request.user, at=timezone.now())


@answered
def import_confirm(request: HttpRequest, file_import: FileImport) -> None:
    """Yes to every question that was shown."""
    asked = {one["code"] for one in file_import.questions}
    if not asked <= set(request.POST.getlist("sure")):
        messages.error(request, _("ยังไม่ได้ยืนยันครบทุกข้อ — ทำเครื่องหมายทุกข้อที่ถูกต้อง หรือแก้การจับคู่คอลัมน์"))
        return
    _require_seen(request, file_import)
    file_imports.confirm(file_import=file_import, by=request.user, at=timezone.now())


@answered
def import_write(request: HttpRequest, file_import: FileImport) -> None:
    """The good rows, as the trial on the page showed them."""
    _require_seen(request, file_import)
    file_imports.write(file_import=file_import, by=request.user, at=timezone.now())


def _require_seen(request: HttpRequest, file_import: FileImport) -> None:
    """What is agreed to is the trial that was on the page, and no later one."""
    is_tried = file_import.state in (ImportState.ASKING, ImportState.TRIED)
    if is_tried and request.POST.get("seen", "") != seen_mark(file_import):
        raise Refused(_("ผลทดลองเปลี่ยนไปหลังจากคุณเปิดหน้า — ดูผลใหม่ก่อน แล้วกดอีกครั้ง"))


def seen_mark(file_import: FileImport) -> str:
    """The trial that a page shows."""
    return file_import.tried_at.isoformat() if file_import.tried_at else ""


@answered
def import_undo(request: HttpRequest, file_import: FileImport) -> None:
    """The whole file taken back."""
    file_imports.undo(file_import=file_import, by=request.user, at=timezone.now())


@answered
def import_discard(request: HttpRequest, file_import: FileImport) -> None:
    """None of the rows."""
    file_imports.discard(file_import=file_import, by=request.user, at=timezone.now())
    messages.success(request, _("ยกเลิกแล้ว ไม่มีข้อมูลใดเปลี่ยน และลบไฟล์ที่ส่งมาแล้ว"))


@answered
def import_book(request: HttpRequest, file_import: FileImport) -> HttpResponse:
    """The same workbook back with remarks, made by a worker."""
    return redirect(file_imports.make_result(file_import=file_import, by=request.user, at=timezone.now()))
