"""Tells an outage from a fault: a full disk, a place that cannot be written, a database that is away."""

import errno
import sqlite3
from collections.abc import Iterator
from enum import StrEnum

from django.db import InterfaceError, InternalError, OperationalError
from django.http import UnreadablePostError


class Outage(StrEnum):
    """What the machine lacks for the moment; people can do nothing about either but try again."""

    FULL = "storage_full"
    AWAY = "unavailable"


OF_ERRNO = {
    errno.ENOSPC: Outage.FULL,
    errno.EDQUOT: Outage.FULL,
    errno.EFBIG: Outage.FULL,
    errno.EROFS: Outage.AWAY,
    errno.EIO: Outage.AWAY,
}
DISK_FULL = "53100"  # what PostgreSQL calls it
READ_ONLY = "25006"
MISTAKE = sqlite3.SQLITE_ERROR  # SQLite's word for a wrong statement, which Django calls operational
LONGEST_CHAIN = 20


def outage_of(error: BaseException | None) -> Outage | None:
    """The outage behind an error, however many others it led to; None for a fault of ours."""
    found = [outage for one in _chain(error) if (outage := _outage(one))]
    return Outage.FULL if Outage.FULL in found else next(iter(found), None)


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """An error and what led to it."""
    for _link in range(LONGEST_CHAIN):
        if error is None:
            return
        yield error
        error = error.__cause__ or error.__context__


def _outage(error: BaseException) -> Outage | None:
    if isinstance(error, OSError):
        return None if isinstance(error, UnreadablePostError) else OF_ERRNO.get(error.errno)
    if isinstance(error, OperationalError | InterfaceError | InternalError):
        return _of_database(error)
    return None


def _of_database(error: Exception) -> Outage | None:
    state = getattr(error.__cause__, "sqlstate", None)
    code = getattr(error.__cause__, "sqlite_errorcode", 0) & 0xFF  # the rest says where in SQLite it happened
    if state == DISK_FULL or code == sqlite3.SQLITE_FULL:
        return Outage.FULL
    if isinstance(error, InternalError):
        return Outage.AWAY if state == READ_ONLY else None
    return None if code == MISTAKE else Outage.AWAY
