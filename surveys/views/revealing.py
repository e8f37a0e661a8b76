"""Showing the ids and phones of one household once, for a reason."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.access import district_or_department
from surveys.refusals import Refused
from surveys.revealing import reveal
from surveys.views.detail import read_survey, survey_to_read


@district_or_department
@require_POST
def survey_reveal(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The page to read, its ids and phones unmasked: this answer alone, which nobody keeps."""
    survey = survey_to_read(request.user, pk)
    try:
        reveal(survey=survey, by=request.user, at=timezone.now(), reason=request.POST.get("reason", ""))
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect(survey)
    return read_survey(request, survey, revealed=True)
