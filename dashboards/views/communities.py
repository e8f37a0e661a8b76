"""The register of communities and each community's page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from accounts.access import signed_in
from audit.models import record_list
from bkkhousing.lib.paging import Order, page_of
from communities.models import Community
from dashboards.forms import CommunityFilter
from dashboards.readers.communities import figures_of, progress_of
from surveys.models import Round, Survey
from surveys.readers.lists import lines_of
from surveys.readers.places import ladder_of

BY_NAME = Order("sort_key")
SURVEYS_SHOWN = 20


@signed_in
def community_list(request: HttpRequest) -> HttpResponse:
    """In the order of the Thai dictionary, with how far each has come in the round in force."""
    form = CommunityFilter(request.GET, user=request.user)
    round = Round.objects.in_force(timezone.localdate())
    chosen = form.chosen()
    rows = Community.objects.visible_to(request.user).in_district(chosen.get("district", ""))
    if "type" in chosen:
        rows = rows.filter(type=chosen["type"])
    page = page_of(rows.search(chosen.get("q", "")).select_related("type", "district"), BY_NAME, request.GET)
    context = {
        "form": form,
        "page": page,
        "rows": progress_of(page.rows, round),
        "round": round,
        "clear_url": reverse("community_list") if chosen else "",
    }
    return render(request, "communities/community_list.html", context)


@signed_in
def community_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Facts, other names, the figures so far and the newest surveys."""
    user = request.user
    rows = Community.objects.visible_to(user).select_related("district__group", "subdistrict", "type")
    community = get_object_or_404(rows.prefetch_related("aliases"), pk=pk)
    round = Round.objects.in_force(timezone.localdate())
    surveys = Survey.objects.visible_to(user).in_community(pk).with_place().newest_first()
    lines = lines_of(surveys[:SURVEYS_SHOWN], personal=user.sees_personal_data)
    record_list(by=user, at=timezone.now(), subject="survey", keys=[line.pk for line in lines])
    context = {
        "community": community,
        "ladder": ladder_of(community),
        "round": round,
        "figures": figures_of(community, round),
        "lines": lines,
    }
    return render(request, "communities/community_detail.html", context)
