"""Rows: opening a form through the API beside bare authenticated JSON views, at eight clients.

Ours reads a household with its roster, debts and remarks, asks every rule about it and records who looked.  The bare
view is what stock Django needs for a document of that size: the person is signed in, one select reads the form's own row
and `JsonResponse` writes it.  A third view reads nothing but who asks: it says what signing in costs by itself.  All
three run on the same server, in turn; CPU is that of web server and database together, which other work on the
machine disturbs less than it does the times.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from benchmarks.clients import Request, send
from benchmarks.household import server_seconds
from benchmarks.saving import DISTRICTS, Person
from benchmarks.stage import QUICK, SMALL, Stage
from benchmarks.table import Line, milliseconds
from benchmarks.web_server import web_server
from surveys.models import Survey

NO_SLOWER = 0.5
"""At most twice the time of the bare view."""
EACH = 100
FORM, ROW, NOTHING = "/api/v1/surveys/{}/", "/stock/json/{}/", "/stock/json/"


def measure(stage: Stage) -> Iterator[Line]:
    stage.seeded(SMALL)
    readers = [Reader(Person(stage.person(f"officer.{code}"))) for code in DISTRICTS]
    each = 10 if QUICK else EACH
    with web_server() as port:
        turns = [[_burst(port, readers, each, way) for way in (FORM, ROW, NOTHING)] for _ in _times(stage)]
    ours, row, nothing = (_middle(side) for side in zip(*turns[1:], strict=True))
    work = f"opening a form, {len(readers)} clients"
    for name, bare in (("bare JSON of its row", row), ("JSON without reading", nothing)):
        times = milliseconds(ours.p95), f"{milliseconds(bare.p95)} {name}"
        yield Line(f"{work}, p95", *times, bare.p95 / ours.p95, NO_SLOWER)
        spent = milliseconds(ours.cpu), f"{milliseconds(bare.cpu)} {name}"
        yield Line(f"{work}, CPU each", *spent, bare.cpu / ours.cpu, NO_SLOWER)


def _times(stage: Stage) -> range:
    """One turn more than is counted: the first fills the caches."""
    return range(stage.times(5) + 1)


@dataclass(frozen=True)
class Burst:
    """Seconds: the 95th percentile of a request, and the CPU that each took."""

    p95: float
    cpu: float


def _burst(port: int, readers: list["Reader"], each: int, way: str) -> Burst:
    requests = [reader.asks(way, each) for reader in readers]
    before = server_seconds()
    answered = send(port, requests, status=200)
    return Burst(answered.p95, (server_seconds() - before) / (each * len(readers)))


def _middle(bursts: tuple[Burst, ...]) -> Burst:
    return Burst(median(one.p95 for one in bursts), median(one.cpu for one in bursts))


class Reader:
    """An officer who opens forms of the own district, one after the other."""

    def __init__(self, person: Person) -> None:
        self.headers = person.headers
        rows = Survey.objects.filter(district_id=person.district, round_id=SMALL)
        self.keys = list(rows.values_list("pk", flat=True)[:EACH])

    def asks(self, way: str, number: int) -> list[Request]:
        keys = (self.keys[n % len(self.keys)] for n in range(number))
        return [Request("GET", way.format(key), b"", self.headers) for key in keys]
