"""Households that may have been entered twice: the list, two beside each other, merging and its undoing."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from accounts.access import department_staff, district_head, district_staff
from audit.choices import Deed
from audit.models import record, record_list
from bkkhousing.lib.paging import Order, page_of
from communities.readers import household_name
from surveys import actions
from surveys.models import Inquiry, Merge, Pair, Survey
from surveys.readers import duplicates
from surveys.readers.side_by_side import side_by_side
from surveys.refusals import Conflict, Refused

LIKELIEST = Order("score", descending=True)
LATEST = Order("at", descending=True, by_moment=True)


@district_staff
def duplicate_list(request: HttpRequest) -> HttpResponse:
    """Pairs of the district that wait for a decision, the likeliest first; or those told apart."""
    decided = request.GET.get("show") == "apart"
    rows = Pair.objects.visible_to(request.user).filter(is_open=not decided)
    places = (
        "first_survey__household",
        "first_survey__community",
        "second_survey__household",
        "second_survey__community",
    )
    page = page_of(rows.select_related(*places), LIKELIEST, request.GET)
    inquiries = duplicates.open_inquiries(request.user) if request.user.reviews else []
    seen = duplicates.named_in(page.rows, inquiries)
    record_list(by=request.user, at=timezone.now(), subject="survey", keys=seen)
    context = {
        "page": page,
        "lines": duplicates.pair_lines(page.rows),
        "number": rows.count(),
        "decided": decided,
        "inquiries": inquiries,
    }
    return render(request, "surveys/duplicate_list.html", context)


@district_staff
def duplicate_pair(request: HttpRequest, pk: int) -> HttpResponse:
    """One pair side by side, with what can be decided about it."""
    pair = _pair(request, pk)
    forms = [_form(request, key) for key in (pair.first_survey_id, pair.second_survey_id)]
    context = {
        "pair": pair,
        "reasons": duplicates.said_reasons(pair.reasons),
        "decision": duplicates.decision_about(pair),
        "same_round": forms[0].round_id == forms[1].round_id,
        "shown": _revisions(request, pair),
        **_beside(forms),
    }
    return render(request, "surveys/duplicate_pair.html", context)


@district_staff
def duplicate_beside(request: HttpRequest, pk: UUID, other: UUID) -> HttpResponse:
    """Any two forms of the district side by side, to be read."""
    if pk == other:
        raise Http404
    return render(
        request, "surveys/duplicate_beside.html", _beside([_form(request, key) for key in (pk, other)])
    )


@district_staff
@require_POST
def duplicate_apart(request: HttpRequest, pk: int) -> HttpResponse:
    """These are two households."""
    actions.tell_apart(pair=_pair(request, pk), by=request.user, at=timezone.now())
    messages.success(request, _("จำไว้แล้วว่าเป็นคนละครัวเรือน จะไม่ถามคู่นี้อีก"))
    return redirect("duplicate_list")


@district_staff
@require_POST
def duplicate_propose(request: HttpRequest, pk: int) -> HttpResponse:
    """An officer asks the head to merge."""
    actions.propose_merge(pair=_pair(request, pk), by=request.user, at=timezone.now())
    messages.success(request, _("เสนอให้หัวหน้ารวมแล้ว"))
    return redirect("duplicate_list")


@district_head
@require_POST
def duplicate_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back that these are two households."""
    actions.offer_again(pair=_pair(request, pk), by=request.user, at=timezone.now())
    messages.success(request, _("คู่นี้กลับมารอตัดสินแล้ว"))
    return redirect("duplicate_pair", pk)


@district_head
@require_POST
def duplicate_merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Make one household of two; `keep` says whose form stays, the revisions are those on the page."""
    pair = _pair(request, pk)
    both = {"first": (pair.first, pair.second), "second": (pair.second, pair.first)}
    if request.POST.get("keep") not in both:
        messages.error(request, _("เลือกก่อนว่าจะเก็บแบบไหนไว้"))
        return redirect("duplicate_pair", pk)
    kept, dropped = both[request.POST["keep"]]
    given = {"revisions": _shown_revisions(request), "by": request.user, "at": timezone.now()}
    try:
        actions.merge(kept=kept, dropped=dropped, **given)
    except Conflict:
        messages.error(request, _("ยังไม่ได้รวม — มีผู้แก้แบบหนึ่งในสองนี้หลังจากคุณเปิดหน้า ดูอีกครั้งแล้วค่อยรวม"))
        return redirect("duplicate_pair", pk)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect("duplicate_list")
    messages.success(request, _("รวมเป็นครัวเรือนเดียวแล้ว เลิกรวมได้จากหน้านี้"))
    return redirect("merge_list")


@district_staff
def merge_list(request: HttpRequest) -> HttpResponse:
    """What was merged in the district, the latest first."""
    rows = Merge.objects.visible_to(request.user).select_related("by", "undone_by").defer("rows")
    page = page_of(rows, LATEST, request.GET)
    seen = [merge.kept for merge in page.rows]
    record_list(by=request.user, at=timezone.now(), subject="household", keys=seen)
    context = {"page": page, "lines": duplicates.merge_lines(page.rows)}
    return render(request, "surveys/merge_list.html", context)


@district_head
@require_POST
def merge_undo(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Make two households again of one."""
    merge = get_object_or_404(Merge.objects.visible_to(request.user), pk=pk)
    try:
        actions.undo_merge(merge=merge, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("เลิกรวมแล้ว ทั้งสองครัวเรือนและแบบกลับมาเหมือนเดิม"))
    return redirect("merge_list")


@district_head
@require_POST
def inquiry_settle(request: HttpRequest, pk: int) -> HttpResponse:
    """The head has looked at the form that the Department asked about."""
    inquiry = get_object_or_404(Inquiry.objects.visible_to(request.user), pk=pk)
    actions.settle_inquiry(inquiry=inquiry, by=request.user, at=timezone.now())
    return redirect("duplicate_list")


@department_staff
def duplicate_across(request: HttpRequest) -> HttpResponse:
    """How many households may stand in two districts: numbers alone; asking lets both heads look at their own."""
    if request.method == "POST":
        return _ask(request)
    return render(request, "surveys/duplicate_across.html", {"borders": duplicates.borders()})


def _ask(request: HttpRequest) -> HttpResponse:
    two = (request.POST.get(name, "") for name in ("first", "second"))
    pairs = duplicates.pairs_across(*(code if code.isdecimal() else "" for code in two))
    number = actions.ask_heads(pairs=pairs, by=request.user, at=timezone.now())
    said = ngettext("ขอให้หัวหน้าเขตตรวจแล้ว %(n)s แบบ", "ขอให้หัวหน้าเขตตรวจแล้ว %(n)s แบบ", number)
    messages.success(request, said % {"n": number})
    return redirect("duplicate_across")


def _pair(request: HttpRequest, pk: int) -> Pair:
    rows = Pair.objects.visible_to(request.user).select_related("first", "second")
    return get_object_or_404(rows, pk=pk)


def _form(request: HttpRequest, pk: UUID) -> Survey:
    """A form with everything the page names; that it was looked at is written down."""
    rows = Survey.objects.visible_to(request.user).with_place().with_rows()
    form = get_object_or_404(rows.select_related("round", "subdistrict", "updated_by"), pk=pk)
    record(by=request.user, at=timezone.now(), deed=Deed.VIEW, subject="survey", subject_id=form.pk)
    return form


def _beside(forms: list[Survey]) -> dict:
    names = [household_name(form.household, personal=True) for form in forms]
    return {"forms": forms, "names": names, "parts": side_by_side(*forms)}


def _revisions(request: HttpRequest, pair: Pair) -> list[tuple[UUID, int]]:
    """Every form of both households as it stands now; the merge is refused when one has changed by then."""
    rows = Survey.objects.visible_to(request.user).filter(household__in=[pair.first_id, pair.second_id])
    return list(rows.values_list("pk", "revision"))


def _shown_revisions(request: HttpRequest) -> dict[UUID, int]:
    """What the page said; nonsense reads as a form nobody has seen."""
    try:
        return {
            UUID(key.removeprefix("form-")): int(value)
            for key, value in request.POST.items()
            if key.startswith("form-")
        }
    except ValueError:
        return {}
