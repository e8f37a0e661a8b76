"""The Excel template of a round, made when it is asked for."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from accounts.access import data_importer
from surveys.exporting.template import template
from surveys.models import Round

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@data_importer
def import_template(request: HttpRequest, code: str) -> HttpResponse:
    """The workbook; it holds nothing of any household."""
    round = get_object_or_404(Round, pk=code)
    response = HttpResponse(template(round, district=request.user.district), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="bkkhousing-template-{round.pk}.xlsx"'
    response["Cache-Control"] = "no-store"
    return response
