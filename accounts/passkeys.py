"""Passkeys (WebAuthn): what a browser is asked for, and whether its answer is true."""

from base64 import urlsafe_b64encode
from collections.abc import Iterable
from datetime import datetime

from django.http import HttpRequest
from django.utils.translation import gettext as _
from fido2.server import Fido2Server
from fido2.webauthn import (
    AttestedCredentialData,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from accounts.models import SecondFactor, User

STATE = "passkey"
# What the package raises for an answer that is false, cut short or made of something else altogether.
UNTRUE = (ValueError, KeyError, TypeError, AttributeError, IndexError)


class Untrue(Exception):
    """The answer proves nothing."""


def _server(request: HttpRequest) -> Fido2Server:
    """Passkeys belong to the name in the address of the site, without its port."""
    host = request.get_host().rpartition(":")[0] or request.get_host()
    return Fido2Server(PublicKeyCredentialRpEntity(id=host, name=_("สำรวจที่อยู่อาศัย กทม.")))


def asked_to_add(request: HttpRequest, user: User, known: Iterable[SecondFactor]) -> dict:
    """What the browser needs to make a passkey that this person has not on the same device already."""
    person = PublicKeyCredentialUserEntity(
        id=f"bkkhousing-{user.pk}".encode(), name=user.username, display_name=user.display_name
    )
    options, state = _server(request).register_begin(
        person,
        [credential(one) for one in known],
        resident_key_requirement=ResidentKeyRequirement.PREFERRED,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    request.session[STATE] = state
    return dict(options.public_key)


def added(request: HttpRequest, answer: dict) -> dict:
    """The columns of a new passkey.  Raises Untrue."""
    state = request.session.pop(STATE, None)
    try:
        made = _server(request).register_complete(state, answer).credential_data
    except UNTRUE as problem:
        raise Untrue from problem
    return {"credential": _text(made.credential_id), "public_key": bytes(made)}


def asked_to_show(request: HttpRequest, known: Iterable[SecondFactor] | None = None) -> dict:
    """What the browser needs to show one of these passkeys; without them, any that it has for this site."""
    options, state = _server(request).authenticate_begin(
        None if known is None else [credential(one) for one in known],
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    request.session[STATE] = state
    return dict(options.public_key)


def shown(request: HttpRequest, answer: dict, *, at: datetime) -> SecondFactor:
    """The passkey that the browser has shown, whoever's it is.  Raises Untrue."""
    state = request.session.pop(STATE, None)
    factor = SecondFactor.objects.passkeys().filter(credential=_named(answer)).select_related("user").first()
    if factor is None or not factor.user.is_active:
        raise Untrue
    try:
        _server(request).authenticate_complete(state, [credential(factor)], answer)
    except UNTRUE as problem:
        raise Untrue from problem
    SecondFactor.objects.filter(pk=factor.pk).update(used_at=at)
    return factor


def credential(factor: SecondFactor) -> AttestedCredentialData:
    return AttestedCredentialData(bytes(factor.public_key))


def _named(answer: dict) -> str:
    named = answer.get("rawId") if isinstance(answer, dict) else None
    return named if isinstance(named, str) else ""


def _text(identifier: bytes) -> str:
    return urlsafe_b64encode(identifier).decode().rstrip("=")
