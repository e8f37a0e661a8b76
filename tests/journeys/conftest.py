"""A real browser on a real server, for journeys that people make from page to page."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from accounts.models import User
from tests import factories

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


@pytest.fixture
def open_page(chromium, live_server):
    """Opens a browser of its own for a person: `open_page(officer, PHONE)`; faults of the page fail the test."""
    contexts, faults = [], []

    def open_for(user: User | None, device: dict) -> Page:
        context = chromium.new_context(base_url=live_server.url, locale="th-TH", **device)
        contexts.append(context)
        if user:
            session = factories.client_of(user).cookies["sessionid"].value
            context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda line: faults.append(line.text) if "Content Security" in line.text else None)
        return page

    yield open_for
    for context in contexts:
        context.close()
    assert faults == []
