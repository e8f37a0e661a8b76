"""Puts the database back as the tests found it, after one that committed what it wrote.

Django empties every table and announces a fresh migration, and the reference data would have to be read again.
Here a copy of what the database began with lies beside the tables, and only those that were written to are mended.
"""

from contextlib import suppress

from django.db import IntegrityError, OperationalError, connection, transaction
from django.test import TransactionTestCase

COPY = "as_found_"
MOST_TIMES = 20
HOLDS_ROWS = "SELECT '{table}' WHERE EXISTS (SELECT 1 FROM {table})"
DIFFERS = (
    "SELECT '{table}' WHERE EXISTS (SELECT * FROM {table} EXCEPT SELECT * FROM {copy})"
    " OR EXISTS (SELECT * FROM {copy} EXCEPT SELECT * FROM {table})"
)


class AsFound:
    """The database as it is when this is made."""

    def __init__(self) -> None:
        tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
        self.filled = set(asked(" UNION ALL ".join(HOLDS_ROWS.format(table=table) for table in tables)))
        for table in self.filled:
            asked(f"CREATE TABLE {COPY}{table} AS SELECT * FROM {table}", answers=False)
        questions = (
            (DIFFERS if table in self.filled else HOLDS_ROWS).format(table=table, copy=COPY + table)
            for table in tables
        )
        self.question = " UNION ALL ".join(questions)

    def bring_back(self) -> None:
        """Mend until nothing differs: a server in another thread may still be writing what a page sent last."""
        for _patience in range(MOST_TIMES):
            changed = asked(self.question)
            if not changed:
                return
            with suppress(IntegrityError, OperationalError):
                self.mend(changed)
        raise AssertionError(f"somebody keeps writing to {changed}")

    def mend(self, changed: list[str]) -> None:
        """Keys to other tables are looked at when all of it is done."""
        with transaction.atomic():
            for table in changed:
                asked(f"DELETE FROM {table}", answers=False)
            for table in self.filled.intersection(changed):
                asked(f"INSERT INTO {table} SELECT * FROM {COPY}{table}", answers=False)


def asked(statement: str, *, answers: bool = True) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return [row[0] for row in cursor.fetchall()] if answers else []


def bring_back_after_each_test() -> None:
    """From now on every test that commits ends with the database as it is now."""
    found = AsFound()
    TransactionTestCase._fixture_teardown = lambda _test: found.bring_back()
