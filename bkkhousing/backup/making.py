"""Makes a backup: one moment of the database and the files, sealed, read back, and only then given its name."""

import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection

from bkkhousing.backup import archive, checking, kept_files, keys, problems, rows
from bkkhousing.backup.checking import Contents
from bkkhousing.backup.problems import BackupProblem
from bkkhousing.backup.tables import Table, applied, tables_at

UNFINISHED = ".part"
FOR_THE_OWNER_ALONE = 0o600


def make(*, path: Path, at: datetime) -> Contents:
    """Write a backup to a new file and prove it by reading it; what is left of one that failed is removed."""
    key = keys.sealing_key()
    if path.exists():
        raise BackupProblem(problems.EXISTS % {"file": path})
    unfinished = path.with_name(path.name + UNFINISHED)
    try:
        told = _write(unfinished, key, at)
        proved = _prove(unfinished, told)
        unfinished.rename(path)
        _settle(path.parent)
    except OSError as error:
        raise BackupProblem(problems.NOT_WRITTEN % {"why": error.strerror or error}) from error
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
    return proved


def _write(path: Path, key: str, at: datetime) -> dict:
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    with os.fdopen(os.open(path, flags, FOR_THE_OWNER_ALONE), "wb") as target:
        with archive.written(target, key) as writing:
            told = _put_everything(writing, at)
        target.flush()
        os.fsync(target.fileno())
    return told


def _put_everything(writing: archive.Writing, at: datetime) -> dict:
    """Tables and files as they are at one moment; the manifest that ends the file."""
    with rows.snapshot():
        migrations = applied()
        tables = tables_at(migrations)
        writing.put_json(archive.HEAD, _head(tables, migrations, at))
        told = {"tables": {table.name: _put_table(writing, table) for table in tables}}
    told["files"] = _put_files(writing)
    writing.put_json(archive.MANIFEST, told)
    return told


def _head(tables: list[Table], migrations: set, at: datetime) -> dict:
    return {
        "format": archive.FORMAT,
        "made_at": at.isoformat(),
        "version": _version(),
        "engine": connection.vendor,
        "migrations": sorted(migrations),
        "tables": {table.name: table.columns for table in tables},
        "keys": keys.keys_inside(),
    }


def _version() -> str:
    """The version that the list of changes begins with."""
    for line in (settings.BASE_DIR / "CHANGELOG.md").read_text().splitlines():
        if line.startswith("## "):
            return line.split()[1]
    return ""


def _put_table(writing: archive.Writing, table: Table) -> list:
    found, piece, number = rows.Sum(), bytearray(), 0
    for line in rows.lines(table):
        found.add(line)
        piece += line
        if len(piece) >= archive.PIECE:
            writing.put_bytes(f"{archive.TABLES}{table.name}/{number:06d}", bytes(piece))
            piece, number = bytearray(), number + 1
    writing.put_bytes(f"{archive.TABLES}{table.name}/{number:06d}", bytes(piece))
    return found.told


def _put_files(writing: archive.Writing) -> list:
    """Every file; one that was removed since it was listed is not kept."""
    found = rows.Sum()
    for name in kept_files.names():
        with suppress(FileNotFoundError), kept_files.path_of(name).open("rb") as content:
            size = os.fstat(content.fileno()).st_size
            hashing = archive.Hashing(content, size)
            writing.put(f"{archive.FILES}{name}", size, hashing)
            found.add(checking.line_of_file(name, hashing))
    return found.told


def _prove(path: Path, told: dict) -> Contents:
    try:
        proved = checking.check(path)
    except BackupProblem as error:
        raise BackupProblem(problems.NOT_VERIFIED) from error
    if proved.told != told:
        raise BackupProblem(problems.NOT_VERIFIED)
    return proved


def _settle(folder: Path) -> None:
    """The new name survives a power cut."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
