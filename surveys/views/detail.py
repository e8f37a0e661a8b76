"""One survey, to be read."""

from collections.abc import Iterable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from accounts.access import signed_in
from audit.choices import Deed
from audit.models import record
from communities.readers import household_name
from surveys.actions.moving import looked_at
from surveys.choices import State
from surveys.models import Survey
from surveys.readers import unusual
from surveys.readers.computed import computed_of
from surveys.readers.places import ladder_to_community
from surveys.readers.sheet import beside, sheet_of
from surveys.readers.timeline import timeline_of
from surveys.readers.trail import trail_of
from surveys.views.entry import entry_shell, round_to_enter

BESIDE = 6


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


def record_view(request: HttpRequest, survey: Survey, at, *, beside: Iterable[UUID] = ()) -> None:
    """Leave the trace that someone saw personal data: of a form, and the names of those listed beside it."""
    if request.user.sees_personal_data:
        seen = {"subject": "survey", "subject_id": survey.pk, "keys": beside}
        record(by=request.user, at=at, deed=Deed.VIEW, rows=1, **seen)


def read_survey(request: HttpRequest, survey: Survey, *, revealed: bool = False) -> HttpResponse:
    """The page for those who cannot edit this survey, or not any more; ids and phones are masked until revealed."""
    now, personal = timezone.now(), request.user.sees_personal_data
    if not revealed:  # what is revealed has a line of its own, with the reason
        record_view(request, survey, now)
    entry, problems = looked_at(survey, at=now)
    trail = trail_of(survey, entry, personal=personal)
    threads = trail.threads
    notes = beside(problems, threads.all, personal=personal, revealed=revealed)
    context = {
        "survey": survey,
        "name": household_name(survey.household, personal=personal),
        "ladder": ladder_to_community(survey.district, survey.community),
        "sections": sheet_of(survey, entry, notes),
        "doubts": unusual.doubts(problems) if personal else [],
        "threads": threads,
        "computed": computed_of(survey, personal=personal),
        "timeline": timeline_of(trail, size=BESIDE),
        "opening": opening_for(request.user, survey),
        "is_masked": not personal,
        "revealed": revealed,
        "may_reveal": not revealed and (request.user.enters_surveys or request.user.accepts_districts),
    }
    return render(request, "surveys/survey_detail.html", context)


@signed_in
def survey_history(request: HttpRequest, pk) -> HttpResponse:
    """Everything that happened to a form, page by page; also while it is being filled in."""
    survey, personal = survey_to_read(request.user, pk), request.user.sees_personal_data
    now = timezone.now()
    record_view(request, survey, now)
    older = request.GET.get("older", "")
    trail = trail_of(survey, looked_at(survey, at=now)[0], personal=personal)
    context = {
        "survey": survey,
        "name": household_name(survey.household, personal=personal),
        "ladder": ladder_to_community(survey.district, survey.community),
        "timeline": timeline_of(trail, older=int(older[:9]) if older.isdecimal() else None),
        "threads": trail.threads,
        "is_first": not older.isdecimal(),
        "is_masked": not personal,
    }
    return render(request, "surveys/survey_history.html", context)


def opening_for(user, survey: Survey) -> str:
    """The address at which this person may unlock the form, with a reason; blank when they may not."""
    if survey.state == State.APPROVED and user.reviews:
        return reverse("survey_unlock", args=[survey.pk])
    if survey.state == State.ACCEPTED and user.accepts_districts:
        return reverse("survey_reopen", args=[survey.pk])
    return ""
