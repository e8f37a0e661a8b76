"""Two processes that bring one database up to date at the same moment do it one after the other (F54)."""

import threading
from contextlib import contextmanager

import pytest
from django.core.management import call_command
from django.db import connection, connections

from bkkhousing.lib.one_at_a_time import alone
from tests.surveys.at_once import shared_by_threads

pytestmark = pytest.mark.django_db(transaction=True)


@contextmanager
def held_elsewhere():
    """Another thread, with a connection of its own, is at it until this ends."""
    begun, over = threading.Event(), threading.Event()

    def hold() -> None:
        with alone(connection):
            begun.set()
            over.wait(120)
        connections.close_all()

    thread = threading.Thread(target=hold)
    thread.start()
    assert begun.wait(60)
    try:
        yield over
    finally:
        over.set()
        thread.join()


def test_the_second_waits_for_the_first(tmp_path):
    with shared_by_threads(tmp_path):
        done = threading.Event()

        def migrate() -> None:
            call_command("migrate", verbosity=0)
            done.set()
            connections.close_all()

        with held_elsewhere() as first_is_over:
            second = threading.Thread(target=migrate)
            second.start()
            assert not done.wait(0.3)
            first_is_over.set()
            assert done.wait(120)
        second.join()
