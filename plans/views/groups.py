"""The working group of a district: its page, its footing and members, what became of its decisions."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import district_head, signed_in
from districts.models import District
from plans import actions
from plans.choices import DecisionState
from plans.forms.groups import GroupForm, MemberRow
from plans.forms.problems import problems_of
from plans.forms.rows import table_of
from plans.models import Decision, Meeting, WorkingGroup
from plans.readers.groups import decisions_of, meetings_of, members_of
from plans.refusals import Stale
from plans.views.places import district_of, ladder_of, revision_in
from surveys.refusals import Refused

MEMBER_COLUMNS = ("pk", "name", "position", "organisation", "role", "phone")
GROUP_FIELDS = ("status", "order_number", "order_date", "words")


@signed_in
def working_group(request: HttpRequest, district: str) -> HttpResponse:
    """Who is in it, what it decided and what is late, when it met."""
    place, today, user = district_of(request, district), timezone.localdate(), request.user
    decisions = decisions_of(Decision.objects.visible_to(user), place, today)
    context = {
        "district": place,
        "group": group_of(request, place),
        "members": members_of(place, user),
        "meetings": meetings_of(Meeting.objects.visible_to(user), place),
        "open_decisions": [line for line in decisions if line.is_open],
        "settled_decisions": [line for line in decisions if not line.is_open],
        "overdue": sum(line.is_overdue for line in decisions),
        "may_write": user.reviews,
        "ladder": ladder_of((_("คณะทำงานเขต%(name)s") % {"name": place.name}, "")),
    }
    return render(request, "plans/working_group.html", context)


def group_of(request: HttpRequest, district: District) -> WorkingGroup | None:
    return WorkingGroup.objects.visible_to(request.user).filter(district=district).first()


@district_head
def working_group_edit(request: HttpRequest, district: str) -> HttpResponse:
    """The footing and the members; a stale page is told and keeps what was typed."""
    place = district_of(request, district)
    group = group_of(request, place)
    given = request.POST if request.method == "POST" else None
    form = GroupForm(given, initial=_fields_of(group))
    table = table_of(MemberRow, "members", given=given, initial=_members_of(group))
    page = {"district": place, "form": form, "table": table, "revision": group.revision if group else 0}
    if given is None or "more" in given:
        return _edit_page(request, **page)
    if not (form.is_valid() and table.is_valid()):
        return _edit_page(request, status=422, **page)
    return _saved(request, page)


def _saved(request: HttpRequest, page: dict) -> HttpResponse:
    written = {"fields": page["form"].cleaned_data, "members": page["table"].kept}
    made = {"revision": revision_in(request.POST), "by": request.user, "at": timezone.now()}
    try:
        group = actions.save_group(district=page["district"], **written, **made)
    except Stale as refusal:
        return _edit_page(request, status=refusal.status, **page, stale=refusal.stored)
    messages.success(request, _("บันทึกคณะทำงานแล้ว"))
    return redirect(group)


def _edit_page(
    request: HttpRequest, *, status: int = 200, stale: WorkingGroup | None = None, **page
) -> HttpResponse:
    """A stale page takes over the newest revision, so that the next save is made knowingly."""
    if request.method == "POST" and stale is None:
        page["revision"] = revision_in(request.POST)
    name, here = page["district"].name, reverse("working_group", args=[page["district"].pk])
    ladder = ladder_of((_("คณะทำงานเขต%(name)s") % {"name": name}, here), (_("แก้ไข"), ""))
    problems = problems_of([page["form"]], page["table"].forms)
    context = {**page, "problems": problems, "stale": stale, "ladder": ladder}
    return render(request, "plans/working_group_edit.html", context, status=status)


def _fields_of(group: WorkingGroup | None) -> dict:
    return {name: getattr(group, name) for name in GROUP_FIELDS} if group else {"status": "none"}


def _members_of(group: WorkingGroup | None) -> list[dict]:
    return list(group.members.present().values(*MEMBER_COLUMNS)) if group else []


@require_POST
@district_head
def decision_settle(request: HttpRequest, district: str, pk: int) -> HttpResponse:
    """Say that a decision is done, dropped, or open again."""
    place = district_of(request, district)
    mine = Decision.objects.visible_to(request.user).filter(meeting__group__district=place)
    decision = get_object_or_404(mine, pk=pk)
    state, was = request.POST.get("state", ""), request.POST.get("was", "")
    if state not in DecisionState.values:
        messages.error(request, _("เลือกผลของมติก่อน"))
        return redirect("working_group", district)
    try:
        settled = actions.settle_decision(
            decision=decision, state=state, was=was, by=request.user, at=timezone.now()
        )
        messages.success(request, _("มติ “%(what)s” — %(state)s") % _said(settled))
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    return redirect("working_group", district)


def _said(decision: Decision) -> dict[str, str]:
    return {"what": str(decision), "state": decision.get_state_display()}
