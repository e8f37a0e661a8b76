"""Rows: a household of four entered in a browser, on the entry page and in the stock admin of the same survey.

Opening counts from an empty cache; presses are keys and clicks of a practised person; the CPU is that of the
server from opening the page until everything is stored, every autosave included.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass

import psutil
from django.test import Client
from playwright.sync_api import Browser, CDPSession, expect, sync_playwright

from accounts.models import User
from benchmarks.hands import Hands
from benchmarks.stage import SMALL, Stage
from benchmarks.table import Line, milliseconds
from benchmarks.typists import OnOurForm, OnStockAdmin, Typist
from benchmarks.web_server import web_server
from communities.models import Community
from tests.factories import household_of_four
from tests.journeys.conftest import DESK, FLAGS

OURS, STOCK = "/surveys/new/", "/stock/admin/surveys/survey/add/"
NO_WORSE = 1
PATIENCE = 120_000


@dataclass(frozen=True)
class Entered:
    """What one household cost."""

    first_bytes: int
    first_requests: int
    again_bytes: int
    presses: int
    all_bytes: int
    seconds: float


def measure(stage: Stage) -> Iterator[Line]:
    person = stage.person("officer.1026")
    place = Community.objects.registered().filter(district_id=person.district_id).first()
    with web_server() as port, sync_playwright() as playwright:
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
        program = os.environ.get("CHROMIUM", "/usr/bin/chromium")
        browser = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        desk = Desk(browser, person, f"http://127.0.0.1:{port}")
        ours = desk.enter(OURS, OnOurForm, household_of_four(place, number=7001, round_code=SMALL))
        stock = desk.enter(STOCK, OnStockAdmin, household_of_four(place, number=7002, round_code=SMALL))
        browser.close()
    yield from lines(ours, stock)


def lines(ours: Entered, stock: Entered) -> Iterator[Line]:
    """The rows of the table; every one asks that ours be no worse."""
    work = "household of four beside the admin with inlines"
    for what, mine, theirs in (
        ("bytes of the first opening", ours.first_bytes, stock.first_bytes),
        ("requests of the first opening", ours.first_requests, stock.first_requests),
        ("bytes of opening again", ours.again_bytes, stock.again_bytes),
        ("bytes from opening to stored", ours.all_bytes, stock.all_bytes),
        ("keystrokes and clicks", ours.presses, stock.presses),
    ):
        yield Line(f"{work}, {what}", f"{mine:,}", f"{theirs:,}", theirs / mine, NO_WORSE)
    spent = (milliseconds(ours.seconds), milliseconds(stock.seconds))
    yield Line(f"{work}, CPU of the server", *spent, stock.seconds / ours.seconds, NO_WORSE)


class Desk:
    """A browser in which one person has signed in."""

    def __init__(self, browser: Browser, person: User, address: str) -> None:
        client = Client()
        client.force_login(person)
        self.browser, self.address = browser, address
        self.session = client.cookies["sessionid"].value

    def enter(self, path: str, typist: type[Typist], payload: dict) -> Entered:
        """Open the form twice, then type the household; the first opening also warms the server."""
        self._opened(path)
        context = self.browser.new_context(base_url=self.address, locale="th-TH", **DESK)
        context.set_default_timeout(PATIENCE)
        context.add_cookies([{"name": "sessionid", "value": self.session, "url": self.address}])
        page = context.new_page()
        wire = Wire(page.context.new_cdp_session(page))
        before = server_seconds()
        _open(page, path)
        first_bytes, first_requests = wire.bytes, wire.requests
        _open(page, path)
        again = wire.bytes - first_bytes
        hands = Hands(page)
        typist(hands).enter(payload)
        found = Entered(
            first_bytes, first_requests, again, hands.presses, wire.bytes - again, server_seconds() - before
        )
        context.close()
        return found

    def _opened(self, path: str) -> None:
        context = self.browser.new_context(base_url=self.address)
        context.set_default_timeout(PATIENCE)
        context.add_cookies([{"name": "sessionid", "value": self.session, "url": self.address}])
        _open(context.new_page(), path)
        context.close()


def _open(page, path: str) -> None:
    page.goto(path, wait_until="networkidle")
    expect(page.locator("#entry[aria-busy=true]")).to_have_count(0, timeout=PATIENCE)


class Wire:
    """What one page receives, as the browser counts it, heads included."""

    def __init__(self, session: CDPSession) -> None:
        self.bytes = self.requests = 0
        session.send("Network.enable")
        session.on("Network.requestWillBeSent", self._asked)
        session.on("Network.loadingFinished", self._received)

    def _asked(self, event: dict) -> None:
        self.requests += event["request"]["url"].startswith("http")

    def _received(self, event: dict) -> None:
        self.bytes += int(event["encodedDataLength"])


def server_seconds() -> float:
    """CPU time of the web server and its workers so far."""
    own = psutil.Process().children(recursive=True)
    times = [one.cpu_times() for one in own if "granian" in " ".join(one.cmdline())]
    return sum(time.user + time.system for time in times)
