"""Signing in with the account of another place (OpenID Connect): the city's own provider, named by the operator.

The provider says who somebody is; whether they may come in is told by the accounts here, and none is ever made.
"""

import json
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from hashlib import sha256
from hmac import compare_digest
from secrets import token_urlsafe
from urllib.error import URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

import jwt
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from accounts.models import User

STATE = "oidc"
SECONDS = 10
LONGEST_ANSWER = 1024**2
SIGNED_WITH = ["RS256", "RS384", "RS512", "PS256", "ES256", "ES384", "EdDSA"]
CLOCKS_APART = 60


class Refused(Exception):
    """Nobody is let in; `why` is a code: unreachable, state, declined, token, unverified or unknown."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class Provider:
    """What the provider says of itself."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str


class _NoDetour(HTTPRedirectHandler):
    """The provider answers where it said it would."""

    def redirect_request(self, *given, **named) -> None:
        return None


_opener = build_opener(_NoDetour)


def _fetched(address: str, sent: dict | None = None) -> dict:
    """JSON from the provider, within ten seconds and a megabyte.  Raises Refused."""
    body = urlencode(sent).encode() if sent else None
    if not _is_trusted(address):
        raise Refused("unreachable")
    try:
        with _opener.open(Request(address, body, {"Accept": "application/json"}), timeout=SECONDS) as answer:
            return dict(json.loads(answer.read(LONGEST_ANSWER)))
    except (URLError, TimeoutError, OSError, ValueError, TypeError) as problem:
        raise Refused("unreachable") from problem


def _is_trusted(address: str) -> bool:
    """Over TLS, or on this very machine."""
    parts = urlsplit(address)
    return parts.scheme == "https" or (
        parts.scheme == "http" and parts.hostname in ("127.0.0.1", "localhost")
    )


def provider() -> Provider:
    """What the provider of the settings says of itself.  Raises Refused."""
    server = settings.OIDC["server"].rstrip("/")
    said = _fetched(f"{server}/.well-known/openid-configuration")
    try:
        found = Provider(**{name: said[name] for name in Provider.__dataclass_fields__})
    except KeyError as problem:
        raise Refused("unreachable") from problem
    if found.issuer.rstrip("/") != server:
        raise Refused("token")
    return found


def address_to_ask(request: HttpRequest, *, to: str) -> str:
    """Where the browser is sent; what comes back is told from what others made up by three secrets in the session."""
    state, nonce, verifier = (token_urlsafe(32) for _secret in range(3))
    request.session[STATE] = {"state": state, "nonce": nonce, "verifier": verifier, "to": to}
    challenge = urlsafe_b64encode(sha256(verifier.encode()).digest()).decode().rstrip("=")
    asked = {
        "response_type": "code",
        "client_id": settings.OIDC["client"],
        "redirect_uri": _way_back(request),
        "scope": "openid email profile",
        "state": state,
        "nonce": nonce,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
    }
    return f"{provider().authorization_endpoint}?{urlencode(asked)}"


def _way_back(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("oidc_back"))


def person_back(request: HttpRequest) -> tuple[User, str]:
    """Who came back from the provider, and where they wanted to go.  Raises Refused."""
    held = request.session.pop(STATE, None)
    if not held or not compare_digest(held["state"].encode(), request.GET.get("state", "").encode()):
        raise Refused("state")
    if "code" not in request.GET:
        raise Refused("declined")
    claims = _claims(request, held)
    return _account(claims), held["to"]


def _claims(request: HttpRequest, held: dict) -> dict:
    found = provider()
    sent = {
        "grant_type": "authorization_code",
        "code": request.GET["code"],
        "redirect_uri": _way_back(request),
        "client_id": settings.OIDC["client"],
        "client_secret": settings.OIDC["secret"],
        "code_verifier": held["verifier"],
    }
    token = _fetched(found.token_endpoint, sent).get("id_token", "")
    claims = _read(token, found)
    if not compare_digest(str(claims.get("nonce", "")).encode(), held["nonce"].encode()):
        raise Refused("token")
    return claims


def _read(token: str, found: Provider) -> dict:
    """The claims of a token that this provider signed, for us, and that is still good."""
    try:
        keys = jwt.PyJWKSet.from_dict(_fetched(found.jwks_uri))
        key = _key_of(keys, jwt.get_unverified_header(token).get("kid"))
        return jwt.decode(
            token,
            key,
            algorithms=SIGNED_WITH,
            audience=settings.OIDC["client"],
            issuer=found.issuer,
            leeway=CLOCKS_APART,
            options={"require": ["exp", "iat", "iss", "aud", "sub"]},
        )
    except (jwt.PyJWTError, KeyError, TypeError) as problem:
        raise Refused("token") from problem


def _key_of(keys: jwt.PyJWKSet, name: str | None) -> jwt.PyJWK:
    return keys[name] if name else keys.keys[0]


def _account(claims: dict) -> User:
    """The one active account with the verified e-mail, or with the name, that the provider vouches for."""
    claim = settings.OIDC["claim"]
    said = str(claims.get(claim) or "").strip()
    if claim == "email" and claims.get("email_verified") is not True:
        raise Refused("unverified")
    named = {"email__iexact": said} if claim == "email" else {"username": said}
    found = list(User.objects.filter(is_active=True, **named)[:2]) if said else []
    if len(found) != 1:
        raise Refused("unknown")
    return found[0]
