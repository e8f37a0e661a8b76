"""One survey, to be read."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from accounts.access import signed_in
from audit.choices import Deed
from audit.models import record
from communities.readers import household_name
from surveys.actions.moving import looked_at
from surveys.models import Survey
from surveys.readers import unusual
from surveys.readers.computed import computed_of
from surveys.readers.places import ladder_to_community
from surveys.readers.sheet import beside, sheet_of
from surveys.readers.trail import trail_of
from surveys.views.entry import entry_shell, round_to_enter


@signed_in
def survey_detail(request: HttpRequest, pk) -> HttpResponse:
    """The entry form for those who may edit this survey now; its answers to read for everyone else."""
    if round := round_to_enter(request.user, pk):
        return entry_shell(request, round)
    return read_survey(request, survey_to_read(request.user, pk))


def survey_to_read(user, pk) -> Survey:
    """A survey with everything its page names, or 404 as if it did not exist."""
    rows = Survey.objects.visible_to(user).with_place().with_rows()
    people = ("round", "subdistrict", "district__group", "created_by", "updated_by")
    return get_object_or_404(rows.select_related(*people), pk=pk)


def record_view(request: HttpRequest, survey: Survey, at) -> None:
    """Leave the trace that someone saw personal data."""
    if request.user.sees_personal_data:
        record(by=request.user, at=at, deed=Deed.VIEW, subject="survey", subject_id=survey.pk)


def read_survey(request: HttpRequest, survey: Survey) -> HttpResponse:
    """The page for those who cannot edit this survey, or not any more."""
    now, personal = timezone.now(), request.user.sees_personal_data
    record_view(request, survey, now)
    entry, problems = looked_at(survey, at=now)
    comments = list(survey.comments.select_related("by")) if personal else []
    context = {
        "survey": survey,
        "name": household_name(survey.household, personal=personal),
        "ladder": ladder_to_community(survey.district, survey.community),
        "sections": sheet_of(survey, entry, beside(problems, comments, personal=personal)),
        "doubts": unusual.doubts(problems) if personal else [],
        "comments": comments,
        "computed": computed_of(survey, personal=personal),
        "trail": trail_of(survey, personal=personal),
        "is_masked": not personal,
    }
    return render(request, "surveys/survey_detail.html", context)
