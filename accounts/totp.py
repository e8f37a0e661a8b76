"""Codes of six digits that change every half minute (RFC 6238), and the words an app needs to make them."""

from base64 import b32encode
from hmac import compare_digest, digest
from secrets import token_bytes
from urllib.parse import quote, urlencode

from segno import make

STEP_SECONDS = 30
DIGITS = 6
SECRET_BYTES = 20
STEPS_BESIDE = 1
ISSUER = "bkkhousing"


def new_secret() -> str:
    """160 random bits as the hexadecimal text that is kept."""
    return token_bytes(SECRET_BYTES).hex()


def step_of(seconds: float) -> int:
    """The number of the half minute that a time, in seconds since 1970, falls into."""
    return int(seconds // STEP_SECONDS)


def code(secret: str, step: int) -> str:
    """The six digits that a secret gives in one half minute (RFC 4226, 5.3)."""
    mac = digest(bytes.fromhex(secret), step.to_bytes(8, "big"), "sha1")
    start = mac[-1] & 15
    number = int.from_bytes(mac[start : start + 4], "big") & 0x7FFFFFFF
    return str(number % 10**DIGITS).zfill(DIGITS)


def matching_step(secret: str, typed: str, *, seconds: float) -> int | None:
    """The half minute whose code was typed: this one, the one before or the one after; None if it is none of them."""
    now = step_of(seconds)
    steps = range(now - STEPS_BESIDE, now + STEPS_BESIDE + 1)
    right = [step for step in steps if compare_digest(code(secret, step).encode(), typed.encode())]
    return right[-1] if right else None


def shown(secret: str) -> str:
    """The secret as a person types it into an app: groups of four letters."""
    letters = b32encode(bytes.fromhex(secret)).decode()
    return " ".join(letters[at : at + 4] for at in range(0, len(letters), 4))


def square(secret: str, *, username: str) -> str:
    """The square code that an app reads, as the address of a picture."""
    asked = urlencode({"secret": b32encode(bytes.fromhex(secret)).decode(), "issuer": ISSUER})
    address = f"otpauth://totp/{quote(f'{ISSUER}:{username}')}?{asked}"
    return make(address, error="m").svg_data_uri(scale=5, border=3)
