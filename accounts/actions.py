"""Changes to how a person signs in, each with its line in the trail."""

from datetime import datetime, timedelta
from hashlib import sha256
from secrets import token_urlsafe

from django.db import transaction
from django.db.models import QuerySet

from accounts.choices import FactorKind
from accounts.events import tell
from accounts.models import ApiToken, RecoveryCode, SecondFactor, Session, User

TOKEN_VALID = timedelta(days=365)
TOKEN_BYTES = 32


@transaction.atomic
def add_factor(*, by: User, kind: FactorKind, at: datetime, request=None, **columns) -> SecondFactor:
    """Add an app, in place of a former one, or one more passkey."""
    if kind == FactorKind.APP:
        SecondFactor.objects.visible_to(by).apps().delete()
    added = SecondFactor.objects.create(user=by, kind=kind, added_at=at, **columns)
    tell("factor_added", at=at, by=by, about=by, request=request, factor=kind)
    return added


@transaction.atomic
def remove_factor(*, factor: SecondFactor, by: User, at: datetime, request=None) -> None:
    """Take a factor of one's own away; the other places where one is signed in are left."""
    factor.delete()
    tell("factor_removed", at=at, by=by, about=factor.user, request=request, factor=factor.kind)


@transaction.atomic
def replace_lost_factors(*, of: User, by: User, at: datetime, reason: str, request=None) -> int:
    """All factors and recovery codes of somebody who lost them go, and so do their sessions; returns how many factors."""
    count, _kinds = SecondFactor.objects.filter(user=of).delete()
    RecoveryCode.objects.filter(user=of).delete()
    end_sessions(Session.objects.filter(user=of), of=of, by=by, at=at, request=request)
    tell("factor_removed", at=at, by=by, about=of, request=request, factors=count, reason=reason)
    return count


def end_sessions(sessions: QuerySet, *, of: User, by: User, at: datetime, request=None, **said) -> int:
    """End places where somebody is signed in; they are out at their next click."""
    count, _kinds = sessions.delete()
    if count:
        tell("sessions_ended", at=at, by=by, about=of, request=request, sessions=count, **said)
    return count


@transaction.atomic
def make_token(*, by: User, name: str, at: datetime, request=None) -> str:
    """A new token of the API, for a year; returns its secret, which nobody can show again."""
    secret = token_urlsafe(TOKEN_BYTES)
    made = ApiToken.objects.create(
        user=by, name=name, digest=digest_of(secret), made_at=at, expires_at=at + TOKEN_VALID
    )
    tell("token_made", at=at, by=by, request=request, token=made.pk)
    return secret


def digest_of(secret: str) -> str:
    """What is kept of a token's secret; the secret itself is random enough not to be guessed from it."""
    return sha256(secret.encode()).hexdigest()


def end_token(*, token: ApiToken, by: User, at: datetime, request=None) -> None:
    """From now on the token lets nobody in."""
    if ApiToken.objects.filter(pk=token.pk, ended_at=None).update(ended_at=at):
        tell("token_ended", at=at, by=by, request=request, token=token.pk)
