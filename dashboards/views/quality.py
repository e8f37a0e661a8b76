"""The page of quality: how far the work of districts and officers can be trusted."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from accounts.access import signed_in
from accounts.models import User
from dashboards.filters import Asked
from dashboards.quality.page import QualityPage
from dashboards.readers.places import Standing
from dashboards.readers.quality_of_work import quality_of_work
from dashboards.views.round_page import show_round_page


@signed_in
def quality(request: HttpRequest) -> HttpResponse:
    """Districts for city readers, officers too for a district's own people; nobody sees another district's work."""
    return show_round_page(request, _page, "dashboards/quality_show.html")


def _page(place: Standing, asked: Asked, at: datetime, user: User) -> QualityPage:
    seen = quality_of_work(standing=place, round=asked.round, today=timezone.localdate(at), user=user)
    return QualityPage(seen, asked, at)
