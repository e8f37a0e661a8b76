"""T6: PostgreSQL killed thirty times while eight officers save; what was acknowledged is there, the server never restarts."""

import time
from random import Random

import psutil
import pytest
from django.db import connections

from tests import factories
from tests.faults.officers import Book, Officer, Writing
from tests.faults.scale import times
from tests.faults.site import Site, asking, until

KILLS, WRITERS = times(30), 8
BACK = 10  # seconds


@pytest.fixture
def cluster(databases):
    cluster = databases.postgres()
    cluster.serve()
    yield cluster
    cluster.stop()


@pytest.fixture
def site(cluster, tmp_path):
    with asking(cluster.url), Site(tmp_path, cluster.url) as site:
        factories.open_round()
        yield site


def kill(cluster) -> None:
    """All its processes at once, as when the machine takes the memory away."""
    server = psutil.Process(cluster.server.pid)
    victims = [server, *server.children(recursive=True)]
    for one in victims:
        one.kill()
    psutil.wait_procs(victims, timeout=20)
    cluster.server.wait(20)


def people(site) -> tuple[list[Officer], list]:
    codes = ("1004", "1006", "1010", "1017") * (WRITERS // 4)
    users = [factories.person("officer", code, name=f"o{n}") for n, code in enumerate(codes)]
    places = [factories.community(code, "ร่วมใจ") for code in codes]
    return [Officer(user, site.port) for user in users], places


def kill_and_start_again(cluster, book: Book) -> float:
    """The seconds from the database's being there again to the next acknowledgement."""
    kill(cluster)
    cluster.serve()  # as its service manager does
    ready = time.monotonic()
    return until(lambda: book.arrived and book.arrived[-1] > ready, within=60)


def test_a_killed_database_takes_nothing_acknowledged_with_it(cluster, site, book):
    random, back = Random(6), []
    officers, places = people(site)
    before = [one.pid for one in site.workers()]
    connections.close_all()
    with Writing(book, officers, places):
        for _kill in range(KILLS):
            time.sleep(random.uniform(0.2, 1.5))
            back.append(kill_and_start_again(cluster, book))
    assert max(back) < BACK, back
    assert [one.pid for one in site.workers()] == before, "the server had to start again"
    assert set(book.answers) <= {200, 422, 503}, book.answers
    told = book.told[503]
    assert told.json()["code"] == "unavailable" and int(told.headers["Retry-After"]) > 0
    connections.close_all()
    book.check()


def test_reading_from_a_database_that_went_away_says_so_in_thai_and_ends_with_it(cluster, site):
    (officer, *_others), _places = people(site)
    connections.close_all()
    assert officer.ask("GET", "/surveys/").status == 200
    kill(cluster)
    answer = officer.ask("GET", "/surveys/")
    assert answer.status == 503 and "ไม่พร้อมใช้งานชั่วคราว" in answer.body.decode()
    cluster.serve()
    assert until(lambda: officer.ask("GET", "/surveys/").status == 200, within=BACK) < BACK
