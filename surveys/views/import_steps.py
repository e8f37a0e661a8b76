"""/imports/<uuid>/: the step at which a file is, each step with what it shows."""

from collections.abc import Callable, Mapping
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import data_importer
from audit.choices import Deed
from audit.keys import keys_among
from audit.models import record
from surveys.choices.files import ImportState
from surveys.models import FileImport, ImportedRow
from surveys.readers import import_file, import_names, import_rows
from surveys.readers.import_columns import ColumnTable
from surveys.readers.import_road import (
    COLUMNS,
    FILE,
    NAMES,
    RESULT,
    TRIAL,
    WRITING,
    is_at_work,
    job_standing,
    result_jobs,
    road,
    step_of,
)
from surveys.views.import_choices import choices_of, no_choices

TEMPLATES = {
    FILE: "surveys/import_file.html",
    COLUMNS: "surveys/import_columns.html",
    NAMES: "surveys/import_names.html",
    TRIAL: "surveys/import_trial.html",
    WRITING: "surveys/import_work.html",
    RESULT: "surveys/import_result.html",
}
AT_WORK = "surveys/import_work.html"
ENDED = {
    ImportState.REFUSED: "surveys/import_refused.html",
    ImportState.DISCARDED: "surveys/import_refused.html",
}


def import_of(request: HttpRequest, pk: UUID) -> FileImport:
    """The import, for those who may see it."""
    rows = FileImport.objects.visible_to(request.user).select_related("by", "round", "job__owner", "district")
    return get_object_or_404(rows, pk=pk)


@data_importer
@require_safe
def import_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The step at which the import is; `?step=` goes back to an earlier one."""
    file_import = import_of(request, pk)
    return step_page(request, file_import, step_of(file_import, request.GET.get("step", "")))


@data_importer
@require_safe
def import_row(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    """One row beside the stored one that it means, with what is told of it."""
    file_import = import_of(request, pk)
    row = file_import.rows.filter(number=number).first()
    if row is None:
        raise Http404
    _record(request, file_import, row)
    context = {
        **frame(request, file_import, step_of(file_import)),
        "row": row,
        "differences": import_rows.beside(file_import, number, request.user),
        "near": import_rows.neighbours(file_import, row),
    }
    return render(request, "surveys/import_row.html", context)


def step_page(
    request: HttpRequest, file_import: FileImport, step: str, *, problem: str = "", status: int = 200
) -> HttpResponse:
    """A step; `problem` is what keeps the choices that were sent from being taken."""
    context = {**frame(request, file_import, step), "problem": problem}
    if is_at_work(file_import):
        return render(request, AT_WORK, context)
    if step != FILE or file_import.sketch:
        _record(request, file_import)
    template = ENDED.get(ImportState(file_import.state), TEMPLATES[step])
    context |= CONTENTS[step](request, file_import)
    return render(request, template, context, status=status)


def _record(request: HttpRequest, file_import: FileImport, row: ImportedRow | None = None) -> None:
    """Rows of a file name people whoever brought it; beside a row stands the form that it means."""
    given = {"by": request.user, "at": timezone.now(), "deed": Deed.VIEW, "subject": "import"}
    meant = keys_among([row.subject]) if row else ()
    record(**given, subject_id=file_import.pk, keys=meant, rows=1)


def frame(request: HttpRequest, file_import: FileImport, step: str) -> dict:
    """What every step shows: the file, the way, and the latest job."""
    return {
        "file_import": file_import,
        "step": step,
        "steps": road(file_import, step),
        "job": job_standing(file_import, request.user, timezone.now()),
        "is_mine": file_import.job is not None and file_import.job.owner_id == request.user.pk,
    }


def _file(request: HttpRequest, file_import: FileImport) -> dict:
    return import_file.contents(file_import, request.user, timezone.localdate())


def _columns(request: HttpRequest, file_import: FileImport) -> dict:
    table = ColumnTable(file_import, request.user, asked=(request.POST or request.GET).get("mapping", ""))
    said = choices_of(request.POST, table) if request.method == "POST" else no_choices(table)
    return {
        "table": table,
        "said": said,
        "lines": table.lines(said.fields, said.codes),
        "options": render_to_string("surveys/_import_fields.html", {"groups": table.groups()}),
        "save_as": request.POST.get("save_as", ""),
    }


def _names(request: HttpRequest, file_import: FileImport) -> dict:
    return import_names.contents(file_import, request.user, request.GET)


def _result(request: HttpRequest, file_import: FileImport) -> dict:
    made = result_jobs(file_import, request.user, timezone.now())
    return {**import_rows.contents(file_import, request.GET), "made": made}


CONTENTS: Mapping[str, Callable] = {
    FILE: _file,
    COLUMNS: _columns,
    NAMES: _names,
    TRIAL: _result,
    WRITING: lambda _request, _file_import: {},
    RESULT: _result,
}
