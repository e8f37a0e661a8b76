"""T24: nobody is kept out: what people meet in all four ways, and every page there is as three roles see it."""

import pytest
from django.test import override_settings
from django.urls import NoReverseMatch, reverse

from tests.journeys.accessibility import graveness, speak
from tests.journeys.conftest import DESK, PHONE, open_page
from tests.journeys.sights import SHOWS
from tests.journeys.test_accessibility import walked
from tests.matrix.cast import Cast, made_cast
from tests.matrix.routes import ROUTES, Route

__all__ = ["open_page", "walked"]

pytestmark = pytest.mark.django_db(transaction=True)

ROLES = ("officer", "head", "department")
WAYS = (("th", PHONE), ("en", DESK))
STANDS_ALONE = {"gallery", "health", "metrics", "api-docs"}
"""No page of the product's own: for operators, and a third party's."""
FEWEST = 25
SETTLED = "() => !document.querySelector('main [aria-busy=true], main[aria-busy=true]')"


@pytest.mark.parametrize(("language", "device"), SHOWS)
def test_no_page_keeps_anyone_out(walked, language, device):
    assert walked(language, device) == {}


def address_of(route: Route, cast: Cast) -> str | None:
    try:
        return reverse(route.name, args=cast.key(route, "own"))
    except (KeyError, NoReverseMatch):
        return None


def pages_of(role: str, cast: Cast) -> list[str]:
    """Every address that answers the person with a page."""
    addresses = [
        address_of(route, cast) for route in ROUTES.values() if route.name and route.name not in STANDS_ALONE
    ]
    return [path for path in addresses if path and is_page(cast.clients[role].get(path))]


def is_page(answer) -> bool:
    is_shown = "attachment" not in answer.headers.get("Content-Disposition", "")
    return answer.status_code == 200 and is_shown and answer.headers["Content-Type"].startswith("text/html")


@pytest.fixture
def cast(transactional_db, reference, tmp_path):
    """People, and rows of every kind that an address may name."""
    with override_settings(MEDIA_ROOT=tmp_path):
        yield made_cast()


@pytest.mark.parametrize(("language", "device"), WAYS)
@pytest.mark.parametrize("role", ROLES)
def test_every_page_there_is_lets_everyone_in(role, language, device, cast, open_page, live_server):
    page = open_page(cast.users[role], {**device, "reduced_motion": "reduce"})
    speak(page.context, language, live_server.url)
    paths, found = pages_of(role, cast), {}
    for path in paths:
        page.goto(path)
        page.wait_for_function(SETTLED)
        found[path] = graveness(page)
    assert len(paths) >= FEWEST
    assert {path: lines for path, lines in found.items() if lines} == {}
