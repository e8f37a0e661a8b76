"""Whether a person is who they say: the second factor after the password, and the password once more."""

from datetime import datetime
from secrets import choice

from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest

from accounts import entering, guarding, totp
from accounts.models import RecoveryCode, SecondFactor, User
from bkkhousing.lib.client_addresses import address_of

RECOVERY_CODES = 10
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
CODE_LETTERS = 10


def factor_shown(request: HttpRequest, user: User, typed: str, *, at: datetime) -> str:
    """Which factor the typed code proves: app, recovery or nothing.  Raises guarding.Resting after five wrong ones."""
    typed = "".join(typed.split()).replace("-", "").lower()
    begun = _begin(request, user, "factor", at=at)
    kind = (
        "app"
        if _is_code_of_app(user, typed, at=at)
        else "recovery"
        if _is_recovery(user, typed, at=at)
        else ""
    )
    entering.settle(request, begun, user=user if kind else None, named=user.username, at=at)
    return kind


def password_again(request: HttpRequest, user: User, typed: str, *, at: datetime) -> bool:
    """Whether the password of somebody who is signed in was typed.  Raises guarding.Resting."""
    begun = _begin(request, user, "again", at=at)
    is_right = user.check_password(typed)
    entering.settle(request, begun, user=user if is_right else None, named=user.username, at=at)
    return is_right


def _begin(request: HttpRequest, user: User, purpose: str, *, at: datetime):
    asked = guarding.Knock(guarding.mark(purpose, str(user.pk)), guarding.mark("whence", address_of(request)))
    return guarding.begin(asked, at=at)


def _is_code_of_app(user: User, typed: str, *, at: datetime) -> bool:
    """A code is good once: the step it belongs to is written down in the statement that lets it through."""
    for factor in SecondFactor.objects.visible_to(user).apps():
        step = totp.matching_step(factor.secret, typed, seconds=at.timestamp())
        if step is not None and _first_use(SecondFactor.objects.filter(pk=factor.pk), step, at=at):
            return True
    return False


def _first_use(factor: QuerySet, step: int, *, at: datetime) -> bool:
    return bool(factor.filter(last_step__lt=step).update(last_step=step, used_at=at))


def _is_recovery(user: User, typed: str, *, at: datetime) -> bool:
    codes = RecoveryCode.objects.visible_to(user).unused()
    return bool(codes.filter(digest=_digest(user, typed)).update(used_at=at))


def _digest(user: User, written: str) -> str:
    return guarding.mark("recovery", f"{user.pk}:{written}", letters=64)


@transaction.atomic
def new_recovery_codes(user: User, *, at: datetime) -> list[str]:
    """Ten new codes in place of all former ones; nobody can show them again."""
    codes = ["".join(choice(LETTERS) for _letter in range(CODE_LETTERS)) for _number in range(RECOVERY_CODES)]
    RecoveryCode.objects.visible_to(user).delete()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(user=user, digest=_digest(user, code), made_at=at) for code in codes
    )
    return [f"{code[:5]}-{code[5:]}" for code in codes]
