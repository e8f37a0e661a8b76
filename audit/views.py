"""/audit/: the trail for the Department and administrators, and the question after a leak."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from accounts.access import department_staff
from audit.choices import Deed
from audit.files import write_entries, write_households
from audit.forms import EntryFilter, PeriodForm
from audit.models import record
from audit.questions import Times, seen_by
from audit.readers import households_seen, lines_of
from bkkhousing.lib.paging import Order, page_of

NEWEST = Order("at", descending=True, by_moment=True)
MOST_SHOWN = 500
MOST_TAKEN = 100_000


@department_staff
@require_GET
def entry_list(request: HttpRequest) -> HttpResponse:
    """The newest first, by person, deed, days and what it was about."""
    form, now = EntryFilter(request.GET), timezone.now()
    form.is_valid()
    rows = form.entries(now=now).select_related("by").defer("keys", "mark", "scope")
    page = page_of(rows, NEWEST, request.GET)
    context = {
        "form": form,
        "page": page,
        "lines": lines_of(page.rows),
        "clear_url": reverse("entry_list") if form.is_set else "",
        "asked": request.GET.urlencode(),
    }
    return render(request, "audit/entry_list.html", context)


@department_staff
@require_POST
def entry_file(request: HttpRequest) -> HttpResponse:
    """The lines that the page lists, as CSV; that they were taken is a line itself."""
    form, now = EntryFilter(request.GET), timezone.now()
    form.is_valid()
    rows = list(form.entries(now=now).select_related("by").defer("keys", "mark", "scope")[:MOST_TAKEN])
    return _file(request, "trail", len(rows), lambda out: write_entries(out, rows))


@department_staff
@require_GET
def seen_list(request: HttpRequest) -> HttpResponse:
    """Whose records an account saw or took between two days."""
    form = PeriodForm(request.GET)
    form.is_valid()
    found = _seen(form)
    context = {
        "form": form,
        "account": form.account(),
        "names_nobody": form.names_nobody,
        "number": len(found),
        "rows": households_seen(found, most=MOST_SHOWN),
        "most": MOST_SHOWN,
        "asked": request.GET.urlencode(),
    }
    return render(request, "audit/seen_list.html", context)


@department_staff
@require_POST
def seen_file(request: HttpRequest) -> HttpResponse:
    """All of them as CSV."""
    form = PeriodForm(request.GET)
    form.is_valid()
    found = _seen(form)
    return _file(request, "seen", len(found), lambda out: write_households(out, found))


def _seen(form: PeriodForm) -> dict[UUID, Times]:
    account = form.account()
    return seen_by(account, **form.period(now=timezone.now())) if account else {}


def _file(request: HttpRequest, subject: str, rows: int, write: Callable) -> HttpResponse:
    now = timezone.now()
    record(by=request.user, at=now, deed=Deed.EXPORT, subject=subject, rows=rows, scope=request.GET.dict())
    day = timezone.localdate(now)
    heads = {
        "Content-Disposition": f'attachment; filename="{subject}_{day}.csv"',
        "Cache-Control": "no-store, private",
    }
    answer = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8", headers=heads)
    write(answer)
    return answer
