"""The head writes the plan of their own district, section by section."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import district_head
from districts.models import District
from plans import actions
from plans.forms.differing import differences
from plans.forms.sections import BY_SLUG, SECTIONS, Section, after
from plans.models import SurveyPlan
from plans.refusals import NothingToCopy, Stale
from plans.views.places import district_of, ladder_of, plan_of, revision_in, round_of
from surveys.models import Round
from surveys.refusals import Refused

ONLY_SHOWN = ("find_now", "more")
"""Buttons that show the form anew and keep nothing: look for a community, give further rows."""


@district_head
def plan_edit(request: HttpRequest, round: str, district: str, section: str) -> HttpResponse:
    """One section; a save that cannot be made gives back everything that was typed."""
    place = {"district": district_of(request, district), "round": round_of(round)}
    if section not in BY_SLUG:
        raise Http404
    plan = plan_of(request, **place)
    if plan and not plan.is_editable and request.method == "GET":
        messages.error(request, _("แผนนี้ส่งสำนักหรืออนุมัติแล้ว แก้ไม่ได้ — ดึงกลับมาแก้จากหน้าแผนก่อน"))
        return redirect(plan)
    given = request.POST if request.method == "POST" else None
    form = BY_SLUG[section](plan=plan, district=place["district"], user=request.user, given=given)
    if given is None:
        return _page(request, form, **place)
    return _shown_or_saved(request, form, **place)


def _shown_or_saved(request: HttpRequest, form: Section, **place) -> HttpResponse:
    if any(name in request.POST for name in ONLY_SHOWN):
        return _page(request, form, **place)
    if not form.is_valid():
        return _page(request, form, status=422, **place)
    try:
        plan = _save(request, form, **place)
    except Stale as refusal:
        return _stale(request, form, refusal, **place)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return _page(request, form, status=refusal.status, **place)
    messages.success(request, _("บันทึก “%(section)s” แล้ว") % {"section": form.title})
    return _next(request, form, plan)


def _save(request: HttpRequest, form: Section, **place) -> SurveyPlan:
    written = {"fields": form.fields, "rows": form.rows, "revision": revision_in(request.POST)}
    return actions.save_plan(**place, **written, by=request.user, at=timezone.now())


def _next(request: HttpRequest, form: Section, plan: SurveyPlan) -> HttpResponse:
    """The same section, or with the button for it the one that follows, at last the plan."""
    slug = after(form.slug) if "then" in request.POST else form.slug
    return redirect("plan_edit", plan.round_id, plan.district_id, slug) if slug else redirect(plan)


def _stale(request: HttpRequest, form: Section, refusal: Stale, **place) -> HttpResponse:
    """What was typed, beside what somebody else has stored meanwhile; the next save is made knowingly."""
    now = type(form)(plan=refusal.stored, district=place["district"], user=request.user)
    more = {"stale": refusal.stored, "differences": differences(form, now)}
    return _page(request, form, status=refusal.status, revision=refusal.stored.revision, **more, **place)


def _page(
    request: HttpRequest,
    form: Section,
    *,
    round: Round,
    district: District,
    status: int = 200,
    revision: int | None = None,
    **more,
) -> HttpResponse:
    known = form.plan.revision if form.plan else 0
    if revision is None:
        revision = known if request.method == "GET" else revision_in(request.POST)
    here = reverse("plan_detail", args=[round.pk, district.pk])
    context = {
        "round": round,
        "district": district,
        "section": form,
        "sections": SECTIONS,
        "revision": revision,
        "is_last": not after(form.slug),
        "ladder": ladder_of((_("แผนเขต%(name)s") % {"name": district.name}, here), (form.title, "")),
        **more,
    }
    return render(request, "plans/plan_edit.html", context, status=status)


@require_POST
@district_head
def plan_copy(request: HttpRequest, round: str, district: str) -> HttpResponse:
    """Begin with what the last round's plan says."""
    place = {"district": district_of(request, district), "round": round_of(round)}
    earlier = SurveyPlan.objects.visible_to(request.user).in_district(district).before(place["round"]).first()
    try:
        if earlier is None:
            raise NothingToCopy
        actions.copy_plan(**place, source=earlier, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect("plan_detail", round, district)
    messages.success(request, _("คัดลอกแผนรอบก่อนแล้ว — ตรวจชุมชนและใส่วันของรอบนี้"))
    return redirect("plan_edit", round, district, SECTIONS[0].slug)
