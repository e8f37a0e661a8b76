"""Devices behind a proxy that cuts: the browser never speaks to the server directly."""

from urllib.parse import urlsplit

import pytest

from tests.faults.cutting_proxy import CuttingProxy
from tests.faults.device import Device
from tests.faults.officers import Book
from tests.faults.site import Databases
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


@pytest.fixture(scope="session")
def all_databases(tmp_path_factory):
    """Databases of their own for what is killed, filled or loaded."""
    made = Databases(tmp_path_factory.mktemp("databases"))
    yield made
    made.stop()


@pytest.fixture
def databases(all_databases, django_db_blocker):
    """The same, while a test that brings its own database may ask it."""
    with django_db_blocker.unblock():
        yield all_databases


@pytest.fixture
def book():
    """What officers send and what of it is acknowledged."""
    return Book()
