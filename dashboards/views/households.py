"""The register of households and each household's page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from accounts.access import signed_in
from audit.choices import Deed
from audit.models import record, record_list
from bkkhousing.lib.paging import Order, page_of
from communities.models import Household
from communities.readers import household_name
from dashboards.forms import HouseholdFilter
from surveys.models import Round, Survey
from surveys.readers.lists import lines_of
from surveys.readers.places import ladder_to_community
from surveys.views.lists import how_found, remember_search, searched_words

BY_ADDRESS = Order("sort_key")
SEARCHED = "household_search"


@signed_in
def household_list(request: HttpRequest) -> HttpResponse:
    """By house number and head; a search arrives by POST and only from those who may see names."""
    if request.method == "POST":
        return remember_search(request, SEARCHED, reverse("household_list"))
    personal = request.user.sees_personal_data
    form = HouseholdFilter(request.GET, user=request.user)
    chosen = form.chosen()
    words = searched_words(request, SEARCHED) if personal else ""
    rows = Household.objects.visible_to(request.user).in_district(chosen.get("district", ""))
    rows = rows.in_community(chosen.get("community")).search(words)
    page = page_of(rows.select_related("community", "district"), BY_ADDRESS, request.GET)
    seen = [household.pk for household in page.rows]
    record_list(by=request.user, at=timezone.now(), subject="household", keys=seen)
    context = {
        "form": form,
        "page": page,
        "rows": [(household, household_name(household, personal=personal)) for household in page.rows],
        "may_search": personal,
        **how_found(words, chosen, reverse("household_list")),
    }
    return render(request, "communities/household_list.html", context)


@signed_in
def household_detail(request: HttpRequest, pk) -> HttpResponse:
    """One household and its surveys across the rounds."""
    user, now = request.user, timezone.now()
    rows = Household.objects.visible_to(user).select_related("district__group", "community")
    household = get_object_or_404(rows, pk=pk)
    if user.sees_personal_data:
        record(by=user, at=now, deed=Deed.VIEW, subject="household", subject_id=pk)
    surveys = Survey.objects.visible_to(user).filter(household=household).with_place().newest_first()
    lines = lines_of(surveys, personal=user.sees_personal_data)
    round = Round.objects.in_force(timezone.localdate(now))
    context = {
        "household": household,
        "name": household_name(household, personal=user.sees_personal_data),
        "ladder": ladder_to_community(household.district, household.community),
        "lines": lines,
        "round": round,
        "may_start": bool(round) and user.enters_surveys and round.pk not in {line.round for line in lines},
        "is_masked": not user.sees_personal_data,
    }
    return render(request, "communities/household_detail.html", context)
