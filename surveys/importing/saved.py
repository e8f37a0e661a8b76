"""Headers as one short key, by which a mapping that somebody saved is found again."""

from collections.abc import Iterable
from hashlib import sha256

from bkkhousing.lib import thai


def headers_key(headers: Iterable[str]) -> str:
    """The same for the same headers, in whatever order they stand and however they are spaced."""
    return sha256("\x1f".join(sorted(map(thai.search_key, headers))).encode()).hexdigest()
