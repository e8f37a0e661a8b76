"""Row: the entry page beside the same questions drawn by Django ModelForms, in CPU time of the server."""

from collections.abc import Iterator

from django.test import Client

from benchmarks.stage import SMALL, Stage
from benchmarks.table import Line, milliseconds
from benchmarks.timing import cpu_seconds, in_turn

OURS, STOCK = "/surveys/new/", "/stock/new/"


def measure(stage: Stage) -> Iterator[Line]:
    stage.seeded(SMALL)
    client = Client()
    client.force_login(stage.person("officer.1026"))

    def open_pages(address: str, times: int = 5) -> None:
        for _ in range(times):
            reply = client.get(address)
            if reply.status_code != 200 or b"members" not in reply.content:
                raise AssertionError(f"{address} answered {reply.status_code} without the questions")

    ours, stock = in_turn(
        lambda: open_pages(OURS), lambda: open_pages(STOCK), times=stage.times(20), clock=cpu_seconds
    )
    work = "entry page, CPU a page"
    yield Line(work, milliseconds(ours / 5), f"{milliseconds(stock / 5)} ModelForm.as_div", stock / ours, 10)
