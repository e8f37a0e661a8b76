"""T4: a web worker killed a hundred times in the middle of saving loses nothing, doubles nothing, and is replaced."""

import signal
import time
from contextlib import suppress
from itertools import cycle, islice
from random import Random

import psutil
import pytest

from tests import factories
from tests.faults.officers import LOST, Officer, Writing
from tests.faults.scale import times
from tests.faults.site import Site, asking, until

RANDOM, NAMED = times(50), times(50)
MOMENTS = ("begin", "household", "survey", "members", "debts", "change", "committed")
BACK = 10  # seconds until somebody answers
SECONDS_TO_BEGIN = 60  # for the one that takes the place of the dead
CODES = ("1004", "1006", "1010", "1017")


@pytest.fixture
def site(databases, tmp_path):
    cluster = databases.postgres()
    database = cluster.serve()
    with (
        asking(database),
        Site(tmp_path, database, application="tests.faults.killing_app:application") as site,
    ):
        factories.open_round()
        yield site
    cluster.stop()


def people(site, number: int):
    codes = list(islice(cycle(CODES), number))
    users = [factories.person("officer", code, name=f"o{n}") for n, code in enumerate(codes)]
    return [Officer(user, site.port) for user in users], [
        factories.community(code, "ร่วมใจ") for code in codes
    ]


def replaced(site, gone: int) -> bool:
    """Whether two are there again; the second may still be beginning."""
    pids = {one.pid for one in site.workers() if one.status() != psutil.STATUS_ZOMBIE}
    return len(pids - {gone}) == 2


def by_way_of(officer: Officer, pid: int) -> None:
    """Come to one process; one that has just begun takes some seconds to answer."""

    def is_it() -> bool:
        officer.line.close()
        with suppress(*LOST):
            return officer.ask("GET", "/accounts/login/").headers.get("X-Process") == str(pid)
        return False

    until(is_it, within=SECONDS_TO_BEGIN, pause=0.05)


def test_a_worker_killed_at_random_moments_loses_and_doubles_nothing(site, book):
    officers, places = people(site, 5)
    watching, random = officers.pop(), Random(4)
    with Writing(book, officers, places[:-1]):
        for _kill in range(RANDOM):
            by_way_of(watching, site.workers()[-1].pid)
            time.sleep(random.uniform(0, 0.5))
            oldest = site.workers()[0]
            oldest.send_signal(signal.SIGKILL)
            until(lambda gone=oldest.pid: replaced(site, gone), within=BACK)
    assert book.longest_silence() < BACK
    assert book.answers["lost"] > 0, "nobody was in the middle of anything"
    book.check()


def test_a_worker_killed_at_each_moment_of_a_save_loses_and_doubles_nothing(site, book):
    (officer,), (place,) = people(site, 1)
    for moment in islice(cycle(MOMENTS), NAMED):
        victim = site.workers()[0].pid
        by_way_of(officer, victim)
        book.deliver(officer, book.form(place), X_Dies=moment)
        until(lambda gone=victim: replaced(site, gone), within=BACK)
        by_way_of(officer, site.workers()[-1].pid)
    assert book.answers["lost"] == NAMED and book.answers[200] == NAMED
    book.check()
