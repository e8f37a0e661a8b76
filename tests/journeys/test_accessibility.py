"""Nobody is kept out: every page of officer and head in Thai on a phone; `make test-faults` walks all four ways."""

import json
from pathlib import Path

import pytest

from tests.journeys.accessibility import graveness, serve_faults, speak, walk
from tests.journeys.conftest import DESK
from tests.journeys.sights import SHOWS, SIGHTS, scene

pytestmark = pytest.mark.django_db(transaction=True)

MATRIX = json.loads((Path(__file__).parents[1] / "permission_matrix.json").read_text(encoding="utf-8"))
NO_PAGE = {
    "health",
    "gallery",
    "service_worker",
    "manifest",
    "import_template",
    "job_file",
    "open_data_file",
    "dashboard_explorer_file",
}


@pytest.fixture
def walked(open_page, live_server, officer, head, slum, round_2570):
    """Everything wrong on the pages as one language and one width show them."""

    def walk_through(language: str, device: dict) -> dict[str, list[str]]:
        people = {"officer": officer, "head": head, "stranger": None}
        pages = {who: open_page(user, {**device, "reduced_motion": "reduce"}) for who, user in people.items()}
        for page in pages.values():
            speak(page.context, language, live_server.url)
            serve_faults(page.context, language)
        return walk(pages, SIGHTS, scene(officer, head, slum))

    return walk_through


@pytest.mark.parametrize(("language", "device"), SHOWS[:1])
def test_no_page_keeps_anyone_out(walked, language, device):
    assert walked(language, device) == {}


def test_every_page_of_officer_and_head_is_looked_at():
    admits = {
        name
        for name, methods in MATRIX.items()
        if not name.startswith("api-")
        and any("200" in methods["get"][who] for who in ("anonymous", "officer", "head"))
    }
    assert admits - NO_PAGE - {sight.route for sight in SIGHTS} == set()


def test_a_picture_without_words_is_found(open_page):
    page = open_page(None, DESK)
    page.goto("/accounts/login/")
    page.evaluate("document.querySelector('main').append(new Image())")
    assert [line.split(":")[0] for line in graveness(page)] == ["image-alt"]
