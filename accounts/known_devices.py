"""A browser remembers, in a signed cookie, who has signed in with it; their tries are counted apart from a stranger's."""

from secrets import token_hex

from django.conf import settings
from django.core import signing

from accounts.guarding import mark

COOKIE = "known_device"
SALT = "accounts.known-device"
DAYS = 180
PEOPLE = 30


def _held(request) -> dict:
    try:
        return signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=DAYS * 24 * 3600)
    except signing.BadSignature:
        return {"device": token_hex(16), "people": []}


def device_of(request, username: str) -> str:
    """The mark of this browser if this person has signed in with it, otherwise blank."""
    held = _held(request)
    return mark("device", held["device"]) if mark("who", username.casefold()) in held["people"] else ""


def remember(request, response, username: str) -> None:
    """From now on this browser is known to the person."""
    held, who = _held(request), mark("who", username.casefold())
    people = [who, *(one for one in held["people"] if one != who)][:PEOPLE]
    response.set_cookie(
        COOKIE,
        signing.dumps({"device": held["device"], "people": people}, salt=SALT, compress=True),
        max_age=DAYS * 24 * 3600,
        path="/",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
