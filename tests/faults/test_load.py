"""T3: two hundred officers at work for LOAD_MINUTES (10), then two hundred saves in one second; and twenty on SQLite.

The figures are printed:  LOAD_MINUTES=10 scripts/test-faults tests/faults/test_load.py
"""

import os
import sys
import threading
import time
from collections import defaultdict
from contextlib import ExitStack
from itertools import cycle, islice
from random import Random
from statistics import quantiles
from urllib.parse import quote

import psycopg
import pytest
from django.db import connections

from districts.models import District
from surveys.models import Survey
from tests import factories
from tests.faults.officers import Officer, Writing
from tests.faults.scale import times
from tests.faults.site import Site, asking

MINUTES = float(os.environ.get("LOAD_MINUTES", "10"))
OFFICERS = times(200)
THINKING = 30  # seconds between two saves of one officer
SAVE_P95, DASHBOARD_P95 = 0.8, 1.5
BURST_GONE = 30
GROWTH = 1.2
READING = ("/surveys/", f"/communities/?q={quote('ริมคลอง')}", "/dashboard/")
SQLITE_WRITERS, SQLITE_SECONDS = 20, times(30)


class Day:
    """Officers at work, and how long each thing took them."""

    def __init__(self, site: Site, book) -> None:
        self.site, self.book = site, book
        self.seconds: dict[str, list[float]] = defaultdict(list)
        self.faults: list[str] = []
        self.forms: dict[str, object] = {}
        codes = islice(cycle(District.objects.order_by("pk").values_list("pk", flat=True)), OFFICERS)
        users = [factories.person("officer", code, name=f"o{n}") for n, code in enumerate(codes)]
        self.people = [
            (Officer(user, site.port), factories.community(user.district_id, "ริมคลอง")) for user in users
        ]

    def timed(self, what: str, work) -> None:
        begun = time.perf_counter()
        try:
            answer = work()
            if answer.status != 200:
                self.faults.append(f"{what} {answer.status} {answer.body[:200]!r}")
        except Exception as error:
            self.faults.append(f"{what} {error!r}")
        self.seconds[what].append(time.perf_counter() - begun)

    def save(self, officer: Officer, place, what: str = "save") -> None:
        """A new form, or the next change of the one begun before."""
        name = officer.user.username
        form = self.forms.pop(name, None)
        if form:
            form.change()
        else:
            form = self.forms[name] = self.book.form(place)

        def send():
            answer = officer.save(form)
            if answer.status == 200:
                form.acknowledged = answer.json()["revision"]
            return answer

        self.timed(what, send)

    def work(self, officer: Officer, place, number: int, ends: float) -> None:
        """Save, think, look around, and again; everybody begins at another moment."""
        random = Random(number)
        pause = THINKING / (len(READING) + 1)
        time.sleep(random.uniform(0, THINKING))
        while time.monotonic() < ends:
            self.save(officer, place)
            for path in READING:
                time.sleep(pause * random.uniform(0.7, 1.3))
                self.timed(path, lambda path=path: officer.ask("GET", path))
            time.sleep(pause * random.uniform(0.7, 1.3))

    def all_at(self, work) -> None:
        threads = [threading.Thread(target=work, args=(*pair, n)) for n, pair in enumerate(self.people)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def burst(self) -> float:
        """Everybody saves within one second; the seconds until the last is acknowledged."""
        begins = time.monotonic() + 1

        def once(officer: Officer, place, number: int) -> None:
            time.sleep(max(0.0, begins + number / OFFICERS - time.monotonic()))
            officer.line.close()  # a browser does not use a connection again that was idle for so long
            self.save(officer, place, "burst")

        self.all_at(once)
        return time.monotonic() - begins - 1

    def p95(self, what: str) -> float:
        return quantiles(self.seconds[what], n=20)[-1]

    def told(self) -> str:
        lines = [
            f"{what}: {len(took)}, p95 {self.p95(what) * 1000:.0f} ms" for what, took in self.seconds.items()
        ]
        return "\n".join(lines)


def megabytes(site: Site) -> float:
    return sum(one.memory_info().rss for one in site.workers()) / 1024**2


@pytest.fixture
def stage(databases, tmp_path):
    """A site on a PostgreSQL of its own."""
    with ExitStack() as stack:
        cluster = databases.postgres(shared_buffers="128MB", max_wal_size="1GB")
        stack.callback(cluster.stop)
        database = cluster.serve()
        stack.enter_context(asking(database))
        yield stack.enter_context(Site(tmp_path, database)), cluster
        connections.close_all()


def still_asking(cluster) -> int:
    """Questions that the database still works on, and transactions left open."""
    with psycopg.connect(cluster.url) as asked:
        busy = "SELECT count(*) FROM pg_stat_activity WHERE datname = 'postgres' AND state <> 'idle' AND pid <> pg_backend_pid()"
        return asked.execute(busy).fetchone()[0]


def test_two_hundred_officers_save_and_look_around_without_an_error(stage, book, capsys):
    site, cluster = stage
    factories.open_round()
    day, memory = Day(site, book), []
    begun = time.monotonic()
    warm, ends = begun + 60 * MINUTES * 0.2 + THINKING, begun + THINKING + 60 * MINUTES
    watch = threading.Timer(warm - begun, lambda: memory.append(megabytes(site)))
    watch.start()
    day.all_at(lambda officer, place, number: day.work(officer, place, number, ends))
    watch.join()
    memory.append(megabytes(site))
    gone = day.burst()
    with capsys.disabled():
        sys.stdout.write(
            f"\n{day.told()}\nburst gone after {gone:.1f} s; memory {memory} MiB; faults {len(day.faults)}\n"
        )
    assert day.faults == []
    assert len(day.seconds["save"]) >= OFFICERS * MINUTES * 60 / THINKING * 0.8
    assert day.p95("save") <= SAVE_P95 and day.p95("/dashboard/") <= DASHBOARD_P95
    assert gone <= BURST_GONE and memory[1] < memory[0] * GROWTH
    assert still_asking(cluster) == 0
    book.check()


def test_twenty_officers_at_once_on_sqlite_meet_no_lock(databases, tmp_path, book):
    database = databases.sqlite(tmp_path)
    with asking(database), Site(tmp_path, database) as site:
        factories.open_round()
        users = [factories.person("officer", "1026", name=f"o{n}") for n in range(SQLITE_WRITERS)]
        places = [factories.community("1026", "ร่วมใจ")] * SQLITE_WRITERS
        with Writing(book, [Officer(user, site.port) for user in users], places):
            time.sleep(SQLITE_SECONDS)
        assert set(book.answers) == {200}, book.answers
        assert "locked" not in site.log.read_text()
        assert Survey.objects.count() > SQLITE_WRITERS
        book.check()
