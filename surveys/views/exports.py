"""The export page: choose, see how much it is, take the file."""

import re
import tempfile
from datetime import datetime
from pathlib import Path

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.access import data_exporter
from audit.choices import Deed
from audit.models import record
from bkkhousing.lib import thai
from surveys import exporting
from surveys.exporting.preview import preview
from surveys.models import Round, Survey
from surveys.views.export_form import DownloadForm, SelectionForm, first_choices

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@data_exporter
def export_surveys(request: HttpRequest) -> HttpResponse:
    """The page with the number of rows; a POST answers with the workbook and leaves an access record."""
    if request.method != "POST":
        return page(request, SelectionForm(chosen_in_address(request), user=request.user))
    form = DownloadForm(request.POST, user=request.user)
    if not form.is_valid() or is_empty(request.user, form.chosen):
        return page(request, SelectionForm(request.POST, user=request.user), form, status=422)
    try:
        return download(request.user, form.chosen, reason=form.given_reason, at=timezone.now())
    except exporting.ExportProblem as problem:
        messages.error(request, problem.sentence)
        return page(request, SelectionForm(request.POST, user=request.user), form, status=500)


def chosen_in_address(request: HttpRequest) -> dict[str, str]:
    return first_choices(request.GET, round=Round.objects.in_force(timezone.localdate()))


def page(
    request: HttpRequest, choices: SelectionForm, form: DownloadForm | None = None, *, status: int = 200
) -> HttpResponse:
    user = request.user
    chosen = choices.chosen if choices.is_valid() else None
    context = {
        "choices": choices,
        "reveal": form or DownloadForm(None, user=user),
        "chosen": chosen,
        "expected": preview(chosen, user=user) if chosen else None,
        "is_empty": chosen is None or is_empty(user, chosen),
    }
    return render(request, "surveys/export_form.html", context, status=status)


def is_empty(user, chosen: exporting.Selection) -> bool:
    return not chosen.of(Survey.objects.visible_to(user)).exists()


def download(user, chosen: exporting.Selection, *, reason: str, at: datetime) -> FileResponse:
    """The file, recorded before its first byte leaves; once opened it lives on only until it is sent."""
    with tempfile.TemporaryDirectory(prefix="export-") as folder:
        path = Path(folder) / file_name(chosen, at)
        surveys = Survey.objects.visible_to(user)
        written = exporting.export(path, selection=chosen, surveys=surveys, by=user.display_name, at=at)
        record(
            by=user,
            at=at,
            deed=Deed.EXPORT,
            subject="surveys",
            subject_id=chosen.round.pk,
            reason=reason,
            rows=written.surveys,
            scope=chosen.scope | {"members": written.members, "debts": written.debts},
        )
        response = FileResponse(
            path.open("rb"), as_attachment=True, filename=path.name, content_type=WORKBOOK
        )
    response["Cache-Control"] = "no-store, private"
    return response


def file_name(chosen: exporting.Selection, at: datetime) -> str:
    """bkkhousing_2570_1026_2569-11-21.xlsx: round, district and day, never whose data it is."""
    day = timezone.localtime(at)
    place = chosen.district.pk if chosen.district else "bangkok"
    code = re.sub(r"[^\w-]", "-", chosen.round.pk)
    return f"bkkhousing_{code}_{place}_{thai.be_year(day.year)}-{day:%m-%d}.xlsx"
