"""A real browser on a real server, for journeys that people make from page to page."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from accounts.models import User
from tests import factories
from tests.journeys.entering import open_form

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
DESK = {"viewport": {"width": 1440, "height": 900}}
# A machine that runs the whole suite at once is slower than a person expects.
expect.set_options(timeout=15_000)
# The first two draw a page of their own behind the address bar of every window, which nobody sees here; the third keeps a
# process ready that is never used.  The others Playwright would turn off: Chromium heeds only the last such list.
UNUSED_FEATURES = (
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
    "SpareRendererForSitePerProcess",
    "AimEnabled",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsUpgrades",
    "HttpsFirstBalancedModeAutoEnable",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "ThirdPartyStoragePartitioning",
)
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-extensions",
    "--disable-sync",
    f"--disable-features={','.join(UNUSED_FEATURES)}",
)


@pytest.fixture(scope="session", autouse=True)
def database_beside_the_browser() -> None:
    """Playwright keeps an event loop running in this thread; the tests' own queries are not in it."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    program = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        yield browser
        browser.close()


def signed_in(chromium: Browser, address: str, user: User | None, device: dict) -> BrowserContext:
    """A browser of its own in which the person has signed in already; nobody has where there is no user."""
    context = chromium.new_context(base_url=address, locale="th-TH", **device)
    if user:
        session = factories.client_of(user).cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": session, "url": address}])
    return context


@pytest.fixture(scope="module")
def scripts_of_the_form(chromium, live_server, django_db_setup, django_db_blocker) -> Iterator[Page]:
    """One entry page for every test of a module that asks its scripts alone and changes nothing on it."""
    with django_db_blocker.unblock():
        factories.open_round()
        context = signed_in(chromium, live_server.url, factories.person("officer", "1026"), DESK)
        page = open_form(context.new_page())
    yield page
    context.close()


@pytest.fixture
def open_page(chromium, live_server):
    """Opens a browser of its own for a person: `open_page(officer, PHONE)`; faults of the page fail the test."""
    contexts, faults = [], []

    def open_for(user: User | None, device: dict) -> Page:
        context = signed_in(chromium, live_server.url, user, device)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda line: faults.append(line.text) if "Content Security" in line.text else None)
        return page

    yield open_for
    for context in contexts:
        context.close()
    assert faults == []
