"""Files sealed piece by piece (AES-256-GCM): written and read as streams of any length in little memory.

A file is a head (what it is, which key, a salt) and pieces of a fixed size.  Every file has a key of its own, made of
the given key and the salt.  The number of a piece and whether it is the last are part of its nonce, so that a piece
that was changed, left out, moved or cut off is noticed when it is read, and nothing that was changed is handed on.
"""

import io
import os
from hashlib import sha256
from hmac import digest
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

MAGIC = b"BKKSEAL1"
NAME_OF_KEY, SALT, TAG = 8, 16, 16
HEAD = len(MAGIC) + NAME_OF_KEY + SALT
PIECE = 64 * 1024


class SealBroken(Exception):
    """The file is not sealed, was changed, or ends too early."""


class WrongKey(SealBroken):
    """The file was sealed with a key that is not among those given."""


def name_of(key: str) -> bytes:
    """Eight bytes that tell keys apart and nothing about them."""
    return digest(key.encode(), b"name of a sealing key", sha256)[:NAME_OF_KEY]


class SealedWriter(io.RawIOBase):
    """Seals what is written to it into another file; whole only once it is closed."""

    def __init__(self, target: BinaryIO, key: str) -> None:
        self.target, self.waiting, self.number = target, bytearray(), 0
        salt = os.urandom(SALT)
        self.head = MAGIC + name_of(key) + salt
        self.cipher = _cipher(key, salt)
        target.write(self.head)

    def writable(self) -> bool:
        return True

    def write(self, given: bytes) -> int:
        self.waiting += given
        while len(self.waiting) > PIECE:  # the last piece is known by the end alone
            self._seal(bytes(self.waiting[:PIECE]), is_last=False)
            del self.waiting[:PIECE]
        return len(given)

    def close(self) -> None:
        """Seal the last piece; the file below stays open."""
        if not self.closed:
            self._seal(bytes(self.waiting), is_last=True)
        super().close()

    def abandon(self) -> None:
        """Stop without a last piece: what was written will be refused."""
        super().close()

    def __exit__(self, kind: object, *rest: object) -> None:
        self.abandon() if kind else self.close()

    def _seal(self, piece: bytes, *, is_last: bool) -> None:
        self.target.write(self.cipher.encrypt(_nonce(self.number, is_last), piece, self.head))
        self.number += 1


class SealedReader(io.RawIOBase):
    """Opens a sealed file piece by piece; `SealBroken` as soon as one is not what was written."""

    def __init__(self, source: BinaryIO, *keys: str) -> None:
        self.source, self.number, self.opened = source, 0, b""
        self.head = source.read(HEAD)
        if len(self.head) < HEAD or not self.head.startswith(MAGIC):
            raise SealBroken
        self.cipher = _cipher(self._key_among(keys), self.head[-SALT:])
        self.sealed = source.read(PIECE + TAG)
        if not self.sealed:
            raise SealBroken

    def readable(self) -> bool:
        return True

    def readinto(self, into: bytearray | memoryview) -> int:
        if not self.opened and self.sealed:
            self._open_next()
        given = self.opened[: len(into)]
        into[: len(given)] = given
        self.opened = self.opened[len(given) :]
        return len(given)

    def _key_among(self, keys: tuple[str, ...]) -> str:
        name = self.head[len(MAGIC) : len(MAGIC) + NAME_OF_KEY]
        for key in keys:
            if name_of(key) == name:
                return key
        raise WrongKey

    def _open_next(self) -> None:
        following = self.source.read(PIECE + TAG)
        try:
            self.opened = self.cipher.decrypt(
                _nonce(self.number, is_last=not following), self.sealed, self.head
            )
        except (InvalidTag, ValueError) as error:
            raise SealBroken from error
        self.number += 1
        self.sealed = following


def _cipher(key: str, salt: bytes) -> AESGCM:
    made = HKDF(algorithm=SHA256(), length=32, salt=salt, info=b"sealed file").derive(key.encode())
    return AESGCM(made)


def _nonce(number: int, is_last: bool) -> bytes:
    return number.to_bytes(11, "big") + (b"\x01" if is_last else b"\x00")
