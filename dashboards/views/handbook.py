"""The handbook: an index by role and one short page for each task."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.access import signed_in
from dashboards.handbook import BY_SLUG, tasks_of


@signed_in
def handbook(request: HttpRequest) -> HttpResponse:
    """Every task, those of the reader's role first; `?q=` leaves the pages that hold the words."""
    asked = request.GET.get("q", "").strip()[:100]
    own, others = tasks_of(request.user.role, asked)
    return render(request, "handbook/index.html", {"asked": asked, "own": own, "others": others})


@signed_in
def handbook_task(request: HttpRequest, slug: str) -> HttpResponse:
    """How one task is done, and what to do when it does not go as it should."""
    task = BY_SLUG.get(slug)
    if task is None:
        raise Http404
    ladder = [{"label": _("คู่มือ"), "url": reverse("handbook")}, {"label": task.title}]
    return render(request, "handbook/task.html", {"task": task, "ladder": ladder})
