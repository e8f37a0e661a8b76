"""Row: pages that people open while a worker imports a file beside them, and the same pages while it rests."""

import tempfile
import threading
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from pathlib import Path
from statistics import quantiles

from django.db import connection
from django.test import Client

from accounts.models import User
from benchmarks.clients import Request, seconds_of
from benchmarks.import_walk import Watch, walk, worker
from benchmarks.kobo_file import kobo_file
from benchmarks.stage import QUICK, SMALL, Stage
from benchmarks.table import Line, milliseconds
from benchmarks.web_server import web_server
from surveys.models import Survey

ROWS = 500 if QUICK else 20_000
FIRST = 2_000_000
PEOPLE = ("1026", "1006")
PAUSE = 0.05
ASKED = 30
NO_SLOWER = 0.5
"""Twice the time at rest."""


def measure(stage: Stage) -> Iterator[Line]:
    stage.seeded(SMALL)
    people = [_requests(stage.person(f"officer.{code}")) for code in PEOPLE]
    with tempfile.TemporaryDirectory() as folder, web_server() as port, worker():
        path = Path(folder) / "kobo.csv"
        path.write_text(kobo_file(ROWS, first=FIRST), encoding="utf-8-sig")
        _opened(port, people)
        at_rest = [second for _ in range(stage.times(10)) for second in _opened(port, people)]
        beside = list(_while_importing(path, lambda: _opened(port, people)))
    rest, busy = (quantiles(seconds, n=20)[-1] for seconds in (at_rest, beside))
    work = f"p95 of a form, a list and a dashboard while {ROWS:,} rows are imported, {len(beside):,} pages"
    yield Line(work, milliseconds(busy), f"{milliseconds(rest)} at rest", rest / busy, NO_SLOWER)


def _requests(user: User) -> list[Request]:
    """What an officer opens in turn: a form, the list of forms, the dashboard."""
    client = Client()
    client.force_login(user)
    headers = {"Cookie": f"sessionid={client.cookies['sessionid'].value}"}
    forms = Survey.objects.in_round(SMALL).filter(district=user.district_id).order_by("pk")[:10]
    addresses = [
        address
        for form in forms
        for address in (f"/surveys/{form.pk}/", f"/surveys/?round={SMALL}", f"/dashboard/?round={SMALL}")
    ]
    return [Request("GET", address, b"", headers) for address in islice(cycle(addresses), ASKED)]


def _opened(port: int, people: list[list[Request]]) -> list[float]:
    return seconds_of(port, people, status=200, pause=PAUSE)


def _while_importing(path: Path, opened: Callable[[], list[float]]) -> Iterator[float]:
    """The seconds of every page, burst after burst, until the file is written."""
    failed: list[BaseException] = []
    importing = threading.Thread(target=_import, args=(path, failed))
    importing.start()
    while importing.is_alive():
        yield from opened()
    if failed:
        raise failed[0]


def _import(path: Path, failed: list[BaseException]) -> None:
    try:
        walk(path, Watch())
    except BaseException as error:
        failed.append(error)
    finally:
        connection.close()
