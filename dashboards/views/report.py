"""Has the executive report made of the place, round and state of a page."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.access import data_exporter
from dashboards.filters import NoSuchFilter
from dashboards.readers.places import NoSuchPlace
from dashboards.reports import asking, making
from dashboards.themes import OVERVIEW
from jobs.actions import start


@require_POST
@data_exporter
def report(request: HttpRequest) -> HttpResponse:
    """Put the job in the queue and lead to it; it tells of the figures as they are when its turn comes."""
    at, given = timezone.now(), asking.parameters_of(request.POST)
    try:
        place, asked = asking.read(given, user=request.user, at=at)
    except (NoSuchFilter, NoSuchPlace) as error:
        raise Http404 from error
    first = asked[OVERVIEW]
    job = start(
        kind=making.KIND,
        by=request.user,
        at=at,
        parameters={**given, "round": first.round.pk},
        subject=making.subject(place.place, first),
    )
    return redirect(job)
