"""The outbox page: what waits on this device; the page itself holds nothing of anybody."""

from functools import lru_cache

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from accounts.access import district_staff
from surveys.views.shells import drawn_for_nobody, shell_answer


@district_staff
def outbox(request: HttpRequest) -> HttpResponse:
    """The same bytes for everyone; the scripts put in what this device keeps for this person."""
    return shell_answer(request, _drawn(get_language() or "th"))


@lru_cache(maxsize=4)
def _drawn(language: str) -> bytes:
    return drawn_for_nobody("surveys/outbox.html", {}, path="/outbox/")
