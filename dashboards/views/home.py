"""The first page, by role."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.access import signed_in
from accounts.choices import Role
from audit.models import record_list
from dashboards.readers.home import HeadHome, OfficerHome, closing_of, head_home, officer_home
from plans.readers.reminders import box_of
from plans.reminding import Patience
from surveys.models import Round


@signed_in
def home(request: HttpRequest) -> HttpResponse:
    """Today's work for districts, the figures for the city's readers, the ways in for administrators."""
    return PAGES.get(request.user.role, _to_figures)(request)


def _for_officer(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    round = Round.objects.in_force(today)
    home = officer_home(request.user, round)
    _record(request, home)
    context = {"home": home, **_day(request, round, today)}
    return render(request, "dashboards/home_officer.html", context)


def _for_head(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    round = Round.objects.in_force(today)
    home = head_home(request.user, round, today=today)
    _record(request, home)
    context = {"home": home, **_day(request, round, today)}
    return render(request, "dashboards/home_head.html", context)


def _record(request: HttpRequest, home: OfficerHome | HeadHome) -> None:
    """The page names the households of the forms that wait."""
    seen = [task.pk for tasks in (home.returned, home.drafts) for task in tasks.tasks]
    record_list(by=request.user, at=timezone.now(), subject="survey", keys=seen)


def _day(request: HttpRequest, round: Round | None, today) -> dict:
    closing = closing_of(round, request.user.district_id, today=today)
    box = box_of(request.user, today=today, patience=Patience.in_force())
    return {"round": round, "today": today, "closing": closing, "box": box}


def _for_administrator(request: HttpRequest) -> HttpResponse:
    return render(request, "dashboards/home_admin.html")


def _to_figures(request: HttpRequest) -> HttpResponse:
    return redirect("/dashboard/")


PAGES = {
    Role.OFFICER: _for_officer,
    Role.HEAD: _for_head,
    Role.ADMIN: _for_administrator,
}
