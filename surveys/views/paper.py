"""Forms on paper: choosing what to print, the sheets themselves, and the way back from a code to its form."""

import segno
from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from accounts.access import district_staff
from bkkhousing.lib.codes import in_groups, typed_code
from communities.models import Community
from surveys import actions
from surveys.actions.papers import MOST_FORMS
from surveys.models import PaperForm, Round
from surveys.questionnaire import VERSION, asked_by
from surveys.readers import papers
from surveys.readers.paper_questions import ROWS_OF_DEBTS, ROWS_OF_MEMBERS, paper_sections
from surveys.readers.papers import code_in
from surveys.refusals import Deleted, RoundClosed

PREFILLED, BLANK = "prefilled", "blank"


class PaperChoice(forms.Form):
    """What to print; a choice that does not exist prints nothing."""

    use_required_attribute = False
    round = forms.ModelChoiceField(
        Round.objects.newest_first(), label=gettext_lazy("รอบสำรวจ"), empty_label=None
    )
    community = forms.ModelChoiceField(
        Community.objects.none(),
        label=gettext_lazy("ชุมชน"),
        required=False,
        empty_label=gettext_lazy("ไม่ระบุชุมชน"),
    )
    number = forms.IntegerField(min_value=1, max_value=MOST_FORMS, required=False)
    part = forms.IntegerField(min_value=1, max_value=1000, required=False)

    def __init__(self, given, *, user):
        super().__init__(given)
        self.fields["community"].queryset = Community.objects.visible_to(user).by_name()


@district_staff
def paper_forms(request: HttpRequest) -> HttpResponse:
    """What can be printed for a community, and the field in which a code is typed."""
    if "code" in request.GET:
        return _typed(request)
    today = timezone.localdate()
    in_force = Round.objects.in_force(today)
    given = {"round": in_force.pk if in_force else "", **request.GET.dict()}
    form = PaperChoice(given, user=request.user)
    form.is_valid()
    round, community = form.cleaned_data.get("round"), form.cleaned_data.get("community")
    number = papers.to_survey(request.user, community, round).count() if round and community else 0
    context = {"form": form, "round": round, "community": community, "number": number, "most": MOST_FORMS}
    return render(request, "surveys/paper_forms.html", {**context, "parts": _parts(number)})


def _parts(number: int) -> list[tuple[int, int, int]]:
    """Number, first and last household of each print."""
    starts = range(0, number, MOST_FORMS)
    return [(part, start + 1, min(start + MOST_FORMS, number)) for part, start in enumerate(starts, 1)]


def _typed(request: HttpRequest) -> HttpResponse:
    if code := code_in(request.GET["code"], request.user):
        return redirect("paper_open", code)
    messages.error(request, _("ไม่พบรหัสนี้ในเขตของคุณ — ตรวจ 9 ตัวใต้สี่เหลี่ยมลายบนหัวกระดาษทีละกลุ่ม"))
    return redirect("paper_forms")


@district_staff
@require_POST
def paper_print(request: HttpRequest) -> HttpResponse:
    """The sheets, ready for the printer; each form keeps its code for good."""
    form = PaperChoice(request.POST, user=request.user)
    if not form.is_valid():
        messages.error(request, _("พิมพ์ได้ครั้งละ 1–%(most)s ชุด — ใส่จำนวนใหม่") % {"most": MOST_FORMS})
        return redirect("paper_forms")
    printed = _reserved(request, form.cleaned_data)
    if not printed:
        messages.info(request, _("ชุมชนนี้ไม่มีครัวเรือนที่ต้องพิมพ์ในรอบนี้"))
        return redirect("paper_forms")
    return _sheets(request, form.cleaned_data, printed)


def _reserved(request: HttpRequest, chosen: dict) -> list[PaperForm]:
    round, community = chosen["round"], chosen["community"]
    given = {"round": round, "community": community, "by": request.user, "at": timezone.now()}
    if request.POST.get("kind") != PREFILLED:
        return actions.print_blank(number=chosen["number"] or 1, **given)
    if community is None:
        return []
    start = ((chosen["part"] or 1) - 1) * MOST_FORMS
    rows = papers.to_survey(request.user, community, round)[start : start + MOST_FORMS]
    return actions.print_for(households=list(rows), **given)


def _sheets(request: HttpRequest, chosen: dict, printed: list[PaperForm]) -> HttpResponse:
    round, community = chosen["round"], chosen["community"]
    filled = papers.filled_in(printed, request.user, round, lambda code: _address(request, code))
    context = {
        "round": round,
        "community": community,
        "district": request.user.district,
        "sections": paper_sections(asked_by(round)),
        "version": VERSION,
        "member_rows": range(1, ROWS_OF_MEMBERS + 1),
        "debt_rows": range(1, ROWS_OF_DEBTS + 1),
        "forms": [_as_data(one) for one in filled],
        "with_continuation": "continuation" in request.POST,
        "is_prefilled": request.POST.get("kind") == PREFILLED,
        "back": f"{reverse('paper_forms')}?{urlencode({'round': round.pk, 'community': community.pk if community else ''})}",
    }
    return render(request, "surveys/paper_sheets.html", context)


def _address(request: HttpRequest, code: str) -> str:
    return request.build_absolute_uri(reverse("paper_open", args=[code]))


def _as_data(filled: papers.Filled) -> dict[str, object]:
    """One form as the page's script takes it."""
    square = segno.make(filled.address, error="m", micro=False)
    return {
        "code": filled.shown_code,
        "square": square.svg_data_uri(border=2, scale=4, omitsize=True),
        "answers": filled.answers,
        "members": filled.members,
    }


@district_staff
def paper_open(request: HttpRequest, code: str) -> HttpResponse:
    """The form that a code stands for: the one that was begun, or a new one under the reserved key."""
    found = PaperForm.objects.visible_to(request.user).select_related("round")
    form = get_object_or_404(found, pk=typed_code(code))
    if survey := papers.survey_of(form, request.user):
        return redirect(survey)
    if trouble := _trouble(request, form):
        messages.error(request, f"{in_groups(form.code)}: {trouble}")
        return redirect("paper_forms")
    known = {"paper": form.survey_id, "household": form.household_id, "community": form.community_id}
    return redirect(
        f"{reverse('survey_new')}?{urlencode({key: value for key, value in known.items() if value})}"
    )


def _trouble(request: HttpRequest, form: PaperForm) -> str:
    """Why nothing can be entered from this form now; blank when it can."""
    today = timezone.localdate()
    if papers.was_deleted(form):
        return str(Deleted.sentence)
    if Round.objects.in_force(today) != form.round:
        return _("แบบกระดาษนี้เป็นของ %(round)s ซึ่งไม่ใช่รอบที่เปิดอยู่") % {"round": form.round}
    return "" if form.round.is_open_for(request.user.district_id, today) else str(RoundClosed.sentence)
