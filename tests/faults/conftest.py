"""Devices behind a proxy that cuts: the browser never speaks to the server directly."""

from urllib.parse import urlsplit

import pytest

from tests.faults.cutting_proxy import CuttingProxy
from tests.faults.device import Device
from tests.journeys.conftest import chromium, database_beside_the_browser

PATIENCE = 120_000  # the whole form is asked for file by file, through a proxy, beside everything else

__all__ = ["chromium", "database_beside_the_browser"]


@pytest.fixture
def proxy(live_server):
    """The way to the live server."""
    server = urlsplit(live_server.url)
    with CuttingProxy((server.hostname, server.port)) as proxy:
        yield proxy


@pytest.fixture
def new_device(chromium, proxy):
    """Makes devices: `new_device()`, or with a clock that is wrong by some seconds."""
    contexts = []

    def make(*, clock_is_off_by: float = 0) -> Device:
        context = chromium.new_context(
            base_url=proxy.url, locale="th-TH", viewport={"width": 1280, "height": 900}
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        return Device(context, proxy, clock_is_off_by=clock_is_off_by)

    yield make
    proxy.is_down = False
    for context in contexts:
        context.close()
