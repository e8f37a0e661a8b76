"""The page of quality: how far the work of districts and officers can be trusted."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.access import signed_in
from dashboards.filters import NoSuchFilter, asked_of, in_force
from dashboards.pages import page_links
from dashboards.quality.page import QualityPage
from dashboards.readers.places import NoSuchPlace, standing
from dashboards.readers.quality_of_work import quality_of_work
from dashboards.views.progress import ProgressFilter
from surveys.models import Round


@signed_in
def quality(request: HttpRequest) -> HttpResponse:
    """Districts for city readers, officers too for a district's own people; nobody sees another district's work."""
    at = timezone.now()
    rounds = tuple(Round.objects.newest_first())
    if not rounds:
        return render(request, "dashboards/dashboard_none.html")
    try:
        page = _page(request, rounds, at)
    except (NoSuchFilter, NoSuchPlace) as error:
        raise Http404 from error
    return render(request, "dashboards/quality_show.html", _context(page, rounds))


def _page(request: HttpRequest, rounds: tuple[Round, ...], at) -> QualityPage:
    today = timezone.localdate(at)
    asked = asked_of(request.GET, rounds, today).counting_all()
    place = standing(asked=request.GET, user=request.user)
    seen = quality_of_work(standing=place, round=asked.round, today=today, user=request.user)
    return QualityPage(seen, asked, at)


def _context(page: QualityPage, rounds: tuple[Round, ...]) -> dict:
    place = page.seen.standing
    kept = {name: value for name, value in page.asked.parameters.items() if name != "round"}
    return {
        "page": page,
        "page_links": page_links(place, page.asked, "quality"),
        "ladder": page.ladder,
        "round_in_force": in_force(rounds, timezone.localdate(page.at)),
        "filter_form": ProgressFilter(page.asked.round, rounds),
        "hidden": {**place.place.parameters, **kept}.items(),
    }
