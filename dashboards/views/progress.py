"""The page of progress: plan against done by place, officer and day."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from accounts.access import signed_in
from accounts.models import User
from dashboards.filters import Asked
from dashboards.progress.page import ProgressPage
from dashboards.readers.places import Standing
from dashboards.readers.progress import progress as read_progress
from dashboards.views.round_page import show_round_page


@signed_in
def progress(request: HttpRequest) -> HttpResponse:
    """Districts for everybody on the staff; their parts, days and officers for those who may see their rows."""
    return show_round_page(request, _page, "dashboards/progress_show.html")


def _page(place: Standing, asked: Asked, at: datetime, user: User) -> ProgressPage:
    """Who asks is in the standing."""
    seen = read_progress(standing=place, round=asked.round, today=timezone.localdate(at))
    return ProgressPage(seen, asked, at)
