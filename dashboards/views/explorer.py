"""The explorer: one coded question or two, counted for a place, on a page and as a file."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.access import signed_in
from dashboards.explorer import ExplorerFilter, look_of
from dashboards.explorer_drawing import drawing_of, finding_of, unit_of
from dashboards.explorer_files import FILES
from dashboards.filters import NoSuchFilter, asked_of, in_force
from dashboards.pages import page_links
from dashboards.readers.explorer import ExplorerPage, explorer_page
from dashboards.readers.places import NoSuchPlace, standing
from dashboards.views.dashboard import as_shown
from surveys.models import Round


@signed_in
def explorer(request: HttpRequest) -> HttpResponse:
    """Every cell leads to its rows where the reader may see them; where not, small ones are withheld."""
    rounds = tuple(Round.objects.newest_first())
    if not rounds:
        return render(request, "dashboards/dashboard_none.html")
    page = _page(request, rounds)
    return render(request, "dashboards/explorer_show.html", _context(page, rounds))


@signed_in
def explorer_file(request: HttpRequest) -> HttpResponse:
    """The shown table, withheld as on the page; `file` is `xlsx` or `csv`."""
    kind, rounds = request.GET.get("file", "xlsx"), tuple(Round.objects.newest_first())
    if kind not in FILES or not rounds:
        raise Http404
    page = _page(request, rounds)
    if not page.may_cross:
        raise Http404
    content_type, content_of = FILES[kind]
    keys = "_".join(one.key for one in page.look.asked)
    name = f"bkkhousing_{page.asked.round.pk}_{page.seen.place.key}_{keys}.{kind}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content_of(page), content_type=content_type, headers=headers)


def _page(request: HttpRequest, rounds: tuple[Round, ...]) -> ExplorerPage:
    at = timezone.now()
    try:
        asked = asked_of(request.GET, rounds, timezone.localdate(at))
        place = standing(asked=request.GET, user=request.user)
        look = look_of(request.GET)
    except (NoSuchFilter, NoSuchPlace) as error:
        raise Http404 from error
    return explorer_page(standing=place, asked=as_shown(place, asked), look=look, at=at)


def _context(page: ExplorerPage, rounds: tuple[Round, ...]) -> dict:
    form = ExplorerFilter(page.look, page.asked, rounds, only_counted=page.is_veiled)
    drawing = drawing_of(page)
    return {
        "page": page,
        "page_links": page_links(page.seen.standing, page.asked, "explorer"),
        "ladder": page.ladder,
        "round_in_force": in_force(rounds, timezone.localdate(page.at)),
        "filter_form": form,
        "hidden": page.seen.place.parameters.items(),
        "finding": finding_of(page),
        "unit": unit_of(page),
        "drawing": drawing,
        "drawings": {"explorer": drawing} if drawing else {},
    }
