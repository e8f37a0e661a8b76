"""Row: opening a form through the API beside a bare authenticated JSON view, at eight clients.

Ours reads a household with its roster and debts, asks every rule about it and records who looked.
"""

from collections.abc import Iterator
from statistics import median

from benchmarks.clients import Request, send
from benchmarks.saving import DISTRICTS, Person
from benchmarks.stage import QUICK, SMALL, Stage
from benchmarks.table import Line, milliseconds
from benchmarks.web_server import web_server
from surveys.models import Survey

NO_SLOWER = 0.5
"""At most twice the time of the bare view."""
EACH = 100


def measure(stage: Stage) -> Iterator[Line]:
    stage.seeded(SMALL)
    readers = [Reader(Person(stage.person(f"officer.{code}"))) for code in DISTRICTS]
    each = 10 if QUICK else EACH
    with web_server() as port:
        bursts = [_both(port, readers, each) for _ in range(stage.times(5) + 1)][1:]
    ours, bare = (median(side) for side in zip(*bursts, strict=True))
    work = f"opening a form, {len(readers)} clients, p95"
    yield Line(work, milliseconds(ours), f"{milliseconds(bare)} bare JSON", bare / ours, NO_SLOWER)


def _both(port: int, readers: list["Reader"], each: int) -> tuple[float, float]:
    forms = send(port, [reader.forms(each) for reader in readers], status=200)
    bare = send(port, [reader.bare(each) for reader in readers], status=200)
    return forms.p95, bare.p95


class Reader:
    """An officer who opens forms of the own district, one after the other."""

    def __init__(self, person: Person) -> None:
        self.headers = person.headers
        rows = Survey.objects.filter(district_id=person.district, round_id=SMALL)
        self.keys = list(rows.values_list("pk", flat=True)[:EACH])

    def forms(self, number: int) -> list[Request]:
        keys = (self.keys[n % len(self.keys)] for n in range(number))
        return [Request("GET", f"/api/v1/surveys/{key}/", b"", self.headers) for key in keys]

    def bare(self, number: int) -> list[Request]:
        return [Request("GET", "/stock/json/", b"", self.headers)] * number
