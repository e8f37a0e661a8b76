"""One moment of the database for a whole export, so that the counts of all its parts agree."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def snapshot() -> Iterator[None]:
    """Everything read inside is of the same moment; writers are not kept waiting.

    Within a transaction that is already open, that transaction is all there is.
    """
    if connection.in_atomic_block:
        yield
        return
    with _begun_for_reading(), transaction.atomic():
        if connection.vendor == "postgresql":
            _keep_one_moment()
        yield


def _keep_one_moment() -> None:
    """PostgreSQL: one snapshot, and plans for reading to the end instead of for the first rows."""
    with connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SET LOCAL cursor_tuple_fraction = 1.0")


@contextmanager
def _begun_for_reading() -> Iterator[None]:
    """SQLite: begin without the write lock that our transactions otherwise take at once."""
    connection.ensure_connection()
    usual = getattr(connection, "transaction_mode", None)
    connection.transaction_mode = "DEFERRED"
    try:
        yield
    finally:
        connection.transaction_mode = usual
