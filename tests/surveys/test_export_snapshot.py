"""An export reads one moment of the database and leaves the connection as it found it."""

import pytest
from django.db import connection

from surveys.exporting.measuring import peak_mib
from surveys.exporting.snapshot import snapshot


def mode() -> str:
    """How the running transaction keeps its moment."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SHOW transaction_isolation")
            return cursor.fetchone()[0]
    return connection.transaction_mode


@pytest.mark.django_db(transaction=True)
def test_inside_there_is_one_moment_and_afterwards_all_is_as_before():
    before = mode()
    with snapshot():
        assert connection.in_atomic_block
        assert mode() == {"postgresql": "repeatable read", "sqlite": "DEFERRED"}[connection.vendor]
    assert mode() == before
    assert not connection.in_atomic_block


@pytest.mark.django_db(transaction=True)
def test_after_a_failure_all_is_as_before():
    before = mode()
    with pytest.raises(ZeroDivisionError), snapshot():
        raise ZeroDivisionError
    assert mode() == before


@pytest.mark.django_db
def test_within_an_open_transaction_that_one_is_used():
    with snapshot():
        assert connection.in_atomic_block


def test_the_peak_of_memory_is_read_from_the_system(tmp_path):
    status = tmp_path / "status"
    status.write_text("Name:\tpython\nVmHWM:\t  102401 kB\nVmRSS:\t 9 kB\n")
    assert peak_mib(status) == 101


def test_without_that_file_the_peak_still_comes(tmp_path):
    assert peak_mib(tmp_path / "none") > 10
