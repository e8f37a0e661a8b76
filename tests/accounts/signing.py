"""Signing in as people do, with apps that make codes and with a passkey made of nothing but a key."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from django.contrib.auth import SESSION_KEY
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from fido2 import cbor
from fido2.cose import ES256

from accounts import totp
from accounts.models import SecondFactor, User
from tests.factories import PASSWORD

SECRET = "3132333435363738393031323334353637383930"
SITE = "localhost"


def sign_in(client: Client, user: User, password: str = PASSWORD, **given):
    return client.post(reverse("login"), {"username": user.username, "password": password, **given})


def is_in(client: Client) -> bool:
    return SESSION_KEY in client.session


def app_of(user: User, **given) -> SecondFactor:
    values = {"kind": "app", "name": "แอป", "secret": SECRET, "added_at": timezone.now(), **given}
    return SecondFactor.objects.create(user=user, **values)


def code(*, steps: int = 0, of: str = SECRET) -> str:
    """What the app shows now, or so many half minutes later."""
    return totp.code(of, totp.step_of(timezone.now().timestamp()) + steps)


def show(client: Client, typed: str):
    return client.post(reverse("second_factor"), {"code": typed})


def enter(user: User) -> Client:
    """A browser in which the person has signed in with password and app."""
    client = Client()
    sign_in(client, user)
    show(client, code())
    return client


def long_ago(client: Client, **given) -> None:
    """The person proved who they are too long ago for changing how they sign in."""
    session = client.session
    session["proved"] = (timezone.now() - timedelta(hours=1)).isoformat()
    session.save()


def text(raw: bytes) -> str:
    return urlsafe_b64encode(raw).decode().rstrip("=")


def raw(written: str) -> bytes:
    return urlsafe_b64decode(written + "=" * (-len(written) % 4))


@dataclass
class Passkey:
    """An authenticator: it makes one key for one site and signs with it, after its owner has shown a finger."""

    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    name: bytes = b"passkey-of-a-test"
    origin: str = f"https://{SITE}"
    flags: int = 0x05  # somebody was there, and was known

    def made(self, asked: dict) -> dict:
        """The answer to being asked for a new key."""
        public = cbor.encode(dict(ES256.from_cryptography_key(self.key.public_key())))
        held = bytes(16) + len(self.name).to_bytes(2, "big") + self.name + public
        told = self._told(flags=self.flags | 0x40) + held
        sealed = cbor.encode({"fmt": "none", "attStmt": {}, "authData": told})
        return self._answer(asked, "webauthn.create", attestationObject=text(sealed))

    def shown(self, asked: dict) -> dict:
        """The answer to being asked to show the key."""
        told, client = self._told(flags=self.flags), self._client(asked, "webauthn.get")
        signature = self.key.sign(told + sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        given = {"authenticatorData": text(told), "signature": text(signature)}
        return self._answer(asked, "webauthn.get", **given)

    def _told(self, *, flags: int) -> bytes:
        return sha256(SITE.encode()).digest() + bytes([flags]) + bytes(4)

    def _client(self, asked: dict, kind: str) -> bytes:
        return json.dumps({"type": kind, "challenge": asked["challenge"], "origin": self.origin}).encode()

    def _answer(self, asked: dict, kind: str, **response) -> dict:
        response["clientDataJSON"] = text(self._client(asked, kind))
        named = {"id": text(self.name), "rawId": text(self.name), "type": "public-key"}
        return {**named, "response": response, "clientExtensionResults": {}}


def ask(client: Client, route: str, answer: dict | None = None, query: str = ""):
    """What a page's script sends about passkeys."""
    body = "" if answer is None else json.dumps(answer)
    return client.post(reverse(route) + query, body, content_type="application/json", headers={"Host": SITE})


def add_passkey(client: Client, passkey: Passkey):
    return ask(client, "factor_passkey", passkey.made(ask(client, "factor_passkey").json()))


def show_passkey(client: Client, passkey: Passkey, query: str = ""):
    return ask(client, "passkey_sign_in", passkey.shown(ask(client, "passkey_sign_in").json()), query)
