"""How the pages about the work of a round are asked for and shown, whatever they tell."""

from collections.abc import Callable
from datetime import datetime

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from dashboards.filters import Asked, NoSuchFilter, asked_of, in_force
from dashboards.pages import page_links
from dashboards.readers.places import NoSuchPlace, Standing, standing
from dashboards.round_page import RoundPage
from surveys.models import Round

Making = Callable[[Standing, Asked, datetime, User], RoundPage]


class RoundFilter(forms.Form):
    """Which round; what counts is always what was sent."""

    use_required_attribute = False
    round = forms.ChoiceField(label=gettext_lazy("รอบสำรวจ"))

    def __init__(self, chosen: Round, rounds: tuple[Round, ...]) -> None:
        super().__init__(initial={"round": chosen.pk})
        self.fields["round"].choices = [(one.pk, _("รอบ %(code)s") % {"code": one.pk}) for one in rounds]


def show_round_page(request: HttpRequest, make: Making, template: str) -> HttpResponse:
    """The page that `make` reads for the place and round of the address."""
    at = timezone.now()
    rounds = tuple(Round.objects.newest_first())
    if not rounds:
        return render(request, "dashboards/dashboard_none.html")
    try:
        asked = asked_of(request.GET, rounds, timezone.localdate(at)).counting_all()
        place = standing(asked=request.GET, user=request.user)
    except (NoSuchFilter, NoSuchPlace) as error:
        raise Http404 from error
    page = make(place, asked, at, request.user)
    return render(request, template, _context(page, rounds))


def _context(page: RoundPage, rounds: tuple[Round, ...]) -> dict:
    return {
        "page": page,
        "page_links": page_links(page.seen.standing, page.asked, page.slug),
        "ladder": page.ladder,
        "round_in_force": in_force(rounds, timezone.localdate(page.at)),
        "filter_form": RoundFilter(page.asked.round, rounds),
        "hidden": page.carried.items(),
    }
