"""Which round and district an address names, for the person who asks."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from districts.models import District
from plans.models import SurveyPlan
from surveys.models import Round


def district_of(request: HttpRequest, code: str) -> District:
    """A district whose rows the person may read; another one is not there."""
    mine = District.objects.visible_to(request.user).select_related("group")
    return get_object_or_404(mine, pk=code)


def round_of(code: str) -> Round:
    """The round of this code; the zero character, which PostgreSQL does not take, is in none."""
    if "\0" in code:
        raise Http404
    return get_object_or_404(Round.objects.prefetch_related("extensions"), pk=code)


def plan_of(request: HttpRequest, round: Round, district: District) -> SurveyPlan | None:
    """The plan as the person may read it, or none while nobody has begun it."""
    rows = SurveyPlan.objects.visible_to(request.user).of(round, district.pk)
    plan = rows.select_related("updated_by").first()
    if plan:
        plan.round, plan.district = round, district
    return plan


def ladder_of(*steps: tuple[str, str]) -> list[dict[str, str]]:
    """The way to a page, from the plans: all of them, or that of the own district."""
    first = (_("แผนสำรวจ"), reverse("plan_list"))
    return [{"label": label, "url": url} for label, url in (first, *steps)]


def revision_in(given) -> int:
    """The revision that the page showed; -1, which is never right, when it is missing."""
    shown = given.get("revision", "")
    return int(shown) if shown.isdecimal() and len(shown) < 10 else -1
