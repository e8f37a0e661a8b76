"""The marks of the trail: what only somebody with its key can write beside an entry or a link of the chain."""

import hmac
import json
import secrets
from datetime import UTC, datetime
from hashlib import sha256

from django.conf import settings

NONCE_BYTES = 6
MARK_BYTES = 22
PRINT_BYTES = 8


def mark_of(entry) -> bytes:
    """A new mark for this entry; the same words twice carry different marks."""
    return _marked(secrets.token_bytes(NONCE_BYTES), _content(entry), settings.AUDIT_KEY)


def is_true(entry) -> bool:
    """Whether the entry is as it was written."""
    mark = bytes(entry.mark or b"")
    return is_ours(mark, _content(entry))


def signed(content: bytes) -> bytes:
    """A mark on anything else that the trail keeps."""
    return _marked(secrets.token_bytes(NONCE_BYTES), content, settings.AUDIT_KEY)


def is_ours(mark: bytes, content: bytes) -> bool:
    """Whether the key in use, or one that was in use before, made this mark."""
    nonce = mark[:NONCE_BYTES]
    keys = (settings.AUDIT_KEY, *settings.AUDIT_OLD_KEYS)
    return any(hmac.compare_digest(mark, _marked(nonce, content, key)) for key in keys)


def print_of(entry) -> bytes:
    """A short print of an entry with its mark, for the link that seals it."""
    return sha256(_content(entry) + bytes(entry.mark or b"")).digest()[:PRINT_BYTES]


def digest(content: bytes) -> bytes:
    """The hash of a link of the chain, which nobody computes without the key."""
    return _digest(content, settings.AUDIT_KEY)


def is_digest(found: bytes, content: bytes) -> bool:
    """Whether a key in use, or one of before, made this hash."""
    keys = (settings.AUDIT_KEY, *settings.AUDIT_OLD_KEYS)
    return any(hmac.compare_digest(found, _digest(content, key)) for key in keys)


def _digest(content: bytes, key: str) -> bytes:
    return hmac.digest(key.encode(), b"link\0" + content, "sha256")


def hashed(text: str) -> str:
    """What stands for words that must not be kept: equal words give equal letters, and nobody reads them back."""
    return hmac.digest(settings.AUDIT_KEY.encode(), b"words\0" + text.encode(), "sha256").hex()[:16]


def _marked(nonce: bytes, content: bytes, key: str) -> bytes:
    return nonce + hmac.digest(key.encode(), nonce + content, "sha256")[: MARK_BYTES - NONCE_BYTES]


def moment(at: datetime) -> str:
    """A time as it is signed, whatever zone it is shown in."""
    return at.astimezone(UTC).isoformat()


def _content(entry) -> bytes:
    said = [
        moment(entry.at),
        entry.by_id,
        str(entry.deed),
        entry.subject,
        entry.subject_id,
        entry.reason,
        entry.scope,
        entry.rows,
        entry.address,
    ]
    return json.dumps(said, sort_keys=True, ensure_ascii=True).encode() + b"\0" + bytes(entry.keys or b"")
