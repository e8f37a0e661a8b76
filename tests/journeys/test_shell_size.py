"""What the entry page costs on the wire: everything the first time, next to nothing later."""

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import override_settings
from pytest_django.live_server_helper import LiveServer

from bkkhousing import finders
from bkkhousing.lib import static_names
from surveys import worker
from surveys.views import entry, outbox
from tests import factories
from tests.journeys.conftest import PHONE
from tests.journeys.entering import open_form
from tests.journeys.wire import Wire

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("round_2570")]
FIRST, LATER = 250_000, 30_000
MOST_COMMUNITIES = 120
DRAWN = (
    *(static_names.import_map, static_names.map_source, worker._version_of_this_start),
    *(entry.entry_page, outbox._drawn),
)


def draw_anew() -> None:
    for kept in DRAWN:
        kept.cache_clear()


@pytest.fixture
def as_in_production(tmp_path, monkeypatch):
    """Hashed and packed static files, as `collectstatic` leaves them, without those of other people's pages."""
    monkeypatch.setattr(finders, "SOURCES", finders.SOURCES[:2])
    packed = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }
    ours = [name for name in settings.STATICFILES_FINDERS if "UsedApp" not in name]
    with override_settings(
        STORAGES=packed, STATIC_ROOT=tmp_path, HASHED_STATIC=True, STATICFILES_FINDERS=ours
    ):
        call_command("collectstatic", interactive=False, verbosity=0)
        draw_anew()
        yield
    draw_anew()


@pytest.fixture
def wire(as_in_production, transactional_db, monkeypatch):
    """A server whose static files come from WhiteNoise, behind a wire that counts."""
    monkeypatch.setattr(
        "django.contrib.staticfiles.handlers.StaticFilesHandler", lambda application: application
    )
    server = LiveServer("localhost")
    counted = Wire(server.thread.port)
    yield counted
    counted.close()
    server.stop()


@pytest.fixture
def page(chromium, wire, officer):
    context = chromium.new_context(base_url=wire.url, locale="th-TH", **PHONE)
    session = factories.client_of(officer).cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": wire.url}])
    yield context.new_page()
    context.close()


def test_the_form_comes_in_250_kb_and_then_in_30(page, wire):
    """In the district with the most communities of the city."""
    for number in range(MOST_COMMUNITIES):
        factories.community("1026", f"ชุมชนริมคลองแสนแสบฝั่งเหนือ ซอย {number}")
    faults, seen = [], []
    page.on("console", lambda line: faults.append(line.text) if line.type == "error" else None)
    page.on("request", lambda request: seen.append(request.url))
    open_form(page)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    assert 100_000 < wire.quiet() <= FIRST
    see_hashed_names(seen)
    for _ in range(2):
        open_form(page)
        assert wire.quiet() <= LATER
    assert faults == []


def see_hashed_names(seen: list[str]) -> None:
    """All scripts came once and in one file, by the name that changes with their content."""
    scripts = [url.rpartition("/")[2] for url in seen if url.endswith(".js") and "/static/" in url]
    assert len(scripts) == 1 and scripts[0].startswith("shell.") and scripts[0].count(".") == 2
