"""One line of the log and one stroke of the tally for each request, under an id that the answer carries too."""

import logging
from time import perf_counter

from django.conf import settings
from django.db import DatabaseError
from django.utils.functional import SimpleLazyObject

from bkkhousing.lib import request_ids
from bkkhousing.logs import route_of
from bkkhousing.tally import tally

logger = logging.getLogger("bkkhousing.request")


class RequestLines:
    """The outermost of all: knows how long an answer took and what became of it.

    A line names the route, never the path with its keys and words, and the person by number. Static files have none.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path.startswith(settings.STATIC_URL):
            return self.get_response(request)
        begun, started = request_ids.begin(), perf_counter()
        request.id = request_ids.current()
        try:
            response = self.get_response(request)
            response.headers["X-Request-ID"] = request.id
            note(request, response.status_code, perf_counter() - started)
        finally:
            request_ids.end(begun)
        return response

    def process_exception(self, request, exception):
        if isinstance(exception, DatabaseError):
            tally.count("database_errors", kind=type(exception).__name__)


def note(request, status: int, seconds: float) -> None:
    """Count an answer, and write its line where lines are wanted."""
    route = route_of(request)
    tally.answer(route=route, method=request.method, status=status, seconds=seconds)
    if settings.REQUEST_LINES:
        facts = {
            "route": route,
            "method": request.method,
            "status": status,
            "ms": round(seconds * 1000),
            "user": number_of(request),
        }
        logger.info(
            "%(method)s %(route)s %(status)s %(ms)s ms user %(user)s",
            facts,
            extra={"facts": facts, "status_code": status},
        )


def number_of(request) -> int | None:
    """The number of the person who asked, where the request had to find out; nobody is looked up for a line."""
    user = vars(request).get("user")
    if isinstance(user, SimpleLazyObject):
        user = getattr(request, "_cached_user", None)
    return getattr(user, "pk", None)
