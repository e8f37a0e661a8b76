"""What happens to accounts, told to whoever writes it down: the trail stands above this app."""

from collections.abc import Callable
from datetime import datetime

from bkkhousing.lib.client_addresses import address_of

_listeners: list[Callable] = []


def told_to(note: Callable) -> None:
    """Have every event written down by this."""
    _listeners[:] = [note]


def tell(kind: str, *, at: datetime, by=None, request=None, about=None, **detail) -> None:
    """Write down an event of these kinds: signed_in, sign_in_failed, locked, signed_out, factor_added,
    factor_removed, sessions_ended, token_made, token_ended, account_changed, refused.

    `about` is the person it happened to, where another one did it; `detail` holds codes and counts.
    """
    place = address_of(request) if request is not None else ""
    subject = {"subject": "accounts.user", "subject_id": about.pk} if about is not None else {}
    for note in _listeners:
        note(kind, at=at, by=by, address=place, detail=detail, **subject)
