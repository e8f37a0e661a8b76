"""Reminders: what districts were told, telling them now, and saying that one knows."""

from datetime import date

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.access import department_staff, district_or_department, district_staff
from bkkhousing.lib.paging import Order, page_of
from plans.actions.reminding import acknowledge, ask_to_remind
from plans.forms.reminders import ReminderFilter
from plans.mailing import letter
from plans.models import Reminder
from plans.readers.outstanding import Outstanding, outstanding
from plans.readers.reminders import box_of, lines_of, said_of, with_recipients
from plans.reminding import Patience
from surveys.models import Round

NEWEST = Order("made_at", descending=True, by_moment=True)
LARGEST_KEY = 2**63 - 1


@require_GET
@district_or_department
def reminder_list(request: HttpRequest) -> HttpResponse:
    """What districts were told, the newest first: the city, the head's district, or an officer's own."""
    user = request.user
    form = ReminderFilter(request.GET, user=user)
    rows = form.cut(Reminder.objects.visible_to(user))
    page = page_of(with_recipients(rows, user), NEWEST, request.GET)
    context = {
        "form": form,
        "page": page,
        "lines": lines_of(page.rows),
        "said": said_of(rows) if page.rows and not _is_own(user) else "",
        "is_own": _is_own(user),
        "box": _box_of(user) if user.enters_surveys else None,
        "is_filtered": bool(form.chosen()),
        "clear_url": reverse("reminder_list") if form.chosen() else "",
        "sends_mail": settings.SENDS_MAIL,
    }
    return render(request, "plans/reminder_list.html", context)


def _is_own(user) -> bool:
    """An officer sees their own reminders only."""
    return user.enters_surveys and not user.reviews


def _box_of(user):
    return box_of(user, today=timezone.localdate(), patience=Patience.in_force())


@require_POST
@district_staff
def reminder_seen(request: HttpRequest) -> HttpResponse:
    """The person knows what their box showed."""
    until, since = _number(request.POST.get("until", "")), _day(request.POST.get("since", ""))
    if until and since:
        acknowledge(by=request.user, at=timezone.now(), until=until, since=since)
        messages.success(request, _("รับทราบแล้ว"))
    return redirect("reminder_list" if request.POST.get("back") == "list" else "home")


def _number(text: str) -> int:
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 20 else 0
    return number if number <= LARGEST_KEY else 0


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


@department_staff
def reminder_send(request: HttpRequest) -> HttpResponse:
    """Who would be told what: choose districts, look at it once more, then have them told."""
    today = timezone.localdate()
    round = Round.objects.in_force(today)
    patience = Patience.in_force()
    rows = outstanding(round=round, today=today, patience=patience) if round else []
    if request.method != "POST":
        return _page(request, round, rows)
    asked = request.POST.getlist("district")
    chosen = [row for row in rows if row.district.pk in asked and row.fresh]
    if not chosen:
        return _page(request, round, rows, status=422, nothing_chosen=True)
    if request.POST.get("sure") != "yes":
        return render(request, "plans/reminder_confirm.html", _before_sending(round, chosen))
    districts = [row.district.pk for row in chosen]
    return redirect(ask_to_remind(round=round, districts=districts, by=request.user, at=timezone.now()))


def _page(
    request: HttpRequest, round: Round | None, rows: list[Outstanding], *, status: int = 200, **more
) -> HttpResponse:
    context = {
        "round": round,
        "rows": rows,
        "fresh": sum(bool(row.fresh) for row in rows),
        "again_days": Patience.in_force().again_days,
        "sends_mail": settings.SENDS_MAIL,
        **more,
    }
    return render(request, "plans/reminder_send.html", context, status=status)


def _before_sending(round: Round, chosen: list[Outstanding]) -> dict:
    return {
        "round": round,
        "rows": chosen,
        "matters": sum(len(row.fresh) for row in chosen),
        "people": sum(len(row.people) for row in chosen),
        "mails": sum(row.mails for row in chosen),
        "without_people": [row.district for row in chosen if not row.people],
        "example": letter([one.told for one in chosen[0].fresh], to=""),
        "sends_mail": settings.SENDS_MAIL,
    }
