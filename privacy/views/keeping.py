"""What is kept and how long: what is due, approved by two people of the Department, and the list of personal fields."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.access import department_staff, privacy_desk
from privacy import retention
from privacy.choices import BY_TWO_PEOPLE
from privacy.inventory import HEADS, lines
from privacy.models import Disposal, RetentionRule
from surveys.refusals import Refused

SHOWN = 100
DEEDS = {
    "propose": retention.propose,
    "approve": retention.approve,
    "take_back": retention.take_proposal_back,
}


@department_staff
@require_GET
def retention_page(request: HttpRequest) -> HttpResponse:
    """How long everything is kept, and what is due to be taken away."""
    rules = RetentionRule.objects.in_force(timezone.localdate())
    disposals = Disposal.objects.select_related("round", "proposed_by", "approved_by").newest_first()[:SHOWN]
    context = {
        "rules": [(rule, rule.kind in BY_TWO_PEOPLE) for _kind, rule in sorted(rules.items())],
        "disposals": disposals,
    }
    return render(request, "privacy/retention.html", context)


@department_staff
@require_POST
def disposal(request: HttpRequest, pk: int) -> HttpResponse:
    """Propose, approve or take the proposal back."""
    row = get_object_or_404(Disposal, pk=pk)
    act = DEEDS.get(request.POST.get("what", ""))
    try:
        if act:
            act(disposal=row, by=request.user, at=timezone.now())
            messages.success(request, _("บันทึกแล้ว"))
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    return redirect("privacy_retention")


@privacy_desk
@require_GET
def inventory(request: HttpRequest) -> HttpResponse:
    """Every personal field and why it is kept."""
    return render(
        request, "privacy/inventory.html", {"heads": HEADS, "rows": [line.cells for line in lines()]}
    )
