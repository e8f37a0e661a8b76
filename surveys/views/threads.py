"""Answering a remark and closing its thread, on the page of a form that is only read."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import department_staff, district_head, district_staff
from surveys import actions
from surveys.refusals import Refused
from surveys.views.detail import survey_to_read
from surveys.views.review import shown_revision, whole_number


@district_staff
@require_POST
def survey_answer(request: HttpRequest, pk) -> HttpResponse:
    """Write below a remark."""
    given = {"thread": _thread(request), "text": request.POST.get("text", "")}
    return _do(request, pk, actions.answer, _("ตอบแล้ว"), **given)


@district_head
@require_POST
def survey_settle(request: HttpRequest, pk) -> HttpResponse:
    """Close a thread, or open it again."""
    is_settled = request.POST.get("settled") != "no"
    said = _("ปิดเรื่องแล้ว") if is_settled else _("เปิดเรื่องอีกครั้งแล้ว")
    return _do(request, pk, actions.settle, said, thread=_thread(request), is_settled=is_settled)


@district_head
@require_POST
def survey_unlock(request: HttpRequest, pk) -> HttpResponse:
    """Open an approved form for correction, for a reason."""
    reason = request.POST.get("reason", "")
    return _do(request, pk, actions.unlock, _("ปลดล็อกแล้ว แบบกลับไปให้แก้ไข"), reason=reason)


@department_staff
@require_POST
def survey_reopen(request: HttpRequest, pk) -> HttpResponse:
    """Give an accepted form back to the head, for a reason."""
    reason = request.POST.get("reason", "")
    return _do(request, pk, actions.reopen, _("ส่งคืนให้หัวหน้าตรวจใหม่แล้ว"), reason=reason)


def _thread(request: HttpRequest) -> int:
    """The key of the thread; 0, which no thread has, when it is missing."""
    return whole_number(request.POST.get("thread", ""))


def _do(request: HttpRequest, pk, action, said: str, **given) -> HttpResponse:
    """Do it on the revision that was shown, and go back to the form with a word about it."""
    survey = survey_to_read(request.user, pk)
    try:
        action(survey=survey, by=request.user, at=timezone.now(), revision=shown_revision(request), **given)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, said)
    survey.refresh_from_db(fields=["state"])
    return redirect("survey_history", survey.pk) if survey.is_editable else redirect(survey)
