"""Rows: households of four entered in a browser, on the entry page and in the stock admin of the same survey.

Our page has every change on the server within two seconds.  The admin is measured twice: at the same safety, saved
with "save and continue editing" as soon as two seconds were typed, and as it is mostly used, saved once at the end,
when whatever happens before that loses the whole form.  docs/decisions/0018 says what follows from it.

Each side enters two in one browser: the first of the day with nothing kept, and one that follows. Every byte and
request passes a wire between browser and server and is counted there, both ways, heads, the service worker and
every autosave included; the admin's pages are packed, as a web server before it would. Presses are keys and clicks
of a practised person. The CPU is that of the web server and the database, from opening the page until all is stored.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass

import psutil
from django.test import Client
from playwright.sync_api import Browser, Page, expect, sync_playwright

from accounts.models import User
from benchmarks.hands import Hands
from benchmarks.stage import SMALL, Stage
from benchmarks.table import Line, milliseconds
from benchmarks.typists import OnOurForm, OnStockAdmin, OnStockAdminAsSafe, Typist
from benchmarks.web_server import web_server
from communities.models import Community
from tests.factories import household_of_four
from tests.journeys.conftest import DESK, FLAGS
from tests.journeys.wire import Wire

OURS, STOCK = "/surveys/new/", "/stock/admin/surveys/survey/add/"
NO_WORSE = 1
PATIENCE = 120_000
SECONDS_A_PRESS = 0.2  # assumed: brisk for somebody who reads from paper
FORMS = ("first form", "following form")


@dataclass(frozen=True)
class Entered:
    """What one household cost."""

    bytes: int
    requests: int
    presses: int
    seconds: float


def measure(stage: Stage) -> Iterator[Line]:
    person = stage.person("officer.1026")
    place = Community.objects.registered().filter(district_id=person.district_id).first()
    with web_server() as port, sync_playwright() as playwright:
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
        program = os.environ.get("CHROMIUM", "/usr/bin/chromium")
        browser = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        desk = Desk(browser, person, place, port)
        ours = desk.day(OURS, OnOurForm, 7001, SECONDS_A_PRESS)
        as_safe = desk.day(STOCK, OnStockAdminAsSafe, 7101, SECONDS_A_PRESS)
        # Nothing is sent while one types: no need to wait.
        once = desk.day(STOCK, OnStockAdmin, 7201, 0)
        browser.close()
    for how, stock in (("saved as often", as_safe), ("saved once at the end", once)):
        for which, mine, theirs in zip(FORMS, ours, stock, strict=True):
            yield from lines(f"household of four beside the admin {how}, {which}", mine, theirs)


def lines(work: str, ours: Entered, stock: Entered) -> Iterator[Line]:
    """The rows of one form; every one asks that ours be no worse."""
    for what in ("bytes", "requests", "presses"):
        mine, theirs = getattr(ours, what), getattr(stock, what)
        yield Line(f"{work}, {what}", f"{mine:,}", f"{theirs:,}", theirs / mine, NO_WORSE)
    spent = (milliseconds(ours.seconds), milliseconds(stock.seconds))
    yield Line(f"{work}, CPU of the server", *spent, stock.seconds / ours.seconds, NO_WORSE)


@dataclass
class Desk:
    """Where one officer enters the households of one community."""

    browser: Browser
    person: User
    place: Community
    port: int

    def day(self, path: str, typist: type[Typist], number: int, pace: float) -> list[Entered]:
        """Two forms in a browser that keeps nothing yet; the server has shown the page before."""
        client = Client()
        client.force_login(self.person)
        cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value}
        self._warm(path, cookie)
        wire = Wire(self.port)
        context = self.browser.new_context(base_url=wire.url, locale="th-TH", **DESK)
        context.set_default_timeout(PATIENCE)
        context.add_cookies([{**cookie, "url": wire.url}])
        page = context.new_page()
        found = [self._enter(page, wire, path, typist, number + n, pace) for n in range(len(FORMS))]
        context.close()
        wire.close()
        return found

    def _warm(self, path: str, cookie: dict) -> None:
        context = self.browser.new_context(base_url=f"http://127.0.0.1:{self.port}")
        context.set_default_timeout(PATIENCE)
        context.add_cookies([{**cookie, "url": f"http://127.0.0.1:{self.port}"}])
        page = context.new_page()
        for _ in range(4):
            _open(page, path)
        context.close()

    def _enter(
        self, page: Page, wire: Wire, path: str, typist: type[Typist], number: int, pace: float
    ) -> Entered:
        wire.quiet()
        up, requests, spent = wire.up, wire.requests, server_seconds()
        _open(page, path)
        hands = Hands(page, pace)
        typist(hands).enter(household_of_four(self.place, number=number, round_code=SMALL))
        down = wire.quiet()
        return Entered(down + wire.up - up, wire.requests - requests, hands.presses, server_seconds() - spent)


def _open(page: Page, path: str) -> None:
    page.goto(path, wait_until="networkidle")
    expect(page.locator("#entry[aria-busy=true]")).to_have_count(0, timeout=PATIENCE)


def server_seconds() -> float:
    """CPU time of the web server and the database so far, of their processes that ended too."""
    roots = [one for one in psutil.Process().children() if _serves(" ".join(one.cmdline()))]
    times = [one.cpu_times() for root in roots for one in (root, *root.children(recursive=True))]
    return sum(time.user + time.system + time.children_user + time.children_system for time in times)


def _serves(command: str) -> bool:
    return "granian" in command or "postgres" in command
