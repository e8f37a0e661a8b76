"""Reads a whole backup without restoring it, and tells what it holds or why it cannot be used."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bkkhousing.backup import archive, keys, problems
from bkkhousing.backup.archive import Entry, Hashing
from bkkhousing.backup.problems import BackupProblem
from bkkhousing.backup.rows import Sum
from bkkhousing.lib.sealed_files import SealBroken, WrongKey


@dataclass(frozen=True)
class Contents:
    """What a backup says of itself at its beginning and at its end, proved by what stands between."""

    head: dict
    told: dict

    @property
    def migrations(self) -> set[tuple[str, str]]:
        return {(app, name) for app, name in self.head["migrations"]}

    @property
    def rows(self) -> int:
        return sum(count for count, _total in self.told["tables"].values())

    @property
    def files(self) -> int:
        return self.told["files"][0]


def check(path: Path) -> Contents:
    """Read all of a file; `BackupProblem` for a wrong key, a file that was cut or changed, or sums that differ."""
    head, told, found, files = {}, {}, {}, Sum()
    with opened(path) as entries:
        for entry in entries:
            if entry.name == archive.HEAD:
                head = entry.read_json()
                found = {name: Sum() for name in head["tables"]}
            elif entry.name == archive.MANIFEST:
                told = entry.read_json()
            elif entry.name.startswith(archive.TABLES):
                add_rows(found[table_of(entry)], entry.content.read())
            else:
                add_file(files, entry)
    if {"tables": {name: each.told for name, each in found.items()}, "files": files.told} != told:
        raise BackupProblem(problems.BROKEN)
    return Contents(head, told)


@contextmanager
def opened(path: Path) -> Iterator[Iterator[Entry]]:
    """The entries of a file, with every way of its being unusable told as a sentence."""
    try:
        with path.open("rb") as source, archive.read(source, keys.opening_keys()) as entries:
            yield entries
    except WrongKey as error:
        raise BackupProblem(problems.WRONG_KEY) from error
    except SealBroken as error:
        raise BackupProblem(problems.BROKEN) from error
    except OSError as error:
        raise BackupProblem(problems.NO_FILE % {"file": path, "why": error.strerror or error}) from error


def table_of(entry: Entry) -> str:
    return entry.name.split("/")[1]


def add_rows(found: Sum, piece: bytes) -> None:
    for line in piece.splitlines(keepends=True):
        found.add(line)


def add_file(found: Sum, entry: Entry) -> None:
    hashing = Hashing(entry.content, size=2**62)
    while hashing.read(archive.PIECE):
        continue
    found.add(line_of_file(entry.name.removeprefix(archive.FILES), hashing))


def line_of_file(name: str, read: Hashing) -> bytes:
    """One line for a file that was read to its end."""
    return f"{read.hash.hexdigest()} {name}".encode()
