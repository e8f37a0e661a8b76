"""The register of requests: find whom it is about, write the request down, answer it, hand over the copy."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.access import privacy_desk
from audit.choices import Deed
from audit.models import record
from communities.models import Household
from privacy import actions
from privacy.choices import Answered, Right
from privacy.forms import RequestForm
from privacy.models import SubjectRequest
from privacy.readers.copies import copy_for
from privacy.readers.subjects import found, residents_of
from surveys.models import Survey
from surveys.refusals import Refused

SHOWN = 200


@privacy_desk
@require_GET
def request_list(request: HttpRequest) -> HttpResponse:
    """The requests that this person handles, the most urgent first."""
    return _list(request)


@privacy_desk
@require_POST
def find(request: HttpRequest) -> HttpResponse:
    """Households by a citizen id or phone; the number stays out of the address, and the search is recorded."""
    number = request.POST.get("q", "")[:40]
    results = found(request.user, number=number)
    keys = [one.household for one in results]
    record(
        by=request.user,
        at=timezone.now(),
        deed=Deed.VIEW,
        subject="privacy search",
        rows=len(keys),
        keys=keys,
    )
    return _list(request, results=results, searched=True)


def _list(request: HttpRequest, *, results=(), searched: bool = False) -> HttpResponse:
    rows = SubjectRequest.objects.visible_to(request.user).select_related("district", "by", "answered_by")
    today = timezone.localdate()
    lines = [(one, one.days_left(today)) for one in rows.most_urgent_first()[:SHOWN]]
    context = {
        "lines": lines,
        "waiting": rows.waiting().count(),
        "late": rows.late(today).count(),
        "results": results,
        "searched": searched,
    }
    return render(request, "privacy/request_list.html", context)


@privacy_desk
def request_new(request: HttpRequest, pk) -> HttpResponse:
    """Write down what somebody of a household asks for."""
    home = get_object_or_404(Household.objects.visible_to(request.user), pk=pk)
    residents, today = residents_of(home, request.user), timezone.localdate()
    form = RequestForm(request.POST or None, residents=residents, today=today)
    if request.method == "POST" and form.is_valid():
        given = {
            name: form.cleaned_data[name] for name in ("right", "received_on", "applicant", "proof", "wish")
        }
        made = actions.register(
            household=home, person=form.person, by=request.user, at=timezone.now(), **given
        )
        return redirect(made)
    record(by=request.user, at=timezone.now(), deed=Deed.VIEW, subject="household", subject_id=home.pk)
    context = {"form": form, "home": home, "shows_names": request.user.sees_personal_data}
    return render(
        request, "privacy/request_new.html", context, status=422 if request.method == "POST" else 200
    )


@privacy_desk
@require_GET
def request_detail(request: HttpRequest, pk) -> HttpResponse:
    """One request: what is asked, by when, and what may be done."""
    return _detail(request, _row(request, pk))


def _row(request: HttpRequest, pk) -> SubjectRequest:
    rows = SubjectRequest.objects.visible_to(request.user).select_related("district", "by", "answered_by")
    return get_object_or_404(rows, pk=pk)


def _detail(
    request: HttpRequest, row: SubjectRequest, *, result: str = "", status: int = 200
) -> HttpResponse:
    forms = Survey.objects.visible_to(request.user).filter(household=row.household)
    context = {
        "row": row,
        "left": row.days_left(timezone.localdate()),
        "forms": forms.select_related("round").order_by("-round__opens_on"),
        "result": result,
        "is_erasure": row.right == Right.ERASURE,
        "is_withdrawal": row.right == Right.WITHDRAWAL,
    }
    return render(request, "privacy/request_detail.html", context, status=status)


@privacy_desk
@require_POST
def request_answer(request: HttpRequest, pk) -> HttpResponse:
    """Do what is asked or refuse it, and say so."""
    row, given = _row(request, pk), request.POST
    result = given.get("result", "")
    made = {"refused": given.get("what") == "refuse", "result": result}
    try:
        row = actions.answer(request=row, by=request.user, at=timezone.now(), **made)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return _detail(request, row, result=result, status=refusal.status)
    said = _("บันทึกการปฏิเสธแล้ว") if row.state == Answered.REFUSED else _("ทำตามคำขอแล้ว")
    messages.success(request, said)
    return redirect(row)


@privacy_desk
@require_POST
def request_copy(request: HttpRequest, pk) -> HttpResponse:
    """Everything that is kept, to print or as a file; handing it over is recorded with the request as the reason."""
    row, now = _row(request, pk), timezone.now()
    copy = copy_for(row, user=request.user, at=now)
    reason = _("คำขอใช้สิทธิ %(id)s") % {"id": row.pk}
    told = {"subject": "subject copy", "subject_id": row.household, "reason": reason}
    record(by=request.user, at=now, deed=Deed.REVEAL, **told)
    if request.POST.get("as") == "json":
        reply = JsonResponse(copy.as_json, json_dumps_params={"ensure_ascii": False, "indent": 1})
        reply["Content-Disposition"] = f'attachment; filename="copy-{row.pk}.json"'
        return reply
    return render(request, "privacy/copy.html", {"copy": copy, "row": row})
