"""The way in: the password, then the second factor, then the session."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth import authenticate, login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from accounts import guarding, known_devices
from accounts.choices import Outcome
from accounts.events import tell
from accounts.models import Session, SignInTry, User
from accounts.sessions import BEGUN
from bkkhousing.lib.client_addresses import address_of

WAITING, PASSED, PROVED = "waiting", "passed", "proved"
WAITS = timedelta(minutes=10)
FRESH = timedelta(minutes=15)
BACKEND = "django.contrib.auth.backends.ModelBackend"


@dataclass(frozen=True)
class Waiting:
    """Somebody whose password was right and whose second factor is still to come."""

    user: User
    to: str


def checked(request: HttpRequest, username: str, password: str, *, at: datetime) -> User | None:
    """The person with this name and password, or nobody.  Raises guarding.Resting instead of looking at it."""
    device = known_devices.device_of(request, username)
    asked = guarding.knock(username, password, address=address_of(request), device=device)
    begun = admitted(request, asked, at=at)
    user = authenticate(request, username=username, password=password)
    settle(request, begun, user=user, named=username, at=at)
    return user


def admitted(request: HttpRequest, asked: guarding.Knock, *, at: datetime) -> SignInTry:
    """Begin a try; that tries from an address are stopped is told once."""
    try:
        return guarding.begin(asked, at=at)
    except guarding.Resting as resting:
        if resting.why == "address" and guarding.is_first_stop(asked, at=at):
            tell("locked", at=at, request=request, why="address")
        raise


def settle(request: HttpRequest, begun: SignInTry, *, user: User | None, named: str, at: datetime) -> None:
    """Write down what became of a try, and tell of one that failed; the name in it only as a digest."""
    outcome = guarding.end(begun, is_right=user is not None, at=at)
    if outcome == Outcome.RIGHT:
        return
    tell("sign_in_failed", at=at, request=request, name=guarding.mark("who", named.casefold(), letters=16))
    if outcome == Outcome.LOCKED:
        tell("locked", at=at, request=request, why="account", name=begun.who[:16])


def after_password(request: HttpRequest, user: User, *, to: str) -> HttpResponse:
    """Who has a second factor is asked for it; who needs one and has none is led to it by the middleware."""
    if not user.factors.exists():
        return enter(request, user, to=to)
    request.session.cycle_key()
    request.session[WAITING] = {
        "user": user.pk,
        "proof": user.get_session_auth_hash(),
        "at": timezone.now().isoformat(),
        "to": to,
    }
    return HttpResponseRedirect(reverse("second_factor"))


def waiting(request: HttpRequest, *, at: datetime) -> Waiting | None:
    """Who is waiting to show a second factor here, for ten minutes."""
    held = request.session.get(WAITING)
    if not held or at - datetime.fromisoformat(held["at"]) > WAITS:
        return None
    user = User.objects.filter(pk=held["user"], is_active=True).first()
    if user is None or user.get_session_auth_hash() != held["proof"]:
        return None
    return Waiting(user, held["to"])


def enter(request: HttpRequest, user: User, *, to: str, passed: str = "") -> HttpResponse:
    """Begin the session; `passed` names the second factor that was shown."""
    now = timezone.now()
    login(request, user, backend=BACKEND)
    request.session.pop(WAITING, None)
    request.session[BEGUN] = now.isoformat()
    prove(request, at=now)
    request.session[PASSED] = passed
    request.session["address"] = address_of(request)
    request.session["agent"] = request.headers.get("User-Agent", "")[:300]
    Session.objects.over(now).delete()
    tell("signed_in", at=now, by=user, request=request, second=passed or "none")
    response = HttpResponseRedirect(to)
    known_devices.remember(request, response, user.username)
    return response


def prove(request: HttpRequest, *, at: datetime) -> None:
    """The person has given their password once more."""
    request.session[PROVED] = at.isoformat()


def is_fresh(request: HttpRequest, *, at: datetime) -> bool:
    """Whether the person proved just now who they are, so that they may change how they sign in."""
    proved = request.session.get(PROVED)
    return proved is not None and at - datetime.fromisoformat(proved) < FRESH


def lacks_factor(request: HttpRequest, user: User) -> bool:
    """Whether this session may go nowhere before a second factor was shown or added."""
    return settings.SECOND_FACTOR_REQUIRED and user.is_guarded and not request.session.get(PASSED)
