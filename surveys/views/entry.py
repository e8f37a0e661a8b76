"""The entry page: a form without answers and without a name, which the browser fills through the API."""

from functools import lru_cache

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language

from accounts.access import district_staff
from surveys.models import Round, Survey
from surveys.questionnaire import asked_by
from surveys.shell import form_for
from surveys.views.shells import drawn_for_nobody, shell_answer

FORM_HERE = b"<!-- form -->"
NEW = "/surveys/new/"


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
    """The form for the questions of a round; the person and the survey come through the API."""
    return shell_answer(request, entry_page(get_language(), round.code, str(round), asked_by(round)))


@lru_cache(maxsize=32)
def entry_page(language: str, code: str, name: str, asked: frozenset[str]) -> bytes:
    """The whole page, the same bytes for everyone who enters surveys of this round in this language."""
    context = {"round_code": code, "round_in_force": name}
    frame = drawn_for_nobody("surveys/survey_form.html", context, path=NEW)
    before, after = frame.split(FORM_HERE)
    return b"".join((before, form_for(asked), after))


def _takes_entries(round: Round, user, today) -> bool:
    """Extensions are asked for only outside the round's own dates."""
    within = round.opens_on <= today <= round.closes_on
    return within or round.is_open_for(user.district_id, today)
