"""Rows: every page of the dashboard for the whole city, in a round with many surveys and in one with few."""

from collections.abc import Iterator

from django.test import Client

from benchmarks.dashboard import NO_SLOWER, sql_line
from benchmarks.stage import BIG, SMALL, Stage
from benchmarks.table import Line, milliseconds
from benchmarks.timing import in_turn
from dashboards.pages import PAGES

ALLOWED = 0.060
"""Seconds of the server for a page, at the median of one client."""


def measure(stage: Stage) -> Iterator[Line]:
    client = Client()
    client.force_login(stage.person("department"))
    rounds = {code: stage.seeded(code).pk for code in (BIG, SMALL)}
    for page in (page for page in PAGES if page.url):
        yield from of_page(page, client, rounds, stage)


def of_page(page, client: Client, rounds: dict[str, str], stage: Stage) -> Iterator[Line]:
    """Its time beside what is allowed, beside its time in the small round, and its SQL."""

    def look(code: str) -> None:
        address = f"{page.url}?round={rounds[code]}"
        if client.get(address).status_code != 200:
            raise AssertionError(f"{address} was not answered")

    big, small = in_turn(lambda: look(BIG), lambda: look(SMALL), times=stage.times(15))
    work, allowed = f"page “{page.slug}” at {stage.surveys:,} surveys", f"{milliseconds(ALLOWED)} allowed"
    yield Line(work, milliseconds(big), allowed, ALLOWED / big, 1)
    yield Line(
        f"{work}, beside {stage.few:,}", milliseconds(big), milliseconds(small), small / big, NO_SLOWER
    )
    yield sql_line(f"page “{page.slug}”", lambda: look(BIG), times=stage.times(10))
