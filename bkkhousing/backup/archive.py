"""The file of a backup: a packed tar inside a seal, written and read from beginning to end in little memory.

`head.json` says what the file is, `tables/<table>/<number>` hold the rows in pieces, `files/<folder>/<name>` the files,
and `manifest.json`, the last of all, how many rows and files there are and the sum of their hashes.
"""

import io
import json
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from hashlib import sha256
from typing import BinaryIO

from isal import igzip

from bkkhousing.lib.sealed_files import SealBroken, SealedReader, SealedWriter

HEAD, MANIFEST, TABLES, FILES = "head.json", "manifest.json", "tables/", "files/"
FORMAT = 1
PIECE = 1024 * 1024
PACKING = 1  # quick: a backup waits for the disk and the database, not for the last per cent


@dataclass(frozen=True)
class Entry:
    """One thing in the file and what it holds, to be read before the next one is asked for."""

    name: str
    content: BinaryIO

    def read_json(self) -> dict:
        return json.loads(self.content.read())


class Hashing(io.RawIOBase):
    """Reads at most `size` bytes of another file and keeps the hash of what went through."""

    def __init__(self, source: BinaryIO, size: int) -> None:
        self.source, self.left, self.hash = source, size, sha256()

    def readable(self) -> bool:
        return True

    def readinto(self, into: bytearray | memoryview) -> int:
        piece = self.source.read(min(len(into), self.left))
        into[: len(piece)] = piece
        self.left -= len(piece)
        self.hash.update(piece)
        return len(piece)


class Writing:
    """Puts entries into a file that is open."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self.tar = tar

    def put(self, name: str, size: int, content: BinaryIO) -> None:
        info = tarfile.TarInfo(name)
        info.size = size
        self.tar.addfile(info, content)
        self.tar.members = []  # or it remembers every one

    def put_bytes(self, name: str, content: bytes) -> None:
        self.put(name, len(content), io.BytesIO(content))

    def put_json(self, name: str, content: dict) -> None:
        self.put_bytes(name, json.dumps(content, ensure_ascii=False).encode())


@contextmanager
def written(target: BinaryIO, key: str) -> Iterator[Writing]:
    """A new file; it is whole only when the block ends well."""
    with ExitStack() as layers:
        sealed = layers.enter_context(SealedWriter(target, key))
        packed = layers.enter_context(igzip.IGzipFile(fileobj=sealed, mode="wb", compresslevel=PACKING))
        tar = layers.enter_context(tarfile.open(fileobj=packed, mode="w|", bufsize=PIECE))
        yield Writing(tar)


@contextmanager
def read(source: BinaryIO, keys: list[str]) -> Iterator[Iterator[Entry]]:
    """What a file holds, in its order; `SealBroken` when it is not whole, however far the reading came."""
    try:
        yield _entries(io.BufferedReader(SealedReader(source, *keys), PIECE))
    except (tarfile.TarError, EOFError, zlib.error, igzip.BadGzipFile) as error:
        raise SealBroken from error


def _entries(sealed: BinaryIO) -> Iterator[Entry]:
    with igzip.IGzipFile(fileobj=sealed, mode="rb") as packed, tarfile.open(fileobj=packed, mode="r|") as tar:
        for info in tar:
            yield Entry(info.name, tar.extractfile(info))
            tar.members = []
        while packed.read(PIECE):
            continue
    while sealed.read(PIECE):
        continue
