"""The list of surveys: filters in the address, the searched words never."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.access import signed_in
from audit.models import record_list
from bkkhousing.lib.paging import Order, page_of
from surveys.forms import SurveyFilter
from surveys.models import Survey
from surveys.readers.conditions import Conditions, conditions_of
from surveys.readers.lists import lines_of
from surveys.readers.papers import code_in

NEWEST = Order("updated_at", descending=True, by_moment=True)
LONGEST_SEARCH = 100
SEARCHED = "survey_search"


@signed_in
def survey_list(request: HttpRequest) -> HttpResponse:
    """Newest first; a search arrives by POST, since names and house numbers do not belong in addresses."""
    if request.method == "POST":
        if code := code_in(request.POST.get("q", ""), request.user):
            return redirect("paper_open", code)
        return remember_search(request, SEARCHED, reverse("survey_list"))
    user = request.user
    form = SurveyFilter(request.GET, user=user)
    words = searched_words(request, SEARCHED)
    chosen = form.chosen()
    conditions = conditions_of(request.GET, user)
    rows = conditions.of(chosen_surveys(user, chosen)).search(words, personal=user.sees_personal_data)
    page = page_of(rows.with_place(), NEWEST, request.GET)
    record_list(by=user, at=timezone.now(), subject="survey", keys=[row.pk for row in page.rows])
    context = {
        "form": form,
        "page": page,
        "lines": lines_of(page.rows, personal=user.sees_personal_data),
        "conditions": conditions.facts,
        **how_found(words, chosen, reverse("survey_list"), conditions),
    }
    return render(request, "surveys/survey_list.html", context)


def chosen_surveys(user, chosen: dict[str, str]):
    """The surveys that the person may read and the filters leave."""
    return (
        Survey.objects.visible_to(user)
        .in_round(chosen.get("round"))
        .in_district(chosen.get("district", ""))
        .in_community(chosen.get("community"))
        .in_state(chosen.get("state", ""))
    )


def remember_search(request: HttpRequest, key: str, address: str) -> HttpResponse:
    """Keep the searched words with the session; the address only says that there are some."""
    words = request.POST.get("q", "").strip()[:LONGEST_SEARCH]
    request.session[key] = words
    return redirect(f"{address}?search=1" if words else address)


def searched_words(request: HttpRequest, key: str) -> str:
    return request.session.get(key, "") if "search" in request.GET else ""


def how_found(words: str, chosen: dict[str, str], address: str, conditions: Conditions | None = None) -> dict:
    """What a list page says about its search and filters; a filter keeps the search, clearing it does too."""
    search = "?search=1" if words else ""
    further = conditions.parameters if conditions else []
    return {
        "words": words,
        "hidden": [*([("search", "1")] if words else []), *further],
        "clear_url": f"{address}{search}" if chosen or further else "",
        "is_filtered": bool(words or chosen or further),
    }
