"""The pages of figures of the city, a group, a district or a community: one view, one declaration a theme."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.access import signed_in
from dashboards.filters import Asked, DashboardFilter, NoSuchFilter, asked_of, in_force
from dashboards.pages import page_links
from dashboards.readers.overview import overview
from dashboards.readers.page import Page
from dashboards.readers.places import NoSuchPlace, Standing, standing
from dashboards.themes import THEMES, Theme
from dashboards.trust import CHANGED, CHANGED_FORMS
from surveys.models import Round


@signed_in
def dashboard(request: HttpRequest, theme: str = "overview") -> HttpResponse:
    """Aggregates for everybody on the staff; communities only for their district and the city's readers."""
    at = timezone.now()
    rounds = tuple(Round.objects.newest_first())
    if not rounds:
        return render(request, "dashboards/dashboard_none.html")
    try:
        page = _page(request, rounds, at, THEMES[theme])
    except (NoSuchFilter, NoSuchPlace) as error:
        raise Http404 from error
    return render(request, "dashboards/dashboard_show.html", _context(page, rounds))


def _page(request: HttpRequest, rounds: tuple[Round, ...], at, theme: Theme) -> Page:
    """Only the columns that the page shows are added up."""
    asked = asked_of(request.GET, rounds, timezone.localdate(at), theme.on_map)
    place = standing(asked=request.GET, user=request.user)
    asked = as_shown(place, asked)
    measures = (*theme.measures(asked.indicator), CHANGED, CHANGED_FORMS)
    seen = overview(standing=place, asked=asked, measures=measures, compared=theme.drawn)
    return Page(seen, asked, at, theme, personal=request.user.sees_personal_data)


def as_shown(place: Standing, asked: Asked) -> Asked:
    """Where small counts are withheld all that was sent is counted: parts of it would tell them by subtraction."""
    return asked if place.sees_rows_of(place.place) else asked.counting_all()


def _context(page: Page, rounds: tuple[Round, ...]) -> dict:
    sections = () if page.is_empty else page.sections
    seen = page.seen
    form = DashboardFilter(
        page.asked,
        rounds,
        ranks=page.shows_parts,
        on_map=page.theme.on_map,
        districts=seen.standing.districts,
        only_counted=page.is_veiled,
    )
    return {
        "page": page,
        "page_links": page_links(seen.standing, page.asked, page.theme.slug),
        "ladder": page.ladder,
        "round_in_force": in_force(rounds, timezone.localdate(page.at)),
        "filter_form": form,
        "hidden": page.carried.items(),
        "sections": sections,
        "drawings": {chart.key: chart.drawing for part in sections for chart in part.charts if chart.drawn},
    }
