"""Values that the database cannot read: AES-256-GCM under keys of our own, of which several may be in use at once.

A sealed text is `$`, eight signs that name its key, in some columns sixteen that are the same for equal values (a
keyed hash, by which they are found), and the nonce with the sealed value in base64.  Each value is bound to its
column: set into another one it does not open.
"""

from base64 import urlsafe_b64encode
from binascii import Error, a2b_base64, b2a_base64
from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b
from hmac import digest
from os import urandom

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

MARK = "$"
NAME = 8
BLIND = 16
BLIND_BYTES = 12
NONCE = 12
HEAD = len(MARK) + NAME


class Sealed(Exception):
    """A sealed value that does not open; never shown as blank."""


class UnknownKey(Sealed):
    """None of the keys in DATA_KEYS has this name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"sealed with the key {name}, which DATA_KEYS does not hold")


class Unopened(Sealed):
    """The key is there, but the value was changed or belongs elsewhere."""

    def __init__(self, place: str) -> None:
        super().__init__(f"a sealed value of {place} was changed, or was sealed for another place")


class Keyring:
    """The keys in use by their names; the first one seals."""

    def __init__(self, secrets: Sequence[str]) -> None:
        if not secrets:
            raise ValueError("no key to seal with")
        self.secrets = {_name(secret): secret for secret in secrets}
        self.newest = _name(secrets[0])
        self.ciphers = {name: AESGCM(self.made_for("values", name)) for name in self.secrets}
        self.sealing = self.ciphers[self.newest]

    def made_for(self, purpose: str, name: str) -> bytes:
        """32 bytes of one key for one purpose; UnknownKey when it is not held."""
        if name not in self.secrets:
            raise UnknownKey(name)
        return digest(self.secrets[name].encode(), f"bkkhousing {purpose}".encode(), "sha256")

    def cipher(self, name: str) -> AESGCM:
        if name not in self.ciphers:
            raise UnknownKey(name)
        return self.ciphers[name]


def _name(secret: str) -> str:
    return digest(secret.encode(), b"bkkhousing key name", "sha256").hex()[:NAME]


@lru_cache
def _ring(secrets: tuple[str, ...]) -> Keyring:
    return Keyring(secrets)


def keyring() -> Keyring:
    """The keys of DATA_KEYS."""
    return _ring(tuple(settings.DATA_KEYS))


@lru_cache
def _blinding(secret: str, place: str):
    return blake2b(key=digest(secret.encode(), place.encode(), "sha256"), digest_size=BLIND_BYTES)


def is_sealed(text: object) -> bool:
    return isinstance(text, str) and text.startswith(MARK) and len(text) > HEAD


def key_name(text: str) -> str:
    """The name of the key that a sealed text was sealed with."""
    return text[len(MARK) : HEAD]


class Seal:
    """Seals and opens the values of one place, a column as `app.model.column`; blank stays blank."""

    def __init__(self, place: str, *, blind: bool = False) -> None:
        """`blind` lets equal values be found, though not read, by `blinded`."""
        self.place, self.blind = place, blind
        self._bound, self._start = place.encode(), HEAD + (BLIND if blind else 0)

    def seal(self, text: str) -> str:
        """The text under the newest key, otherwise each time."""
        if not text:
            return text
        ring, nonce = keyring(), urandom(NONCE)
        found = self.blinded(text) if self.blind else ""
        closed = ring.sealing.encrypt(nonce, text.encode(), self._bound + found.encode())
        return f"{MARK}{ring.newest}{found}{b2a_base64(nonce + closed, newline=False).decode()}"

    def unseal(self, text: str) -> str:
        """What was sealed; text that never was is given back as it is.  Raises UnknownKey or Unopened."""
        if not is_sealed(text):
            return text
        cipher, bound = keyring().cipher(key_name(text)), self._bound + text[HEAD : self._start].encode()
        try:
            closed = a2b_base64(text[self._start :], strict_mode=True)
            return cipher.decrypt(closed[:NONCE], closed[NONCE:], bound).decode()
        except (InvalidTag, Error, ValueError) as problem:
            raise Unopened(self.place) from problem

    def blinded(self, text: str) -> str:
        """Sixteen signs that are the same for equal values, and tell nothing to those without BLIND_INDEX_KEY."""
        hashed = _blinding(settings.BLIND_INDEX_KEY, self.place).copy()
        hashed.update(text.encode())
        return urlsafe_b64encode(hashed.digest()).decode()

    def is_fresh(self, text: str) -> bool:
        """Whether a stored text is blank, or sealed with the newest key and the blind index in use."""
        if not text:
            return True
        if not is_sealed(text) or key_name(text) != keyring().newest:
            return False
        return not self.blind or text[HEAD : self._start] == self.blinded(self.unseal(text))
