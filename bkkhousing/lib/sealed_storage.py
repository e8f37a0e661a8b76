"""Kept files - uploads, results of jobs, photographs - lie sealed on the disk and are plain to those who open them here."""

import io
import os
from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import FileSystemStorage, Storage
from django.utils.deconstruct import deconstructible

from bkkhousing.lib.sealed_files import (
    HEAD,
    MAGIC,
    NAME_OF_KEY,
    PIECE,
    TAG,
    SealBroken,
    SealedReader,
    SealedWriter,
    name_of,
)
from bkkhousing.lib.sealing import keyring
from bkkhousing.lib.whole_files import appearing_whole
from bkkhousing.secrets import derived_key

SEALED_PIECE = PIECE + TAG
PLAIN, UNREADABLE = "plain", "unreadable"


def keys() -> list[str]:
    """What files are sealed with: made of DATA_KEYS, the newest first."""
    return [derived_key(key, "kept files") for key in settings.DATA_KEYS]


class GoingAbout(SealedReader):
    """A sealed file that can be read from any place, as spreadsheets are."""

    def __init__(self, source: io.BufferedIOBase, *keys: str) -> None:
        super().__init__(source, *keys)
        body = source.seek(0, io.SEEK_END) - HEAD
        self.size = max(0, body - TAG * -(-body // SEALED_PIECE))
        self.place = 0
        self.seek(0)

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self.place

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self.place, io.SEEK_END: self.size}[whence]
        self.place = max(0, start + offset)
        self.number, skipped = divmod(min(self.place, self.size), PIECE)
        self.source.seek(HEAD + self.number * SEALED_PIECE)
        self.opened, self.sealed = b"", self.source.read(SEALED_PIECE)
        if skipped and self.sealed:
            self._open_next()
            self.opened = self.opened[skipped:]
        return self.place

    def readinto(self, into: bytearray | memoryview) -> int:
        given = super().readinto(into)
        self.place += given
        return given

    def close(self) -> None:
        if not self.closed:
            self.source.close()
        super().close()


class _Sealed(File):
    """A file on its way to the disk, sealed piece by piece as it is read."""

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        target = io.BytesIO()
        with SealedWriter(target, keys()[0]) as writer:
            for chunk in self.file.chunks(chunk_size):
                writer.write(chunk)
                yield from _drained(target)
        yield from _drained(target)


def _drained(target: io.BytesIO) -> Iterator[bytes]:
    if found := target.getvalue():
        target.seek(0)
        target.truncate()
        yield found


@deconstructible
class SealedStorage(Storage):
    """Files under MEDIA_ROOT.  They have no path for others: who needs one copies the file to a folder of their own."""

    def __init__(self, **options) -> None:
        self.disk = FileSystemStorage(**options)

    def _open(self, name: str, mode: str = "rb") -> File:
        if mode != "rb":
            raise ValueError("a sealed file is written whole, by saving it")
        kept = self.disk.open(name)
        begin = kept.read(HEAD)
        kept.seek(0)
        if not begin.startswith(MAGIC):
            return kept
        return File(io.BufferedReader(GoingAbout(kept.file, *keys())), name)

    def _save(self, name: str, content: File) -> str:
        return self.disk.save(name, _Sealed(content, name))

    def size(self, name: str) -> int:
        with self._open(name) as file:
            return file.seek(0, io.SEEK_END)

    def exists(self, name: str) -> bool:
        return self.disk.exists(name)

    def delete(self, name: str) -> None:
        self.disk.delete(name)

    def listdir(self, path: str) -> tuple[list[str], list[str]]:
        return self.disk.listdir(path)

    def get_modified_time(self, name: str) -> datetime:
        return self.disk.get_modified_time(name)

    def names(self, folder: str = "") -> Iterator[str]:
        """Every kept file."""
        if folder and not self.exists(folder):
            return
        folders, names = self.listdir(folder) if os.path.isdir(self.disk.path(folder)) else ([], [])
        yield from (os.path.join(folder, name) for name in names)
        for inner in folders:
            yield from self.names(os.path.join(folder, inner))

    def is_fresh(self, name: str) -> bool:
        """Whether a file is sealed with the newest key."""
        with self.disk.open(name) as kept:
            return kept.read(HEAD).startswith(MAGIC + name_of(keys()[0]))

    def seal_anew(self, name: str) -> None:
        """Put the file sealed with the newest key in place of the old one, whole or not at all."""
        path = self.disk.path(name)
        moment = os.stat(path).st_mtime
        with self._open(name) as kept, appearing_whole(path) as part, part.open("wb") as target:
            for chunk in _Sealed(kept).chunks():
                target.write(chunk)
        os.utime(path, (moment, moment))

    def sealed_with(self, name: str) -> str:
        """The name of the key that a file needs; reads it to its end."""
        with self.disk.open(name) as kept:
            begin = kept.read(HEAD)
        if not begin.startswith(MAGIC):
            return PLAIN
        try:
            with self._open(name) as opened:
                for _chunk in opened.chunks():
                    pass
        except SealBroken:
            return UNREADABLE
        named = {name_of(key): ring_name for key, ring_name in zip(keys(), keyring().secrets, strict=True)}
        return named[begin[len(MAGIC) : len(MAGIC) + NAME_OF_KEY]]
