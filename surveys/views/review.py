"""The head's review: the queue, one survey at a time, approve or return."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from accounts.access import district_head
from bkkhousing.lib import thai
from bkkhousing.lib.paging import Order, page_of
from communities.readers import household_name
from surveys import actions
from surveys.actions.moving import looked_at
from surveys.choices import State
from surveys.forms import ReviewFilter
from surveys.models import Survey
from surveys.readers import queue, unusual
from surveys.readers.computed import computed_of
from surveys.readers.places import ladder_to_community
from surveys.readers.sheet import beside, sheet_of
from surveys.refusals import Conflict, Refused, WrongState
from surveys.views.detail import record_view, survey_to_read

LONGEST_WAITING = Order("submitted_at", by_moment=True)
REMARK = "comment-"


@district_head
def review_queue(request: HttpRequest) -> HttpResponse:
    """Surveys of the district that wait for the head, the longest waiting first."""
    form, rows = _queue(request, request.GET)
    today = timezone.localdate()
    page = page_of(rows.with_place().select_related("updated_by"), LONGEST_WAITING, request.GET)
    chosen = form.chosen()
    context = {
        "form": form,
        "page": page,
        "waiting": [queue.waiting(survey, today) for survey in page.rows],
        "number": rows.count(),
        "is_filtered": bool(chosen),
        "clear_url": reverse("review_queue") if chosen else "",
        "carried": f"?{urlencode(chosen)}" if chosen else "",
    }
    return render(request, "surveys/review_queue.html", context)


@district_head
def survey_review(request: HttpRequest, pk) -> HttpResponse:
    """One survey with what is unusual first and room for a comment beside every answer."""
    survey = survey_to_read(request.user, pk)
    if survey.state != State.SUBMITTED:
        return redirect(survey)
    return _review(request, survey, request.GET)


@district_head
def survey_approve(request: HttpRequest, pk) -> HttpResponse:
    """Accept the survey as it was read."""
    return _decide(request, pk, _approve, _("อนุมัติแล้ว %(time)s"))


@district_head
def survey_return(request: HttpRequest, pk) -> HttpResponse:
    """Give the survey back to the officer with comments on its fields."""
    return _decide(request, pk, _send_back, _("ส่งกลับให้แก้ไขแล้ว %(time)s"))


def _approve(survey: Survey, request: HttpRequest) -> None:
    if _remarks(request.POST):
        raise Refused(_("มีความเห็นที่เขียนไว้ — กด “ส่งกลับให้แก้ไข” หรือลบความเห็นก่อนอนุมัติ"))
    actions.approve(survey=survey, by=request.user, at=timezone.now(), revision=_revision(request))


def _send_back(survey: Survey, request: HttpRequest) -> None:
    actions.send_back(
        survey=survey,
        by=request.user,
        at=timezone.now(),
        comments=list(_remarks(request.POST).items()),
        reason=request.POST.get("reason", ""),
        revision=_revision(request),
    )


def _revision(request: HttpRequest) -> int:
    """The revision that the page showed; 0, which no saved form has, when it is missing."""
    shown = request.POST.get("revision", "")
    return int(shown) if shown.isdecimal() else 0


def _decide(request: HttpRequest, pk, action, said: str) -> HttpResponse:
    """Do it and go on to the next in the queue; refused, stay with what was written."""
    survey = survey_to_read(request.user, pk)
    if request.method != "POST":
        return redirect("survey_review", pk)  # the address of a refused decision, opened again
    if survey.state != State.SUBMITTED:
        messages.error(request, WrongState.sentence)
        return redirect(survey)
    form, rows = _queue(request, request.POST)
    following = queue.next_after(rows, survey)
    try:
        action(survey, request)
    except (WrongState, Conflict) as refusal:
        messages.error(request, refusal.sentence)
        return redirect("survey_review", survey.pk)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return _review(request, survey, request.POST)
    messages.success(request, said % {"time": thai.format_time(timezone.now())})
    return redirect(_address(following, form.chosen()))


def _queue(request: HttpRequest, given):
    """The filter and the surveys it leaves in the queue."""
    form = ReviewFilter(given, user=request.user)
    rows = Survey.objects.visible_to(request.user).awaiting_review()
    return form, rows.in_community(form.chosen().get("community"))


def _remarks(given) -> dict[str, str]:
    """Comments as typed beside the answers, by field; blank ones left out."""
    typed = {key.removeprefix(REMARK): given[key].strip() for key in given if key.startswith(REMARK)}
    return {field: text for field, text in typed.items() if text}


def _address(survey: Survey | None, chosen: dict[str, str]) -> str:
    """The review of a survey, or the queue when none is left; the filter goes along."""
    address = reverse("survey_review", args=[survey.pk]) if survey else reverse("review_queue")
    return f"{address}?{urlencode(chosen)}" if chosen else address


def _review(request: HttpRequest, survey: Survey, given) -> HttpResponse:
    """The page of one survey; `given` holds the filter and, after a refusal, what was written."""
    now = timezone.now()
    record_view(request, survey, now)
    entry, problems = looked_at(survey, at=now)
    notes = beside(problems, survey.comments.select_related("by"), _remarks(given))
    context = {
        "survey": survey,
        "name": household_name(survey.household, personal=True),
        "ladder": ladder_to_community(survey.district, survey.community),
        "sections": sheet_of(survey, entry, notes),
        "doubts": unusual.doubts(problems),
        "outliers": unusual.outliers(survey),
        "changed": unusual.changed_since_return(survey),
        "computed": computed_of(survey, personal=True),
        "reason": given.get("reason", ""),
        **_neighbours(request, survey, given),
    }
    return render(request, "surveys/survey_review.html", context)


def _neighbours(request: HttpRequest, survey: Survey, given) -> dict:
    """The queue around a survey, and the addresses of the next and the previous."""
    form, rows = _queue(request, given)
    chosen, today = form.chosen(), timezone.localdate()
    rows = rows.with_place().select_related("updated_by")
    following, previous = queue.next_after(rows, survey), queue.ahead(rows, survey).first()
    return {
        "waiting": [queue.waiting(one, today) for one in queue.around(rows, survey)],
        "waited": queue.waiting(survey, today),
        "number": rows.count(),
        "chosen": chosen,
        "carried": f"?{urlencode(chosen)}" if chosen else "",
        "next_url": _address(following, chosen) if following else "",
        "previous_url": _address(previous, chosen) if previous else "",
    }
