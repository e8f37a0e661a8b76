"""The districts' plans side by side, and one plan to read."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.access import signed_in
from districts.models import District
from plans import rules
from plans.forms.lists import PlanFilter
from plans.forms.sections import SECTIONS
from plans.models import Decision, SurveyPlan, WorkingGroup
from plans.readers import Pace, community_lines, counts_by_state, district_plan_lines
from plans.readers.districts import DistrictPlanLine
from plans.views.places import district_of, ladder_of, plan_of, round_of
from surveys.models import Round


@signed_in
def plan_list(request: HttpRequest) -> HttpResponse:
    """Every district's plan of a round; people of a district go straight to their own."""
    today = timezone.localdate()
    form = PlanFilter(request.GET)
    round = form.chosen_round(today)
    if request.user.district_id and round:
        return redirect("plan_detail", round.pk, request.user.district_id)
    everything = district_plan_lines(round=round, user=request.user, today=today) if round else []
    lines = form.cut(everything)
    context = {
        "form": form,
        "round": round,
        "lines": lines,
        "counts": counts_by_state(everything),
        "total": _total(lines),
        "clear_url": reverse("plan_list") if form.chosen().keys() - {"round"} else "",
    }
    return render(request, "plans/plan_list.html", context)


def _total(lines: Sequence[DistrictPlanLine]) -> dict[str, object]:
    """The sums under the list."""
    return {
        "districts": len(lines),
        "done": sum(line.done for line in lines),
        "expected": sum(line.expected for line in lines),
        "overdue": sum(line.overdue for line in lines),
        "pace": Pace.together(line.pace for line in lines if line.pace),
    }


@signed_in
def plan_detail(request: HttpRequest, round: str, district: str) -> HttpResponse:
    """One district's plan, with how far it has come."""
    place = {"district": district_of(request, district), "round": round_of(round)}
    return plan_page(request, **place)


def plan_page(
    request: HttpRequest, *, round: Round, district: District, status: int = 200, **more
) -> HttpResponse:
    """The page of a plan; `more` are what was typed and what was refused."""
    plan = plan_of(request, round, district)
    context = {
        "round": round,
        "district": district,
        "plan": plan,
        "rounds": Round.objects.newest_first(),
        "ladder": ladder_of((_("เขต%(name)s") % {"name": district.name}, "")),
        **_of_group(request, district),
        **(_of_plan(request, plan) if plan else _before_plan(request, round, district)),
        **more,
    }
    return render(request, "plans/plan_detail.html", context, status=status)


def _of_plan(request: HttpRequest, plan: SurveyPlan) -> dict:
    today = timezone.localdate()
    lines = community_lines(plan, today)
    user = request.user
    writes = user.reviews and plan.is_editable
    return {
        "lines": lines,
        "pace": Pace.together(line.pace for line in lines),
        "interviewers": sum(person.interviewers for person in plan.people.all()),
        "sections": SECTIONS,
        "moves": plan.moves.select_related("by"),
        "in_force": plan.state != "approved" and plan.targets.exists(),
        "gaps": rules.gaps(plan) if writes else [],
        "may_write": writes,
        "may_take_back": user.reviews and plan.state in ("sent", "approved"),
        "may_approve": user.accepts_districts and plan.state == "sent",
        "may_return": user.accepts_districts and plan.state in ("sent", "approved"),
    }


def _before_plan(request: HttpRequest, round: Round, district: District) -> dict:
    earlier = SurveyPlan.objects.visible_to(request.user).in_district(district.pk).before(round)
    return {"earlier": earlier.select_related("round").first(), "may_write": request.user.reviews}


def _of_group(request: HttpRequest, district: District) -> dict:
    """The working group in one line."""
    decisions = Decision.objects.visible_to(request.user).filter(meeting__group__district=district)
    return {
        "group": WorkingGroup.objects.visible_to(request.user).filter(district=district).first(),
        "overdue": decisions.overdue(timezone.localdate()).count(),
    }
