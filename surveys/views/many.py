"""Approving many surveys of the queue: first shown, then done, then told."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.access import district_head
from bkkhousing.lib.paging import PAGE
from communities.readers import household_name
from surveys import actions
from surveys.models import Survey
from surveys.readers import queue
from surveys.views.review import Queue


@district_head
@require_POST
def survey_approve_many(request: HttpRequest) -> HttpResponse:
    """List the surveys that were chosen with the revision that was seen; approve them when that is confirmed."""
    seen = _seen(request.POST.getlist("chosen"))
    waiting = Queue(request, request.POST)
    if not seen:
        return redirect(waiting.address(None))
    if "sure" in request.POST:
        return _approve(request, waiting, seen)
    rows = waiting.all.filter(pk__in=seen).with_place().select_related("updated_by")
    lines = [line for line in queue.all_waiting(rows, waiting.today) if line.revision == seen[line.pk]]
    context = {"queue": waiting, "lines": lines, "changed": len(seen) - len(lines)}
    return render(request, "surveys/approve_many.html", context)


def _seen(chosen: list[str]) -> dict[UUID, int]:
    """Key → revision of what was ticked, at most a page of the queue; what cannot be read is left out."""
    found: dict[UUID, int] = {}
    for one in chosen[:PAGE]:
        key, _colon, revision = one.partition(":")
        try:
            found[UUID(key)] = int(revision)
        except ValueError:
            continue
    return found


def _approve(request: HttpRequest, waiting: Queue, seen: dict[UUID, int]) -> HttpResponse:
    result = actions.approve_many(seen=seen, by=request.user, at=timezone.now())
    context = {
        "queue": waiting,
        "approved": [_named(survey) for survey in result.approved],
        "refused": [(survey, _named(survey), why) for survey, why in result.refused],
        "gone": result.gone,
        "left": waiting.rows.count(),
    }
    return render(request, "surveys/approved_many.html", context, status=409 if result.refused else 200)


def _named(survey: Survey) -> str:
    return household_name(survey.household, personal=True)
