"""The entry page: a form without answers, which the browser fills through the API."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone

from accounts.access import district_staff
from surveys.models import Round, Survey
from surveys.questionnaire import asked_by
from surveys.shell import form_for

FORM_HERE = "<!-- form -->"


@district_staff
def survey_new(request: HttpRequest) -> HttpResponse:
    """A new form; `?community=` and `?household=` are read by the page's own script."""
    today = timezone.localdate()
    round = Round.objects.in_force(today)
    if round is None or not _takes_entries(round, request.user, today):
        return render(request, "surveys/survey_closed.html", {"round": round})
    return entry_shell(request, round)


def round_to_enter(user, pk) -> Round | None:
    """The round of a survey that this person may edit today; nothing when there is no such survey."""
    if not user.enters_surveys:
        return None
    editable = Survey.objects.visible_to(user).editable().filter(pk=pk)
    round = Round.objects.filter(surveys__in=editable).first()
    return round if round and _takes_entries(round, user, timezone.localdate()) else None


def entry_shell(request: HttpRequest, round: Round) -> HttpResponse:
    """The form for the questions of a round; the survey itself comes through the API.

    The frame is drawn for the person, the form is put in as the bytes that were drawn once.
    """
    context = {"round_in_force": round, "today": timezone.localdate().isoformat()}
    frame = render_to_string("surveys/survey_form.html", context, request)
    before, after = frame.split(FORM_HERE)
    return HttpResponse(b"".join((before.encode(), form_for(asked_by(round)), after.encode())))


def _takes_entries(round: Round, user, today) -> bool:
    """Extensions are asked for only outside the round's own dates."""
    within = round.opens_on <= today <= round.closes_on
    return within or round.is_open_for(user.district_id, today)
