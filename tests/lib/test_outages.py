"""An outage is told from a fault, so that people are told to wait and nobody hunts a bug that is none."""

import errno
import sqlite3

import pytest
from django.db import IntegrityError, InternalError, OperationalError
from django.http import UnreadablePostError

from bkkhousing.lib.outages import Outage, outage_of


class OfServer(Exception):
    """What a driver of PostgreSQL raises."""

    def __init__(self, state: str | None):
        super().__init__(state)
        self.sqlstate = state


def caused_by(error: Exception, cause: Exception) -> Exception:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "outage"),
    [
        (OSError(errno.ENOSPC, "full"), Outage.FULL),
        (OSError(errno.EDQUOT, "full"), Outage.FULL),
        (OSError(errno.EROFS, "read-only"), Outage.AWAY),
        (OSError(errno.EIO, "broken"), Outage.AWAY),
        (FileNotFoundError(errno.ENOENT, "gone"), None),
        (UnreadablePostError(errno.EIO, "the sender broke off"), None),
        (OperationalError("the connection is lost"), Outage.AWAY),
        (caused_by(OperationalError(), OfServer("53100")), Outage.FULL),
        (caused_by(OperationalError(), OfServer("57P01")), Outage.AWAY),
        (caused_by(InternalError(), OfServer("25006")), Outage.AWAY),
        (caused_by(InternalError(), OfServer("25P02")), None),
        (IntegrityError(), None),
        (ZeroDivisionError(), None),
        (None, None),
    ],
)
def test_each_error_is_an_outage_or_a_fault(error, outage):
    assert outage_of(error) == outage


def test_the_outage_is_found_behind_what_it_led_to():
    full = OSError(errno.ENOSPC, "full")
    assert outage_of(caused_by(KeyError("x"), caused_by(OperationalError(), full))) == Outage.FULL


def failure_of(book: sqlite3.Connection, statement: str) -> Exception:
    """What Django makes of an error of SQLite."""
    with pytest.raises(sqlite3.OperationalError) as failed:
        book.execute(statement)
    return caused_by(OperationalError(), failed.value)


def test_a_wrong_statement_is_a_fault_and_a_full_file_an_outage():
    book = sqlite3.connect(":memory:")
    book.execute("CREATE TABLE kept (what)")
    book.execute("PRAGMA max_page_count = 2")
    assert outage_of(failure_of(book, "INSERT INTO kept VALUES (zeroblob(100000))")) == Outage.FULL
    assert outage_of(failure_of(book, "SELECT nothing FROM kept")) is None
