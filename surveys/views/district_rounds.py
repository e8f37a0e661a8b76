"""The Department's page of all districts: accept a district's part of a round, or send it back."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.access import department_staff
from districts.models import District
from surveys import actions
from surveys.forms import RoundFilter
from surveys.models import Round
from surveys.readers.district_rounds import decisions_of, district_line, district_lines
from surveys.refusals import Refused


@department_staff
def district_review(request: HttpRequest) -> HttpResponse:
    """Every district of the round: what waits where, for how long, and what the Department decided."""
    today = timezone.localdate()
    form = RoundFilter(request.GET)
    round = form.chosen_round(today)
    lines = district_lines(round, today) if round else []
    context = {
        "form": form,
        "round": round,
        "lines": lines,
        "ready": sum(line.standing == "ready" for line in lines),
        "approved": sum(line.approved for line in lines),
        "oldest": max((line for line in lines if line.oldest), key=lambda one: one.oldest_days, default=None),
    }
    return render(request, "surveys/district_review.html", context)


@department_staff
def district_decide(request: HttpRequest, code: str) -> HttpResponse:
    """One district's part of a round; a decision says what its page showed."""
    given = request.POST if request.method == "POST" else request.GET
    round = RoundFilter(given).chosen_round(timezone.localdate())
    if round is None:
        raise Http404
    place = {"round": round, "district": get_object_or_404(District, pk=code)}
    return (_decide if request.method == "POST" else _page)(request, **place)


def _page(request: HttpRequest, *, round: Round, district: District, status: int = 200) -> HttpResponse:
    context = {
        "round": round,
        "line": district_line(round, district, timezone.localdate()),
        "decisions": decisions_of(round, district),
        "reason": request.POST.get("reason", ""),
    }
    return render(request, "surveys/district_decide.html", context, status=status)


def _decide(request: HttpRequest, *, round: Round, district: District) -> HttpResponse:
    """Accept or send back what was seen; refused, show the newest numbers and keep what was written."""
    try:
        decided = _act(request, round=round, district=district)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return _page(request, round=round, district=district, status=refusal.status)
    said = _("%(district)s — %(what)s %(n)s แบบ")
    what = {"district": district.name, "what": decided.get_state_display(), "n": f"{decided.surveys:,}"}
    messages.success(request, said % what)
    return redirect(f"{reverse('district_decide', args=[district.pk])}?round={round.pk}")


def _act(request: HttpRequest, **place):
    given = request.POST
    all_locked = "with_accepted" in given
    seen = actions.Seen(_number(given, "decisions"), _number(given, "locked" if all_locked else "approved"))
    made = {**place, "by": request.user, "at": timezone.now(), "seen": seen}
    if given.get("what") == "send_back":
        reason = given.get("reason", "")
        return actions.send_back_district(**made, reason=reason, with_accepted=all_locked)
    return actions.accept_district(**made, only_approved="only_approved" in given)


def _number(given, name: str) -> int:
    """A number that the page showed; -1, which is never right, when it is missing."""
    shown = given.get(name, "")
    return int(shown) if shown.isdecimal() and len(shown) < 10 else -1
