"""Row: pages of the dashboard while eight officers save forms beside them, and the same pages while nobody does."""

import threading
from collections.abc import Iterator
from itertools import cycle, islice
from statistics import quantiles

from django.test import Client

from benchmarks.clients import Request, seconds_of
from benchmarks.saving import DISTRICTS, Person
from benchmarks.stage import BIG, QUICK, Stage
from benchmarks.table import Line, milliseconds
from benchmarks.web_server import web_server
from dashboards.pages import PAGES

ASKED = 9 if QUICK else 90
FORMS = 4 if QUICK else 60
THINKING = 0.5
"""Seconds between two forms of an officer: eight of them save sixteen a second."""
NO_SLOWER = 0.5
"""Twice the time at rest."""


def measure(stage: Stage) -> Iterator[Line]:
    reading = _pages(stage)
    people = [Person(stage.person(f"officer.{code}")) for code in DISTRICTS]
    with web_server() as port:
        seconds_of(port, [reading], status=200)
        at_rest = seconds_of(port, [reading], status=200)
        beside = _beside_writers(port, reading, people)
    rest, busy = (quantiles(seconds, n=20)[-1] for seconds in (at_rest, beside))
    work = f"p95 of dashboard pages at {stage.surveys:,} surveys while 8 officers save"
    yield Line(work, milliseconds(busy), f"{milliseconds(rest)} at rest", rest / busy, NO_SLOWER)


def _pages(stage: Stage) -> list[Request]:
    client = Client()
    client.force_login(stage.person("department"))
    headers = {"Cookie": f"sessionid={client.cookies['sessionid'].value}"}
    round = stage.seeded(BIG).pk
    addresses = [f"{page.url}?round={round}" for page in PAGES if page.url]
    return [Request("GET", address, b"", headers) for address in islice(cycle(addresses), ASKED)]


def _beside_writers(port: int, reading: list[Request], people: list[Person]) -> list[float]:
    """The seconds of the pages; the officers go on until the last page is there."""
    forms = [[person.form(BIG) for _ in range(FORMS)] for person in people]
    failed: list[BaseException] = []
    writers = threading.Thread(target=_save, args=(port, forms, failed))
    writers.start()
    seconds = seconds_of(port, [reading], status=200)
    writers.join()
    if failed:
        raise failed[0]
    return seconds


def _save(port: int, forms: list[list[Request]], failed: list[BaseException]) -> None:
    try:
        seconds_of(port, forms, status=200, pause=THINKING)
    except BaseException as error:
        failed.append(error)
