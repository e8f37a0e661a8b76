"""The head sends a plan or takes it back; the Department approves or returns it."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import department_staff, district_head
from plans import actions
from plans.models import SurveyPlan
from plans.refusals import PlanGaps
from plans.views.places import district_of, revision_in, round_of
from plans.views.plans import plan_page
from surveys.refusals import Refused


@require_POST
@district_head
def plan_send(request: HttpRequest, round: str, district: str) -> HttpResponse:
    """Send the plan of the own district, or take it back to mend it."""
    if request.POST.get("what") == "take_back":
        reason = request.POST.get("reason", "")
        return _moved(request, round, district, actions.take_back, _("ดึงแผนกลับมาแก้แล้ว"), reason=reason)
    return _moved(request, round, district, actions.send, _("ส่งแผนให้สำนักแล้ว"))


@require_POST
@department_staff
def plan_decide(request: HttpRequest, round: str, district: str) -> HttpResponse:
    """Approve a plan, or return it with what must be mended."""
    reason = request.POST.get("reason", "")
    if request.POST.get("what") == "return":
        return _moved(request, round, district, actions.return_plan, _("ส่งแผนกลับให้เขตแก้แล้ว"), reason=reason)
    return _moved(request, round, district, actions.approve, _("อนุมัติแผนแล้ว"), reason=reason)


def _moved(
    request: HttpRequest, round: str, district: str, act: Callable, done: str, **given
) -> HttpResponse:
    """Make the move as the page was read; refused, the page says why and keeps the words."""
    place = {"district": district_of(request, district), "round": round_of(round)}
    plan = get_object_or_404(SurveyPlan.objects.visible_to(request.user).of(place["round"], district))
    try:
        act(plan=plan, revision=revision_in(request.POST), by=request.user, at=timezone.now(), **given)
    except PlanGaps as refusal:
        messages.error(request, refusal.sentence)
        return plan_page(request, **place, status=refusal.status)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return plan_page(request, **place, status=refusal.status, reason=given.get("reason", ""))
    messages.success(request, done)
    return redirect(plan)
