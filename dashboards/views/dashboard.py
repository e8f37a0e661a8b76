"""The figures of the city, a group, a district or a community."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.access import signed_in
from dashboards import key_numbers
from dashboards.charts.findings import MEASURES_DRAWN
from dashboards.filters import Asked, DashboardFilter, NoSuchFilter, asked_of, in_force
from dashboards.indicators import IN_TABLE
from dashboards.pages import page_links
from dashboards.readers.overview import Overview, overview
from dashboards.readers.page import Page
from dashboards.readers.places import NoSuchPlace, Standing, standing
from surveys.models import Round


@signed_in
def dashboard(request: HttpRequest) -> HttpResponse:
    """Aggregates for everybody on the staff; communities only for their district and the city's readers."""
    at = timezone.now()
    rounds = tuple(Round.objects.newest_first())
    if not rounds:
        return render(request, "dashboards/dashboard_none.html")
    try:
        asked = asked_of(request.GET, rounds, timezone.localdate(at))
        place = standing(asked=request.GET, user=request.user)
    except (NoSuchFilter, NoSuchPlace) as error:
        raise Http404 from error
    page = Page(_seen(place, asked), asked, at)
    return render(request, "dashboards/dashboard_show.html", _context(page, rounds))


def _seen(place: Standing, asked: Asked) -> Overview:
    """Only the columns that the page shows are added up."""
    shown = {*MEASURES_DRAWN, *asked.indicator.needs}
    shown.update(name for column in IN_TABLE for name in column.needs)
    return overview(
        standing=place,
        round=asked.round,
        before=asked.before,
        states=asked.states,
        measures=sorted(shown),
        key_measures=key_numbers.NEEDED,
    )


def _context(page: Page, rounds: tuple[Round, ...]) -> dict:
    sections = () if page.is_empty else page.sections
    return {
        "page": page,
        "page_links": page_links(page.seen.standing, page.asked, "overview"),
        "ladder": page.ladder,
        "round_in_force": in_force(rounds, timezone.localdate(page.at)),
        "filter_form": DashboardFilter(page.asked, rounds, ranks=page.shows_parts),
        "hidden": page.seen.place.parameters.items(),
        "sections": sections,
        "drawings": {chart.key: chart.drawing for part in sections for chart in part.charts if chart.bars},
    }
