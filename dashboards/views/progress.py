"""The page of progress: plan against done by place, officer and day."""

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.access import signed_in
from dashboards.filters import NoSuchFilter, asked_of, in_force
from dashboards.pages import page_links
from dashboards.progress.page import ProgressPage
from dashboards.readers.places import NoSuchPlace, standing
from dashboards.readers.progress import progress as read_progress
from surveys.models import Round


class ProgressFilter(forms.Form):
    """Which round; what counts is always what was sent, beside what is approved of it."""

    use_required_attribute = False
    round = forms.ChoiceField(label=gettext_lazy("รอบสำรวจ"))

    def __init__(self, chosen: Round, rounds: tuple[Round, ...]) -> None:
        super().__init__(initial={"round": chosen.pk})
        self.fields["round"].choices = [(one.pk, _("รอบ %(code)s") % {"code": one.pk}) for one in rounds]


@signed_in
def progress(request: HttpRequest) -> HttpResponse:
    """Districts for everybody on the staff; their parts, days and officers for those who may see their rows."""
    at = timezone.now()
    rounds = tuple(Round.objects.newest_first())
    if not rounds:
        return render(request, "dashboards/dashboard_none.html")
    try:
        page = _page(request, rounds, at)
    except (NoSuchFilter, NoSuchPlace) as error:
        raise Http404 from error
    return render(request, "dashboards/progress_show.html", _context(page, rounds))


def _page(request: HttpRequest, rounds: tuple[Round, ...], at) -> ProgressPage:
    today = timezone.localdate(at)
    asked = asked_of(request.GET, rounds, today).counting_all()
    place = standing(asked=request.GET, user=request.user)
    return ProgressPage(read_progress(standing=place, round=asked.round, today=today), asked, at)


def _context(page: ProgressPage, rounds: tuple[Round, ...]) -> dict:
    place = page.seen.standing
    kept = {name: value for name, value in page.asked.parameters.items() if name != "round"}
    return {
        "page": page,
        "page_links": page_links(place, page.asked, "progress"),
        "ladder": page.ladder,
        "round_in_force": in_force(rounds, timezone.localdate(page.at)),
        "filter_form": ProgressFilter(page.asked.round, rounds),
        "hidden": {**place.place.parameters, **kept}.items(),
    }
