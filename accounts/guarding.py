"""Who has to wait before the next try to sign in: an account, or those who try one after the other.

Five wrong tries rest an account for a quarter of an hour.  A browser in which the person has signed in before counts
for itself, so that nobody keeps others out by typing their names.  One password tried on many accounts is looked at
no more, wherever it comes from, nor are tries of unknown browsers from an address where many accounts failed; the
browsers people use every day go on from the same address.  All of it is in the database, for all web processes.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hmac import digest

from django.conf import settings

from accounts.choices import Outcome
from accounts.models import SignInTry

WRONG_TRIES = 5
REST = timedelta(minutes=15)
SAME_PASSWORD = 10
SAME_ADDRESS = 20
KEPT = timedelta(days=1)


class Resting(Exception):
    """No try is looked at before `until`; `why` is account or address."""

    def __init__(self, why: str, until: datetime) -> None:
        super().__init__(why)
        self.why, self.until = why, until


@dataclass(frozen=True)
class Knock:
    """Somebody asks to be let in; `device` is blank unless they signed in with this browser before."""

    who: str
    whence: str = ""
    device: str = ""
    tried: str = ""


def mark(purpose: str, text: str, letters: int = 32) -> str:
    """A keyed digest: equal for equal texts, and nothing to those who read the table."""
    return digest(settings.SECRET_KEY.encode(), f"{purpose}\0{text}".encode(), "sha256").hex()[:letters]


def knock(username: str, password: str, *, address: str, device: str) -> Knock:
    """A try with a password; of that so little is kept that it tells only whether two were the same."""
    return Knock(
        mark("who", username.casefold()), mark("whence", address), device, mark("tried", password, letters=8)
    )


def begin(asked: Knock, *, at: datetime) -> SignInTry:
    """Write the try down before it is looked at, so that many at once are counted too.  Raises Resting."""
    _refuse_resting(asked, at=at)
    _refuse_sprayed(asked, at=at)
    begun = SignInTry(**vars(asked), at=at)
    begun.save(force_insert=True)
    if _wrong(asked, at=at, now_open=True) > WRONG_TRIES:
        begun.delete()
        raise Resting("account", at + REST)
    return begun


def end(begun: SignInTry, *, is_right: bool, at: datetime) -> Outcome:
    """Write down what became of it: RIGHT, WRONG or, with the last wrong try, LOCKED."""
    asked = Knock(begun.who, begun.whence, begun.device)
    begun.outcome = Outcome.RIGHT if is_right else Outcome.WRONG
    begun.save(update_fields=["outcome"])
    if not is_right and _wrong(asked, at=at) >= WRONG_TRIES:
        begun.outcome = Outcome.LOCKED
        begun.save(update_fields=["outcome"])
    if is_right:
        SignInTry.objects.filter(at__lt=at - KEPT).delete()
    return begun.outcome


def is_first_stop(asked: Knock, *, at: datetime) -> bool:
    """Whether tries from this address have just begun to be stopped; then it is worth a line in the trail."""
    stopped = SignInTry.objects.since(at - REST).filter(whence=asked.whence, outcome=Outcome.STOPPED)
    if stopped.exists():
        return False
    SignInTry.objects.create(who=asked.who, whence=asked.whence, outcome=Outcome.STOPPED, at=at)
    return True


def _counted(asked: Knock):
    """The tries that count for this one: those of its known browser, or all of the account."""
    own = {"device": asked.device} if asked.device else {}
    return SignInTry.objects.filter(who=asked.who, **own)


def _refuse_resting(asked: Knock, *, at: datetime) -> None:
    locked = _counted(asked).since(at - REST).filter(outcome=Outcome.LOCKED).order_by("-at").first()
    if locked:
        raise Resting("account", locked.at + REST)


def _wrong(asked: Knock, *, at: datetime, now_open: bool = False) -> int:
    """How many tries failed since the last one that settled it; with those that are being looked at."""
    tries = _counted(asked).since(at - REST)
    if settled := tries.settled().order_by("-at", "-pk").first():
        tries = tries.filter(pk__gt=settled.pk)
    outcomes = (Outcome.WRONG, Outcome.OPEN) if now_open else (Outcome.WRONG,)
    return tries.filter(outcome__in=outcomes).count()


def _refuse_sprayed(asked: Knock, *, at: datetime) -> None:
    if asked.device or not asked.whence:
        return
    recent = SignInTry.objects.since(at - REST)
    failed = recent.failed()
    came_in = recent.filter(whence=asked.whence, outcome=Outcome.RIGHT)
    if failed.filter(tried=asked.tried).exclude(tried="").people() >= SAME_PASSWORD:
        raise Resting("address", at + REST)
    if failed.filter(whence=asked.whence).exclude(who__in=came_in.values("who")).people() >= SAME_ADDRESS:
        raise Resting("address", at + REST)
