"""Requests that were refused, whoever asked and whatever refused them."""

from uuid import UUID

from django.utils import timezone

from audit.choices import Kind
from audit.events import note
from bkkhousing.lib.client_addresses import address_of

REFUSED = frozenset((401, 403, 404, 429))


class Refusals:
    """Writes down what was answered with "sign in", "not you", "not here" or "not so often"; addresses of nothing count not."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code in REFUSED and request.resolver_match is not None:
            _note(request, response.status_code)
        return response


def _note(request, status: int) -> None:
    found = request.resolver_match
    by = request.user if request.user.is_authenticated else None
    detail = {"status": status, "method": request.method}
    place = {"subject": found.view_name or "", "subject_id": _key(found.kwargs)}
    note(Kind.REFUSED, at=timezone.now(), by=by, address=address_of(request), detail=detail, **place)


def _key(kwargs: dict) -> str:
    """The key that was asked for; words in an address may be anybody's, and are not kept."""
    return next((str(key) for key in reversed(kwargs.values()) if isinstance(key, UUID | int)), "")
